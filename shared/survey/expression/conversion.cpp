#include "shared/survey/expression/conversion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/base/decimal.h"
#include "shared/survey/expression/number.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

using Kind = Value::Kind;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool isSpace(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/// Hexadecimal, octal or binary digits up to the first other character; NaN where there is none.
double digitsOf(std::string_view text, int base, std::size_t& end) {
    double number = 0;
    for (end = 0; end < text.size(); ++end) {
        const char c = text[end], letter = static_cast<char>(c | 0x20);
        const int digit = c >= '0' && c <= '9'             ? c - '0'
                          : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
                                                           : base;
        if (digit >= base) break;
        number = number * base + digit;
    }
    return end == 0 ? kNaN : number;
}

/// What "0x", "0o" and "0b" say of the digits behind; 0 where nothing.
int baseOf(std::string_view text) {
    if (text.size() < 3 || text[0] != '0') return 0;
    const char letter = static_cast<char>(text[1] | 0x20);
    return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

double numberIn(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return 0;
    if (const int base = baseOf(text)) {
        std::size_t end = 0;
        const double number = digitsOf(text.substr(2), base, end);
        return end + 2 == text.size() ? number : kNaN;
    }
    const std::string digits(text);
    const bool negative = text[0] == '-', isSigned = negative || text[0] == '+';
    if (text.substr(isSigned) == "Infinity") return negative ? -HUGE_VAL : HUGE_VAL;
    const char* end = nullptr;
    const double number = parseDecimal(digits.c_str(), &end);
    return end == digits.c_str() + digits.size() ? number : kNaN;
}

double writtenIn(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return kNaN;
    std::size_t end = 0;
    if (text.substr(0, 2) == "0x") return text.size() > 32 ? kNaN : digitsOf(text.substr(2), 16, end);
    if (text.size() > 15 && text.find_first_not_of("0123456789") == std::string_view::npos) return kNaN;
    std::string decimal(text);
    const std::size_t comma = decimal.find(',');
    if (comma != std::string::npos && decimal.find(',', comma + 1) == std::string::npos) decimal[comma] = '.';
    const double number = numberIn(decimal);
    if (!std::isfinite(number)) return kNaN;
    return baseOf(decimal) ? 0 : number;
}

}  // namespace

bool isTruthy(const Value& value) {
    switch (value.kind()) {
        case Kind::boolean:
        case Kind::number:
            return value.number() < 0 || value.number() > 0;
        case Kind::text:
            return !value.text().empty();
        default:
            return value.kind() >= Kind::list;
    }
}

std::string textOf(const Value& value) {
    switch (value.kind()) {
        case Kind::undefined:
            return "undefined";
        case Kind::null:
            return "null";
        case Kind::boolean:
            return value.number() != 0 ? "true" : "false";
        case Kind::number:
            return textOf(value.number());
        case Kind::text:
            return value.text();
        case Kind::list:
            return joined(value, ",");
        default:
            return "[object Object]";
    }
}

std::string joined(const Value& list, std::string_view separator) {
    std::string text;
    for (const Value& item : list.items()) {
        if (&item != &list.items().front()) text += separator;
        if (!item.isNothing()) text += textOf(item);
    }
    return text;
}

double numberOf(const Value& value) {
    switch (value.kind()) {
        case Kind::null:
            return 0;
        case Kind::boolean:
        case Kind::number:
            return value.number();
        case Kind::text:
        case Kind::list:
            return numberIn(textOf(value));
        default:
            return kNaN;
    }
}

double writtenNumber(const Value& value) {
    switch (value.kind()) {
        case Kind::number:
            return std::isfinite(value.number()) ? value.number() : kNaN;
        case Kind::text:
            return writtenIn(value.text());
        case Kind::list: {
            const std::string text = textOf(value);
            const double number = numberIn(text);
            if (!std::isfinite(number) || trimmed(text).empty()) return kNaN;
            return baseOf(trimmed(text)) ? 0 : number;
        }
        default:
            return kNaN;
    }
}

Value primitive(const Value& value) {
    return value.kind() >= Kind::list ? Value(textOf(value)) : value;
}

bool isLess(const Value& a, const Value& b) {
    const Value left = primitive(a), right = primitive(b);
    if (left.isText() && right.isText()) return isBefore(left.text(), right.text());
    return numberOf(left) < numberOf(right);
}

Value added(const Value& a, const Value& b) {
    const Value left = primitive(a), right = primitive(b);
    if (left.isText() || right.isText()) return textOf(left) + textOf(right);
    return numberOf(left) + numberOf(right);
}

std::string_view trimmed(std::string_view text) {
    std::size_t begin = 0, end = 0;
    bool seen = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        if (isSpace(nextCodePoint(text, at))) continue;
        if (!seen) begin = from;
        seen = true;
        end = at;
    }
    return text.substr(begin, end - begin);
}

std::string lowered(std::string_view text) {
    std::string lower;
    for (std::size_t at = 0; at < text.size();) appendUtf8(lower, toLower(nextCodePoint(text, at)));
    return lower;
}

bool isLowered(std::string_view text, std::string_view lower) {
    std::size_t at = 0, lowerAt = 0;
    while (at < text.size() && lowerAt < lower.size())
        if (toLower(nextCodePoint(text, at)) != nextCodePoint(lower, lowerAt)) return false;
    return at == text.size() && lowerAt == lower.size();
}

bool isBefore(std::string_view a, std::string_view b) {
    // UTF-8 differs in one thing: what UTF-16 writes as two surrogates comes before U+E000 to U+FFFF there.
    const auto rank = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0xEE || byte == 0xEF ? byte + 0x10u : byte;
    };
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [&](char x, char y) { return rank(x) < rank(y); });
}

std::size_t utf16Length(std::string_view text) {
    std::size_t length = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        length += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
    }
    return length;
}

}  // namespace otklik
