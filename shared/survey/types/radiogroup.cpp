#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"radiogroup"};

void takeMembers(DefinitionObject& object, Question& question) {
    takeOptions(object, question);
    question.breakdown = object.flag("breakdown");
}

}  // namespace

constinit const QuestionType& kRadiogroup = kType;
constinit const JsonType kRadiogroupJson{kType, takeMembers, readOption, nullptr, "choices"};

}  // namespace otklik
