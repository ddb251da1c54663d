#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"rating"};

void takeMembers(DefinitionObject& object, Question& question) {
    question.isScale = true;
    question.options = object.choices("rateValues");
    const long low = object.whole("rateMin", 0, 100, 1), high = object.whole("rateMax", 0, 100, 5);
    if (question.options.empty())
        for (long step = low; step <= high; ++step)
            question.options.push_back({std::to_string(step), LocalizedText(std::to_string(step))});
    takeScaleEnds(object, question);
    question.breakdown = object.flag("breakdown");
}

}  // namespace

constinit const QuestionType& kRating = kType;
constinit const JsonType kRatingJson{kType, takeMembers, readOption};

}  // namespace otklik
