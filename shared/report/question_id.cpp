// Always holds: no token begins as an id with a dot before does, since the dot of a token is followed by a
// digit, and no token holds "--" (shared/text/token.h).

#include "shared/report/question_id.h"

#include <algorithm>
#include <array>

#include "shared/text/token.h"

namespace otklik {
namespace {

constexpr std::array<std::string_view, 15> kOwn = {
    "indices", "questions", "groups", "years", "themes",  "written", "office-changes", "changes",
    "method",  "precision", "print",  "view",  "content", "dots",    "files"};
constexpr std::array<std::string_view, 7> kOwnBeginnings = {"by-",   "index-", "years-",  "table-",
                                                            "view-", "hatch-", "heading-"};
constexpr std::array<std::string_view, 12> kOwnColumns = {"share", "answers", "base",   "blank",
                                                          "index", "change",  "before", "verdict",
                                                          "size",  "value",   "place",  "ranked"};

}  // namespace

std::string reportId(const Question& question) {
    const bool isOwn = std::find(kOwn.begin(), kOwn.end(), question.name) != kOwn.end() ||
                       std::any_of(kOwnBeginnings.begin(), kOwnBeginnings.end(),
                                   [&](std::string_view own) { return question.name.starts_with(own); });
    return (isOwn ? "." : "") + token(question.name);
}

std::string reportId(const Question& question, std::string_view table) {
    return reportId(question) + "--" + token(table);
}

std::string answerId(std::string_view value) {
    const bool isOwn = std::find(kOwnColumns.begin(), kOwnColumns.end(), value) != kOwnColumns.end();
    return (isOwn ? "." : "") + token(value);
}

std::string partId(const Question& question, std::string_view part) {
    const std::string first = token(question.name), second = token(part);
    // A dot joins the two where it cannot be one of a token's own.
    const bool arePlain = first.find('.') == first.npos && second.find('.') == second.npos;
    if (!arePlain) return first + "--" + second;
    return first + (second.empty() ? "" : "." + second);
}

std::string breakdownId(std::string_view by) {
    return "by-" + token(by);
}

std::string headingId(const Question& question) {
    return "heading-" + token(question.name);
}

}  // namespace otklik
