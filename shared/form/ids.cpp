#include "shared/form/ids.h"

#include "shared/survey/types/types.h"
#include "shared/text/token.h"

namespace otklik {
namespace {

std::string id(const char* kind, std::string_view question) {
    return kind + token(question);
}
std::string id(const char* kind, std::string_view question, std::string_view part) {
    return id(kind, question) + "--" + token(part);
}

}  // namespace

std::string questionId(const Question& question) {
    return id("q-", question.name);
}

std::string controlId(const Question& question, std::string_view row, std::string_view option) {
    std::string made = questionId(question);
    for (const std::string_view part : {row, option})
        if (!part.empty()) made += "--" + token(part);
    return made;
}
std::string controlId(const Question& question, std::string_view option) {
    return controlId(question, "", option);
}
std::string emptyId(const Question& question, std::string_view row) {
    return row.empty() ? id("none-", question.name) : id("none-", question.name, row);
}
std::string fieldId(const Question& question) {
    return id("answer-", question.name);
}
std::string fieldId(const Question& question, std::string_view row) {
    return id("answer-", question.name, row);
}
std::string firstControlId(const Question& question, const Choice* row) {
    const Choice& line = row ? *row : question.lines().front();
    const bool isField = question.isOpen() || question.bins != Question::Bins::none || question.type == &kDropdown;
    const bool isFieldInRow = question.type == &kRanking || question.type == &kMatrixDropdown || question.type == &kMultipleText;
    return isField        ? fieldId(question)
           : isFieldInRow ? fieldId(question, line.value)
                          : controlId(question, line.value, question.options.front().value);
}
std::string commentId(const Question& question) {
    return id("other-", question.name);
}
std::string errorId(const Question& question) {
    return id("error-", question.name);
}
std::string hintId(const Question& question) {
    return id("hint-", question.name);
}
std::string rowId(const Question& question, std::string_view row) {
    return id("row-", question.name, row);
}
std::string columnId(const Question& question, std::string_view option) {
    return id("column-", question.name, option);
}
}  // namespace otklik
