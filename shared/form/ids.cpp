#include "shared/form/ids.h"

namespace otklik {

std::string questionId(const Question& question) {
    return "q-" + question.name;
}

std::string controlId(const Question& question, std::string_view option) {
    return controlId(question, "", option);
}

std::string controlId(const Question& question, std::string_view row, std::string_view option) {
    std::string id = questionId(question);
    if (!row.empty()) id.append("-").append(row);
    return id.append("-").append(option.empty() ? "answer" : option);
}

std::string commentId(const Question& question) {
    return questionId(question) + "-Comment";
}
std::string errorId(const Question& question) {
    return questionId(question) + "-error";
}

}  // namespace otklik
