#include "shared/form/ids.h"

#include <algorithm>

#include "shared/text/token.h"
#include "shared/text/utf8.h"

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
bool areSteps(const Question& question) {
    constexpr std::size_t kMost = 11, kLongest = 3;
    const auto isShort = [](const Choice& step) {
        for (const auto& [language, words] : step.text.all())
            if (countCodePoints(words) > kLongest) return false;
        return true;
    };
    return question.options.size() <= kMost &&
           std::all_of(question.options.begin(), question.options.end(), isShort);
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
