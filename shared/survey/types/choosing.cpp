#include "shared/survey/types/choosing.h"

#include <algorithm>

#include "shared/base/decimal.h"
#include "shared/survey/types/types.h"

namespace otklik {

Value valueOf(const Choice& choice) {
    if (choice.kind == Choice::Kind::flag) return Value(choice.value == "true");
    const char* end = nullptr;
    if (choice.kind == Choice::Kind::number) return Value(parseDecimal(choice.value.c_str(), &end));
    return Value(choice.value);
}

Choice yesOrNo(bool isYes) {
    Choice side{isYes ? "true" : "false", LocalizedText(isYes ? "Да" : "Нет")};
    side.text.set("en", isYes ? "Yes" : "No");
    side.kind = Choice::Kind::flag;
    return side;
}

bool ChoosingType::canAsk(const Question& question) const {
    return question.rows.empty() && !question.options.empty();
}

void ChoosingType::readField(AnswerReading& reading, const Choice*, const std::string& value) const {
    if (!value.empty()) reading.choose(value);  // an empty one is «Нет ответа»
}

void ChoosingType::readWhole(AnswerReading& reading) const {
    reading.dropExclusive();
    reading.bound();
}

std::vector<std::string> ChoosingType::inWords(const Question& question, const Answer& answer,
                                               std::string_view language, std::string_view) const {
    std::vector<std::string> lines;
    for (const Choice& option : question.options) {
        if (!answer.chose(option.value)) continue;
        std::string line = option.text.in(language);
        if (question.takesText(option) && !answer.comment.empty()) line += ": " + answer.comment;
        lines.push_back(std::move(line));
    }
    return lines;
}

Value ChoosingType::value(const Question& question, const Answer& answer) const {
    Value chosen = Value::list();
    for (const std::string& value : answer.choices)
        if (const Choice* option = question.option(value)) chosen.add(valueOf(*option));
    if (isEmpty(chosen)) return {};
    return question.takesSeveral ? chosen : chosen.items().front();
}

namespace {

struct Special {
    const char *flag, *alias, *words;
    std::string_view value;
    const char *russian, *english;
};
constexpr Special kSpecial[] = {
    {"showRefuseItem", "", "refuseText", kRefused, "Не хочу отвечать", "Refuse to answer"},
    {"showDontKnowItem", "", "dontKnowText", kDontKnow, "Не знаю", "Don't know"},
    {"showNoneItem", "hasNone", "noneText", kNone, "Нет", "None"},
    {"showOtherItem", "hasOther", "otherText", kOther, "Другое (укажите)", "Other (please specify)"},
};

}  // namespace

void takeOptions(DefinitionObject& object, Question& question) {
    question.options = object.choices("choices");
    question.optionsVisibleIf = object.condition("choicesVisibleIf");
    question.hidesWhenEmpty = object.flag("hideIfChoicesEmpty");
    for (const Special& special : kSpecial) {
        const bool isShown = object.flag(special.flag);
        LocalizedText words(special.russian);
        words.set("en", special.english);
        words = object.text(special.words, std::move(words));
        if (!(*special.alias && object.flag(special.alias)) && !isShown) continue;
        if (question.option(special.value))
            object.refuse(special.flag, "duplicate-value", std::string(special.value),
                          "An option of the list has the value that this one has: give it another.");
        const bool isOther = special.value == kOther;
        question.hasOther = question.hasOther || isOther;
        Choice choice{std::string(special.value), std::move(words)};
        choice.isSpecial = true;
        choice.isExclusive = !isOther;
        question.options.push_back(std::move(choice));
    }
    question.otherLabel = object.text("otherPlaceholder");
}

void takeSeveralOptions(DefinitionObject& object, Question& question) {
    question.takesSeveral = true;
    takeOptions(object, question);
    const auto count = static_cast<long>(question.options.size());
    question.least = static_cast<int>(object.whole("minSelectedChoices", 0, count, 0));
    question.most = static_cast<int>(object.whole("maxSelectedChoices", 0, 1000, 0));
    if (question.most > 0 && question.least > question.most)
        object.refuse("minSelectedChoices", "least-above-most", "minSelectedChoices",
                      "The least is greater than the most.");
    if (object.flag("breakdown"))
        object.wrong("breakdown", "breakdown-of-several",
                     "Groups are those of a question that takes one answer: nobody stands in two of them.");
}

void takeScaleEnds(DefinitionObject& object, Question& question) {
    question.minRateDescription = object.text("minRateDescription");
    question.maxRateDescription = object.text("maxRateDescription");
}

void readOption(AnswerReading& reading, const Json& value) {
    if (const OptionValue option = optionValue(value); !option.text.empty())
        reading.choose(option.text);
    else
        reading.wrongType();
}

void readOptions(AnswerReading& reading, const Json& value) {
    if (!value.is_array()) return reading.wrongType();
    for (std::size_t i = 0; i < value.size(); ++i) {
        const OptionValue option = optionValue(value[i]);
        option.text.empty() ? reading.wrongType(std::to_string(i))
                            : reading.choose(option.text, std::to_string(i));
    }
}

}  // namespace otklik
