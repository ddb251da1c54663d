#pragma once
// What an expression is made of: reading it, and the meanings of its parts.

#include <string_view>

#include "shared/base/result.h"
#include "shared/survey/expression/expression.h"

namespace otklik {

/// The tree of a text that is not blank.
Result<Expression::Node> parseExpression(std::string_view text);

Value evaluate(const Expression::Node& node, const Value& values);

/// The value of {name}; a text that says a number or a truth is one, unless the name begins with "#".
Value valueOfVariable(std::string_view name, const Value& values);

/// Of one operand, `right` is not looked at.
Value operated(Expression::Operator op, const Value& left, const Value& right);

bool isFunction(std::string_view name);
Value called(std::string_view function, const std::vector<Value>& parameters);

/// `number` plus `other` or the like, rounded to the digits that the two show: 0.1 + 0.2 is 0.3.
double corrected(double result, int digits);
/// Digits behind the point of a number as it is written.
int decimalsOf(const Value& value);

}  // namespace otklik
