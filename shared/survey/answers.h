#pragma once
// One person's answers. A question without an answer is absent, never empty.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace otklik {

/// The answer to one question; which members are used follows from the question's type.
struct Answer {
    std::vector<std::string> choices;  ///< checkbox: any; radiogroup, rating: exactly one
    std::map<std::string, std::string, std::less<>> cells;  ///< matrix: row value to column value
    std::string text;                                       ///< comment, text
    std::string comment;                                    ///< the «other» text, while kOther is chosen

    bool empty() const { return choices.empty() && cells.empty() && text.empty() && comment.empty(); }
    bool chose(std::string_view value) const;
    bool operator==(const Answer&) const = default;
};

using Answers = std::map<std::string, Answer, std::less<>>;  ///< by question name

}  // namespace otklik
