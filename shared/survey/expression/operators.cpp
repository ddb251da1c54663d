// What operators make of two values.

#include <algorithm>
#include <cmath>

#include "shared/survey/expression/conversion.h"
#include "shared/survey/expression/number.h"
#include "shared/survey/expression/parts.h"

namespace otklik {
namespace {

using Kind = Value::Kind;
using Operator = Expression::Operator;

bool contains(const Value& left, const Value& right, bool wanted) {
    if (left.isList() && left.items().empty()) return !wanted;
    if (!isTruthy(left) && (isEmpty(left) || left.isNothing())) return false;
    if (!left.isList()) {
        if (!isTruthy(right)) return false;
        return (lowered(textOf(left)).find(lowered(textOf(right))) != std::string::npos) == wanted;
    }
    const auto isIn = [&](const Value& part) {
        return std::any_of(left.items().begin(), left.items().end(),
                           [&](const Value& item) { return areEqual(item, part); });
    };
    const bool all =
        right.isList() ? std::all_of(right.items().begin(), right.items().end(), isIn) : isIn(right);
    return all == wanted;
}

bool containsAny(const Value& left, const Value& right) {
    if (isEmpty(left) || isEmpty(right)) return isEmpty(right);
    if (!left.isList()) return contains(right, left, true);
    if (!right.isList()) return contains(left, right, true);
    return std::any_of(right.items().begin(), right.items().end(),
                       [&](const Value& part) { return contains(left, part, true); });
}

bool containsAll(const Value& left, const Value& right) {
    if (!isTruthy(left) && !isEmpty(right)) return false;
    if (!right.isList()) return contains(left, right, true);
    return std::all_of(right.items().begin(), right.items().end(),
                       [&](const Value& part) { return contains(left, part, true); });
}

bool isOrdered(Operator op, const Value& left, const Value& right) {
    const bool orEqual = op == Operator::lessOrEqual || op == Operator::greaterOrEqual;
    if (orEqual && areEqual(left, right)) return true;
    if (left.isNothing() || right.isNothing()) return false;
    const bool less = op == Operator::less || op == Operator::lessOrEqual;
    return less ? isLess(left, right) : isLess(right, left);
}

/// In arithmetic, and in "and" and "or", what is empty is what does not change the other.
Value neutral(const Value& value, const Value& other) {
    if (!isEmpty(value) || (value.isText() && other.kind() != Kind::number)) return value;
    if (other.isText()) return "";
    return other.isList() ? Value::list() : Value(0);
}

Value sum(const Value& left, const Value& right) {
    const bool bothNumbers = !std::isnan(writtenNumber(left)) && !std::isnan(writtenNumber(right));
    if (bothNumbers) {
        const Value result = added(left, right);
        if (result.isText()) return result;
        return corrected(result.number(), std::max(decimalsOf(left), decimalsOf(right)));
    }
    if (left.isList() && right.isList()) {
        Value both = left;
        for (const Value& item : right.items()) both.add(item);
        return both;
    }
    if (left.isList() && right.isText()) return joined(left, ", ") + right.text();
    if (left.isText() && right.isList()) return left.text() + joined(right, ", ");
    const Value& list = left.isList() ? left : right;
    const Value& other = left.isList() ? right : left;
    if (!list.isList() || other.kind() != Kind::number) return added(left, right);
    Value total = 0;
    for (const Value& item : list.items())
        if (item.kind() == Kind::number)
            total = corrected(total.number() + item.number(), std::max(decimalsOf(total), decimalsOf(item)));
    return corrected(total.number() + other.number(), std::max(decimalsOf(total), decimalsOf(other)));
}

Value calculated(Operator op, const Value& left, const Value& right) {
    const double a = numberOf(left), b = numberOf(right);
    switch (op) {
        case Operator::either:
            return isTruthy(left) ? left : right;
        case Operator::both:
            return isTruthy(left) ? right : left;
        case Operator::plus:
            return sum(left, right);
        case Operator::minus:
            return corrected(a - b, std::max(decimalsOf(left), decimalsOf(right)));
        case Operator::times:
            return corrected(a * b, decimalsOf(left) + decimalsOf(right));
        case Operator::over:
            return isTruthy(right) ? Value(a / b) : Value();
        case Operator::modulo:
            return isTruthy(right) ? Value(std::fmod(a, b)) : Value();
        default:
            return power(a, b);
    }
}

}  // namespace

double corrected(double result, int digits) {
    return digits > 0 ? rounded(result, digits) : result;
}

int decimalsOf(const Value& value) {
    const double number = writtenNumber(value);
    if (std::isnan(number) || (value.kind() == Kind::number && number == std::floor(number))) return 0;
    const std::string text = textOf(value);
    const std::size_t point = text.find('.');
    if (point == std::string::npos) return 0;
    return static_cast<int>(std::min(text.find('.', point + 1), text.size()) - point - 1);
}

Value operated(Operator op, const Value& left, const Value& right) {
    switch (op) {
        case Operator::equal:
            return areEqual(left, right);
        case Operator::notEqual:
            return !areEqual(left, right);
        case Operator::less:
        case Operator::lessOrEqual:
        case Operator::greater:
        case Operator::greaterOrEqual:
            return isOrdered(op, left, right);
        case Operator::contains:
            return contains(left, right, true);
        case Operator::notContains:
            return (!isTruthy(left) && !isEmpty(right)) || contains(left, right, false);
        case Operator::anyOf:
            return containsAny(left, right);
        case Operator::noneOf:
            return !containsAny(left, right);
        case Operator::allOf:
            return containsAll(left, right);
        case Operator::empty:
            return isEmpty(left);
        case Operator::notEmpty:
            return !isEmpty(left);
        case Operator::negate:
            return !isTruthy(left);
        default:
            break;
    }
    const Value first = neutral(left, right);
    return calculated(op, first, neutral(right, first));
}

}  // namespace otklik
