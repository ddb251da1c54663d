#include "shared/survey/types/open.h"

#include "shared/text/json_text.h"

namespace otklik {

bool OpenType::canAsk(const Question& question) const {
    return question.rows.empty() && question.options.empty();
}

void OpenType::readField(AnswerReading& reading, const Choice*, const std::string& value) const {
    reading.write(value);
}

bool OpenType::isWhole(const Question&, const Answer&) const {
    return true;
}

std::vector<std::string> OpenType::inWords(const Question&, const Answer& answer, std::string_view,
                                           std::string_view) const {
    if (answer.text.empty()) return {};
    return {answer.text};
}

std::string OpenType::json(const Answer& answer) const {
    return jsonText(answer.text);
}

void takeOpenMembers(DefinitionObject& object, Question& question) {
    question.maxLength = static_cast<int>(object.whole("maxLength", 1, 10'000, question.maxLength));
}

void readOpenAnswer(AnswerReading& reading, const Json& value) {
    if (value.is_string())
        reading.write(value.get_ref<const std::string&>());
    else
        reading.wrongType();
}

}  // namespace otklik
