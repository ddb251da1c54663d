#include "shared/report/question_id.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "shared/text/token.h"

namespace otklik {
namespace {

constexpr std::array<std::string_view, 15> kOwn = {
    "indices", "questions", "groups", "years", "themes",  "written", "office-changes", "changes",
    "method",  "precision", "print",  "view",  "content", "dots",    "files"};
constexpr std::array<std::string_view, 6> kOwnBeginnings = {"by-",    "index-", "years-",
                                                            "table-", "view-",  "hatch-"};

}  // namespace

std::string reportId(const Question& question) {
    const bool isOwn = std::find(kOwn.begin(), kOwn.end(), question.name) != kOwn.end() ||
                       std::any_of(kOwnBeginnings.begin(), kOwnBeginnings.end(),
                                   [&](std::string_view own) { return question.name.starts_with(own); });
    return (isOwn ? "." : "") + token(question.name);
}

}  // namespace otklik
