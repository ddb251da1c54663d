#pragma once
// One person's answers. A question without an answer is absent, never empty.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace otklik {

/// The answer to one question; which members are used follows from the question's type.
struct Answer {
    std::vector<std::string> choices;                       ///< options of a question without rows
    std::map<std::string, std::string, std::less<>> cells;  ///< of one with rows: the row's option
    std::map<std::string, std::string, std::less<>> texts;  ///< of rows that take a text: what is written
    std::string text;                                       ///< of an open question, or one that measures
    std::string comment;                                    ///< the «other» text, while kOther is chosen

    bool empty() const { return choices.empty() && cells.empty() && text.empty() && comment.empty(); }
    bool chose(std::string_view option) const;
    /// The same in a row; one without a name is the question itself.
    bool choseIn(std::string_view row, std::string_view option) const;
    bool operator==(const Answer&) const = default;
};

using Answers = std::map<std::string, Answer, std::less<>>;  ///< by question name

}  // namespace otklik
