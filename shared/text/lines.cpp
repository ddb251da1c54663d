#include "shared/text/lines.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>

#include "shared/base/decimal.h"

namespace otklik {

void LineWriter::text(std::string_view value) {
    for (const char c : value) {
        if (c == '\\')
            lines_ += "\\\\";
        else if (c == '\n')
            lines_ += "\\n";
        else
            lines_ += c;
    }
    lines_ += '\n';
}

void LineWriter::number(long value) {
    text(std::to_string(value));
}

void LineWriter::decimal(std::optional<double> value) {
    char digits[32] = "";
    if (value) std::snprintf(digits, sizeof digits, "%.6f", *value);
    text(digits);
}

std::string LineWriter::take() {
    return std::exchange(lines_, {});
}

std::string_view LineReader::line() {
    const std::size_t end = left_.find('\n');
    if (end == left_.npos) isBroken_ = true;
    if (isBroken_) return {};
    const std::string_view line = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    return line;
}

std::string LineReader::text() {
    const std::string_view raw = line();
    std::string value;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            value += raw[i];
        } else if (++i < raw.size() && (raw[i] == 'n' || raw[i] == '\\')) {
            value += raw[i] == 'n' ? '\n' : '\\';
        } else {
            isBroken_ = true;
            return {};
        }
    }
    return value;
}

long LineReader::number(long least, long most) {
    const std::string_view digits = line();
    long value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc() && end == digits.data() + digits.size() && value >= least && value <= most)
        return value;
    isBroken_ = true;
    return 0;
}

std::optional<double> LineReader::decimal() {
    constexpr double kMost = 1e9;  // with six places fewer digits than a double has
    const std::string digits(line());
    if (digits.empty()) return std::nullopt;
    const char* end = nullptr;
    const double value = parseDecimal(digits.c_str(), &end);
    if (end == digits.c_str() + digits.size() && std::abs(value) < kMost) return value;
    isBroken_ = true;
    return std::nullopt;
}

std::size_t LineReader::count() {
    const auto lines = static_cast<long>(std::count(left_.begin(), left_.end(), '\n'));
    return static_cast<std::size_t>(number(0, std::max(0L, lines - 1)));
}

}  // namespace otklik
