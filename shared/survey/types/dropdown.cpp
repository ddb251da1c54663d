#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"dropdown"};

/// Numbers behind the list, as editors make years and the like.
void takeNumbers(DefinitionObject& object, Question& question) {
    const auto low = object.number("choicesMin"), high = object.number("choicesMax");
    const double step = object.number("choicesStep").value_or(1);
    if (!low || !high) return;
    if (step <= 0 || (*high - *low) / step > 200)
        return object.refuse("choicesMax", "wrong-options", "choicesMax", "A list has at most 200 options.",
                             200);
    for (int i = 0; *low + i * step <= *high; ++i) {
        Choice choice;
        choice.value = numberText(*low + i * step);
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
constinit const JsonType kDropdownJson{kType, takeMembers, readOption};

}  // namespace otklik
