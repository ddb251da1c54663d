#include "shared/survey/types/choosing.h"

#include "shared/text/json_text.h"

namespace otklik {

bool ChoosingType::canAsk(const Question& question) const {
    return question.rows.empty() && !question.options.empty();
}

void ChoosingType::readField(AnswerReading& reading, const Choice*, const std::string& value) const {
    if (!value.empty()) reading.choose(value);  // an empty one is «Нет ответа»
}

bool ChoosingType::isWhole(const Question&, const Answer&) const {
    return true;
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

std::string ChoosingType::json(const Answer& answer) const {
    return answer.choices.empty() ? "" : jsonText(answer.choices.front());
}

void takeSpecialOptions(DefinitionObject& object, Question& question) {
    LocalizedText otherText("Другое (укажите)"), noneText("Нет");
    otherText.set("en", "Other (please specify)");
    noneText.set("en", "None");
    otherText = object.text("otherText", std::move(otherText));
    noneText = object.text("noneText", std::move(noneText));
    if (object.flag("showNoneItem")) question.options.push_back({std::string(kNone), noneText});
    const bool isOther = object.flag("hasOther");
    question.hasOther = object.flag("showOtherItem") || isOther;
    question.otherLabel = object.text("otherPlaceholder");
    if (question.hasOther) question.options.push_back({std::string(kOther), otherText});
}

void takeScaleEnds(DefinitionObject& object, Question& question) {
    question.minRateDescription = object.text("minRateDescription");
    question.maxRateDescription = object.text("maxRateDescription");
}

void readOption(AnswerReading& reading, const Json& value) {
    if (const auto option = optionValue(value))
        reading.choose(*option);
    else
        reading.wrongType();
}

}  // namespace otklik
