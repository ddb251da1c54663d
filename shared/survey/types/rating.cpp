// One step of a scale: rateValues as they are written, else numbers from rateMin to rateMax by rateStep.

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"rating"};
constexpr long kMostSteps = 101, kMostSmileys = 10;

/// The numbers, as SurveyJS makes them: a count moves the end that is not given.
std::vector<Choice> numbers(DefinitionObject& object) {
    const auto lowGiven = object.number("rateMin"), highGiven = object.number("rateMax");
    const double step = object.number("rateStep").value_or(1);
    const auto count = static_cast<double>(object.whole("rateCount", 0, kMostSteps, 0));
    double low = lowGiven.value_or(1), high = highGiven.value_or(5);
    if (count > 1 && lowGiven)
        high = low + (count - 1) * step;
    else if (count > 1 && highGiven)
        low = high - (count - 1) * step;
    if (step <= 0 || high <= low || (high - low) / step >= kMostSteps) {
        object.wrong(highGiven ? "rateMax" : "rateMin", "wrong-scale",
                     "A rating goes up from rateMin to rateMax in at most 101 steps.", kMostSteps);
        return {};
    }
    std::vector<Choice> steps;
    for (int i = 0; low + i * step <= high + step * 1e-9; ++i) {
        Choice choice;
        choice.value = numberText(low + i * step);
        choice.kind = Choice::Kind::number;
        choice.text = LocalizedText(choice.value);
        steps.push_back(std::move(choice));
    }
    return steps;
}

void takeMembers(DefinitionObject& object, Question& question) {
    question.isScale = true;
    const Json* autoGenerate = object.take("autoGenerate");
    question.options = object.choices("rateValues");
    for (const Choice& step : question.options)
        if (!step.visibleIf.empty())
            object.refuse("rateValues", "step-condition", "visibleIf",
                          "Steps of a rating are all shown: use radiogroup.");
    std::vector<Choice> made = numbers(object);
    if (question.options.empty() || (autoGenerate && *autoGenerate == true))
        question.options = std::move(made);
    if (object.string("rateType") == "smileys" && question.options.size() > kMostSmileys)
        object.wrong("rateType", "too-many-smileys", "Smileys are ten at most: use numbers.", kMostSmileys);
    takeScaleEnds(object, question);
    question.breakdown = object.flag("breakdown");
}

}  // namespace

constinit const QuestionType& kRating = kType;
constinit const JsonType kRatingJson{kType, takeMembers, readOption};

}  // namespace otklik
