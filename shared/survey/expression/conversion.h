#pragma once
// How JavaScript takes one kind of value for another, which the operators of expressions are made of.

#include <string>
#include <string_view>

#include "shared/survey/value.h"

namespace otklik {

/// Whether `if` would take it.
bool isTruthy(const Value& value);

/// String(value): a list is its items with commas between, an object "[object Object]".
std::string textOf(const Value& value);
/// Items of a list as texts, those that are nothing as none.
std::string joined(const Value& list, std::string_view separator);

/// Number(value): NaN where it is no number, 0 where it is nothing or a blank text.
double numberOf(const Value& value);
/// What SurveyJS takes for a number, also "1,5" and "0x1F"; NaN where it is none, which a boolean, a blank
/// text and 16 digits are.
double writtenNumber(const Value& value);

/// A list or an object as the text that operators take it for; other values as they are.
Value primitive(const Value& value);
/// `a` < `b` in JavaScript.
bool isLess(const Value& a, const Value& b);
/// `a` + `b` in JavaScript: texts are joined, everything else is added as numbers.
Value added(const Value& a, const Value& b);

/// Without the white space at both ends.
std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);
/// Whether a text in lower case is `lower`.
bool isLowered(std::string_view text, std::string_view lower);
/// In the order of UTF-16, in which JavaScript compares.
bool isBefore(std::string_view a, std::string_view b);
std::size_t utf16Length(std::string_view text);

}  // namespace otklik
