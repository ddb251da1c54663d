// No conditions, in the place of the language of conditions (shared/survey/expression).

#include "shared/survey/expression/expression.h"

namespace otklik {

Result<Expression> Expression::parse(std::string_view text) {
    if (text.empty()) return Expression();
    return Problem::of("bad-condition", "This module has no conditions.");
}

Value Expression::run(const Value&) const {
    return {};
}
bool Expression::holds(const Value&) const {
    return false;
}

}  // namespace otklik
