// A number is held twice as precisely as a double has it, as the sum of two (Dekker, "A floating-point
// technique for extending the available precision", 1971). Its 106 bits tell apart all decimals of 17 digits,
// so that what is rounded here is rounded once.

#include "shared/survey/expression/number.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace otklik {
namespace {

struct Twice {
    double high = 0, low = 0;  ///< high is the double next to the sum
};

Twice sum(double large, double small) {
    const double high = large + small;
    return {high, small - (high - large)};
}

/// The product of two doubles, exactly.
Twice product(double a, double b) {
    constexpr double kHalf = 134217729;  // 2^27 + 1 splits a double's 53 bits into two halves
    const double cutA = a * kHalf, cutB = b * kHalf;
    const double highA = cutA - (cutA - a), highB = cutB - (cutB - b);
    const double lowA = a - highA, lowB = b - highB, high = a * b;
    return {high, lowA * lowB - (((high - highA * highB) - lowA * highB) - highA * lowB)};
}

[[gnu::noinline]] Twice times(Twice a, Twice b) {
    const Twice exact = product(a.high, b.high);
    return sum(exact.high, exact.low + (a.high * b.low + a.low * b.high));
}

Twice over(Twice a, double b) {
    const double first = a.high / b;
    const Twice back = product(first, b);
    return sum(first, ((a.high - back.high) - back.low + a.low) / b);
}

/// Times ten to the power of `digits`.
Twice shifted(Twice value, int digits) {
    while (digits != 0) {
        const int step = std::min(std::abs(digits), 22);  // 10^22 is the last that is a double exactly
        double ten = 1;
        for (int i = 0; i < step; ++i) ten *= 10;
        value = digits > 0 ? times(value, {ten, 0}) : over(value, ten);
        digits += digits > 0 ? -step : step;
    }
    return value;
}

/// The nearest whole number of one between 0 and 2^63; halves up, or to the even one.
std::uint64_t nearest(Twice value, bool halvesUp) {
    const double floor = std::floor(value.high), rest = value.high - floor + value.low;
    const auto whole = static_cast<std::uint64_t>(floor) +
                       static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(rest + 0.5)));
    return whole - (!halvesUp && rest - std::floor(rest) == 0.5 && whole % 2 == 1);
}

Twice exactly(std::uint64_t whole) {
    const auto high = static_cast<double>(whole);
    return {high, static_cast<double>(static_cast<std::int64_t>(whole - static_cast<std::uint64_t>(high)))};
}

}  // namespace

std::string textOf(double number) {
    if (number != number) return "NaN";
    if (number < 0) return '-' + textOf(-number);
    if (number == 0) return "0";
    if (number == HUGE_VAL) return "Infinity";
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    const int binary = static_cast<int>(bits >> 52) - 1023;
    const int least = static_cast<int>(std::floor(binary * 0.30102999566398)) + 1;
    int point = least;  // digits before it, or one more
    std::uint64_t whole = 0, limit = 1'000'000'000'000'000;
    for (int digits = 15; digits <= 17; ++digits, limit *= 10) {
        whole = nearest(shifted({number, 0}, digits - (point = least)), false);
        if (whole >= limit) whole = nearest(shifted({number, 0}, digits - ++point), false);
        if (shifted(exactly(whole), point - digits).high == number) break;
    }
    while (whole % 10 == 0) whole /= 10;
    std::string text;
    for (; whole > 0; whole /= 10) text.insert(text.begin(), static_cast<char>('0' + whole % 10));
    const int length = static_cast<int>(text.size());
    if (point > 21 || point < -5) {
        if (length > 1) text.insert(1, ".");
        return text + (point > 0 ? "e+" : "e-") + std::to_string(std::abs(point - 1));
    }
    if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + text;
    if (point >= length) return text + std::string(static_cast<std::size_t>(point - length), '0');
    return text.insert(static_cast<std::size_t>(point), ".");
}

double rounded(double number, int digits) {
    const Twice shift = shifted({std::fabs(number), 0}, digits);
    // Beyond 2^54 a digit is less than a number can tell.
    if (!(shift.high < 18014398509481984.0)) return number;
    return std::copysign(shifted(exactly(nearest(shift, true)), -digits).high, number);
}

double power(double base, double exponent) {
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    constexpr double kBeyond = 9223372036854775808.0;  // 2^63: as good as infinity
    const double size = std::fabs(base);
    if (exponent == 0) return 1;
    if (base != base || exponent != exponent || (size == 1 && std::fabs(exponent) == HUGE_VAL)) return kNaN;
    if (exponent < 0) return 1 / power(base, -exponent);
    if (exponent >= kBeyond) return size == 1 ? 1 : size > 1 ? HUGE_VAL : 0;
    const double whole = std::floor(exponent), rest = exponent - whole;
    if (rest != 0) {
        if (base == 0 || size == HUGE_VAL) return size;
        if (base < 0) return kNaN;
        return power(base, whole) * (rest == 0.5 ? std::sqrt(base) : std::exp(rest * std::log(base)));
    }
    Twice exact{1, 0}, square{base, 0};
    double plain = 1, plainSquare = base;
    for (auto left = static_cast<std::uint64_t>(whole); left > 0; left /= 2) {
        if (left % 2 == 1) exact = times(exact, square), plain *= plainSquare;
        square = times(square, square), plainSquare *= plainSquare;
    }
    return std::isfinite(exact.high) ? exact.high : plain;
}

}  // namespace otklik
