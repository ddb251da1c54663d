#include "shared/base/decimal.h"

#include <algorithm>
#include <cstdint>

namespace otklik {
namespace {

constexpr std::uint64_t kFull = 100'000'000'000'000'000;  // digits beyond these count as their power alone
constexpr int kFarthest = 400;  // powers of ten, either way: beyond is 0 or infinity

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

double scaled(double value, int power) {
    static constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                         1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                         1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    for (; power > 22; power -= 22) value *= 1e22;
    for (; power < -22; power += 22) value /= 1e22;
    return power < 0 ? value / kPowers[-power] : value * kPowers[power];
}

}  // namespace

double parseDecimal(const char* text, const char** end) {
    const char* at = text;
    const bool negative = *at == '-';
    if (*at == '-' || *at == '+') ++at;
    std::uint64_t digits = 0;
    int power = 0;
    bool any = false, fraction = false;
    for (; isDigit(*at) || (*at == '.' && !fraction); ++at) {
        if (*at == '.') {
            fraction = true;
            continue;
        }
        any = true;
        const bool room = digits < kFull;
        if (room) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
        if (room == fraction) power = std::clamp(power + (fraction ? -1 : 1), -2 * kFarthest, 2 * kFarthest);
    }
    *end = any ? at : text;
    if (any && (*at == 'e' || *at == 'E')) {
        const char* from = at + 1;
        const bool down = *from == '-';
        if (*from == '-' || *from == '+') ++from;
        int exponent = 0;
        for (at = from; isDigit(*at); ++at) exponent = std::min(exponent * 10 + (*at - '0'), 4 * kFarthest);
        if (at != from) {
            *end = at;
            power += down ? -exponent : exponent;
        }
    }
    if (digits == 0) power = 0;
    const double value = scaled(static_cast<double>(digits), std::clamp(power, -kFarthest, kFarthest));
    return negative ? -value : value;
}

}  // namespace otklik
