#include "shared/survey/types/open.h"

namespace otklik {

bool OpenType::canAsk(const Question& question) const {
    return question.rows.empty() && question.options.empty();
}

void OpenType::readField(AnswerReading& reading, const Choice*, const std::string& value) const {
    reading.write(value);
}

std::vector<std::string> OpenType::inWords(const Question&, const Answer& answer, std::string_view,
                                           std::string_view) const {
    if (answer.text.empty()) return {};
    return {answer.text};
}

Value OpenType::value(const Question&, const Answer& answer) const {
    return answer.text.empty() ? Value() : Value(answer.text);
}

void takeOpenMembers(DefinitionObject& object, Question& question) {
    const long length = object.whole("maxLength", -1, 10'000, 0);  // as editors write that there is none
    if (length > 0) question.maxLength = static_cast<int>(length);
}

void readOpenAnswer(AnswerReading& reading, const Json& value) {
    if (value.is_string())
        reading.write(value.get_ref<const std::string&>());
    else
        reading.wrongType();
}

}  // namespace otklik
