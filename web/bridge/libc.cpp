// What nlohmann/json and Dear ImGui ask of the C library, of the size of what they need of it. The library's
// own bring printf, scanf and 128-bit floating point, a tenth of the whole program.

#include <cmath>
#include <cstdarg>
#include <cstddef>

#include "shared/base/decimal.h"

extern "C" {

double strtod(const char* text, char** end) {
    const char* after = text;
    const double value = otklik::parseDecimal(text, &after);
    if (end) *end = const_cast<char*>(after);
    return value;
}

/// The C++ library's own std::stof and std::stold, which nobody calls, name these.
float strtof(const char* text, char** end) {
    return static_cast<float>(strtod(text, end));
}
long double strtold(const char* text, char** end) {
    return strtod(text, end);
}

/// By the series of artanh, to a few units of the last place; for positive numbers.
double log(double x) {
    int power = 0;
    double part = std::frexp(x, &power);
    if (part < 0.7071067811865476) part *= 2, --power;
    const double ratio = (part - 1) / (part + 1), square = ratio * ratio;
    double sum = 0;
    for (int odd = 21; odd > 0; odd -= 2) sum = sum * square + 1.0 / odd;
    return power * 0.6931471805599453 + 2 * ratio * sum;
}

/// By Taylor's series near 0, to a few units of the last place.
double exp(double x) {
    if (!(std::fabs(x) < 700)) return x > 0 ? HUGE_VAL : 0;
    const double power = std::floor(x / 0.6931471805599453 + 0.5);
    const double rest = x - power * 0.6931471803691238 - power * 1.9082149292705877e-10;
    double sum = 1;
    for (int n = 14; n > 0; --n) sum = 1 + sum * rest / n;
    return std::ldexp(sum, static_cast<int>(power));
}

/// One number in hexadecimal, which nlohmann/json puts into escapes and messages: "\\u%04x", "<U+%.4X>".
int snprintf(char* to, std::size_t size, const char* format, ...) {
    va_list numbers;
    va_start(numbers, format);
    std::size_t length = 0;
    const auto put = [&](char c) {
        if (length + 1 < size) to[length] = c;
        ++length;
    };
    for (; *format; ++format) {
        if (*format != '%') {
            put(*format);
            continue;
        }
        int digits = 1;
        while (*++format && *format != 'x' && *format != 'X')
            if (*format > '0' && *format <= '8') digits = *format - '0';
        if (!*format) break;
        const unsigned number = va_arg(numbers, unsigned);
        for (int digit = 7; digit >= 0; --digit)
            if (digit < digits || number >> (4 * digit) != 0)
                put((*format == 'x' ? "0123456789abcdef" : "0123456789ABCDEF")[number >> (4 * digit) & 15]);
    }
    va_end(numbers);
    if (size > 0) to[length < size ? length : size - 1] = '\0';
    return static_cast<int>(length);
}

/// Dear ImGui's file of settings, which we do not have.
int sscanf(const char*, const char*, ...) {
    return 0;
}
}
