#pragma once
// visibleIf and requiredIf: {name} = 'value', <>, <, <=, >, >=, contains, notcontains, anyof ['a', 'b'],
// empty, notempty, and, or, not, parentheses. {matrix.row} is a matrix cell. The grammar is in condition.cpp.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/survey/answers.h"

namespace otklik {

class Condition {
  public:
    struct Node;  // defined in condition.cpp

    /// An empty text gives the empty condition. Bounds: 2,000 bytes, nesting 32. Problem code
    /// "bad-condition".
    static Result<Condition> parse(std::string_view expression);

    bool empty() const { return root_ == nullptr; }
    /// As it was parsed.
    const std::string& expression() const { return expression_; }
    /// Evaluates against answers; an unanswered question compares as empty. The empty condition is false.
    bool holds(const Answers& answers) const;
    /// Names of the questions it refers to, so that the definition loader can refuse unknown ones.
    std::vector<std::string> names() const;

  private:
    std::shared_ptr<const Node> root_;  // immutable, shared by copies
    std::string expression_;
};

}  // namespace otklik
