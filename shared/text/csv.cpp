#include "shared/text/csv.h"

#include <cstdio>
#include <string_view>

namespace otklik {

std::string csvText(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    return csvQuoted(text);
}

std::string csvQuoted(const std::string& text) {
    std::string quoted = "\"";
    for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string csvNumber(double value, char decimalMark) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.1f", value);
    std::string text = digits;
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    if (const std::size_t dot = text.find('.'); dot != std::string::npos) text[dot] = decimalMark;
    return text;
}

}  // namespace otklik
