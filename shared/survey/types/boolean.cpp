// Yes or no, whose stored values an author may choose.

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"boolean"};

Choice side(DefinitionObject& object, const char* value, const char* label, bool isYes) {
    Choice side = yesOrNo(isYes);
    const OptionValue stored = object.value(value, {side.value, side.kind});
    side.value = stored.text, side.kind = stored.kind;
    side.text = object.text(label, std::move(side.text));
    return side;
}

void takeMembers(DefinitionObject& object, Question& question) {
    question.options = {side(object, "valueTrue", "labelTrue", true),
                        side(object, "valueFalse", "labelFalse", false)};
    if (question.options[0].value == question.options[1].value)
        object.refuse("valueTrue", "duplicate-value", question.options[0].value,
                      "Yes and no have one value.");
    object.take("label");
    question.breakdown = object.flag("breakdown");
}

}  // namespace

constinit const QuestionType& kBoolean = kType;
constinit const JsonType kBooleanJson{kType, takeMembers, readOption};

}  // namespace otklik
