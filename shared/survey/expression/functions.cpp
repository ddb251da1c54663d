// The functions of expressions. What is nothing does not count, and lists count by their items.

#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/survey/expression/conversion.h"
#include "shared/survey/expression/number.h"
#include "shared/survey/expression/parts.h"

namespace otklik {
namespace {

enum class Function { sum, avg, min, max, count, round, trunc, iif, none };
constexpr std::string_view kFunctions[] = {"sum", "avg", "min", "max", "count", "round", "trunc", "iif"};

Function functionOf(std::string_view name) {
    return static_cast<Function>(std::find(std::begin(kFunctions), std::end(kFunctions), name) - kFunctions);
}

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void flatten(const std::vector<Value>& parameters, std::vector<Value>& values) {
    for (const Value& value : parameters) {
        if (value.isList()) {
            flatten(value.items(), values);
        } else if (!value.isNothing()) {
            const double number = writtenNumber(value);
            values.push_back(std::isnan(number) ? value : Value(number));
        }
    }
}

Value sum(const std::vector<Value>& values) {
    Value total = 0;
    for (const Value& value : values) {
        const int digits = std::max(decimalsOf(total), decimalsOf(value));
        total = added(total, value);
        if (!total.isText()) total = corrected(total.number(), digits);
    }
    return total;
}

Value extreme(const std::vector<Value>& values, bool least) {
    if (values.empty()) return Value::undefined();
    const Value* found = &values[0];
    for (const Value& value : values)
        if (least ? isLess(value, *found) : isLess(*found, value)) found = &value;
    return *found;
}

/// The second parameter, `fallback` where there is none or it is nothing; NaN where it is no number.
double digitsAsked(const std::vector<Value>& values, double fallback) {
    return values.size() > 1 && isTruthy(values[1]) ? writtenNumber(values[1]) : fallback;
}

/// Math.round(), with its last bit added against what is a little below the half it stands for.
double roundedTo(double number, double digits) {
    const double scale = power(10, digits);
    const double scaled = number * scale * (1 + std::numeric_limits<double>::epsilon());
    const double floor = std::floor(scaled);
    return (scaled - floor >= 0.5 ? floor + 1 : floor) / scale;
}

/// The digits as they are written, up to so many behind the point.
double cut(double number, double digits) {
    std::string text = textOf(number);
    std::size_t end = text.find_first_not_of("0123456789", text[0] == '-');
    if (end == std::string::npos) return number;
    if (digits > 0 && digits == std::floor(digits) && digits < 1e21) {
        for (++end; digits > 0 && end < text.size() && text[end] >= '0' && text[end] <= '9'; ++end) --digits;
    }
    return numberOf(text.substr(0, end));
}

}  // namespace

bool isFunction(std::string_view name) {
    return functionOf(name) != Function::none;
}

Value called(std::string_view name, const std::vector<Value>& parameters) {
    const Function function = functionOf(name);
    if (function == Function::iif) {
        if (parameters.size() < 2) return {};
        if (isTruthy(parameters[0])) return parameters[1];
        return parameters.size() > 2 ? parameters[2] : Value::undefined();
    }
    std::vector<Value> values;
    flatten(parameters, values);
    const auto count = static_cast<double>(values.size());
    switch (function) {
        case Function::count:
            return count;
        case Function::sum:
            return sum(values);
        case Function::avg:
            return values.empty() ? 0 : numberOf(sum(values)) / count;
        case Function::min:
        case Function::max:
            return extreme(values, function == Function::min);
        default:
            break;
    }
    const double number = values.empty() ? kNaN : writtenNumber(values[0]);
    const double digits = digitsAsked(values, function == Function::round ? 0 : -1);
    if (std::isnan(number) || std::isnan(digits)) return kNaN;
    return function == Function::round ? roundedTo(number, digits) : cut(number, digits);
}

}  // namespace otklik
