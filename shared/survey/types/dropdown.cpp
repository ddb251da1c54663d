#include <algorithm>

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"dropdown"};

/// Numbers behind the list, as editors make years and the like, and as SurveyJS counts them: by 1 at least.
void takeNumbers(DefinitionObject& object, Question& question) {
    const double low = object.number("choicesMin").value_or(0),
                 high = object.number("choicesMax").value_or(0),
                 step = std::max(1.0, object.number("choicesStep").value_or(1));
    if (high <= low) return;
    if ((high - low) / step > 200)
        return object.refuse("choicesMax", "wrong-options", "choicesMax", "A list has at most 200 options.",
                             200);
    for (double value = low; value <= high; value += step) {
        Choice choice;
        choice.value = numberText(value);
        choice.kind = Choice::Kind::number;
        choice.text = LocalizedText(choice.value);
        if (!question.option(choice.value)) question.options.push_back(std::move(choice));
    }
}

void takeMembers(DefinitionObject& object, Question& question) {
    takeOptions(object, question);
    takeNumbers(object, question);
    question.breakdown = object.flag("breakdown");
}

}  // namespace

constinit const QuestionType& kDropdown = kType;
constinit const JsonType kDropdownJson{kType, takeMembers, readOption, nullptr, "choices"};

}  // namespace otklik
