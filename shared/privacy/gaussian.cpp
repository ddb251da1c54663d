// A candidate comes from the discrete Laplace distribution of scale t = floor(s) + 1, P(y) proportional to
// exp(-|y| / t), and is kept with probability exp(-(|y| - s^2 / t)^2 / (2 s^2)). What is left is Gaussian:
// the two exponents add up to -y^2 / (2 s^2) and a constant. About two of three candidates are kept.
//
// Every probability is exp(-n / d) with whole n and d, decided by comparing uniform whole numbers. With s^2 =
// a / b the exponent is (|y| b t - a)^2 / (2 a b t^2). At an SD of a million a = 10^16, b = 10^4, t = 10^6 +
// 1 and |y| < kSteps t keep the numerator and kTerms times the denominator under 2^127.

#include "shared/privacy/gaussian.h"

#include <cstdlib>
#include <numeric>

namespace otklik {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kSteps = 1000;  ///< a candidate beyond so many scales would be kept with exp(-490000)
constexpr std::uint64_t kTerms = 1000;  ///< of a series: more follow with probability 1 / 1000!

/// Uniform in [0, bound); bound > 0.
Wide below(Random& random, Wide bound) {
    if (bound >> 64 == 0) return random.below(static_cast<std::uint64_t>(bound));
    const Wide rest = (0 - bound) % bound;  // 2^128 mod bound
    for (;;) {
        const Wide value = Wide{random.next()} << 64 | random.next();
        if (value >= rest) return value % bound;
    }
}

/// True with probability exp(-n / d); n <= d. Successes with probability n / d, n / 2d, n / 3d, … are counted
/// until one fails: their number is even with the probability sought.
bool happensWithin(Random& random, Wide n, Wide d) {
    std::uint64_t k = 1;
    while (k < kTerms && below(random, d * k) < n) ++k;
    return k % 2 == 1;
}

/// True with probability exp(-n / d).
bool happens(Random& random, Wide n, Wide d) {
    for (; n > d; n -= d)
        if (!happensWithin(random, 1, 1)) return false;
    return happensWithin(random, n, d);
}

/// The geometric half of a discrete Laplace draw: P(y) proportional to exp(-y / scale), y >= 0.
std::uint64_t geometric(Random& random, std::uint64_t scale) {
    for (;;) {
        const std::uint64_t rest = random.below(scale);
        if (!happensWithin(random, rest, scale)) continue;
        std::uint64_t whole = 0;
        while (whole < kSteps && happensWithin(random, 1, 1)) ++whole;
        if (whole < kSteps) return whole * scale + rest;
    }
}

}  // namespace

std::int64_t discreteGaussian(Random& random, std::int64_t hundredths) {
    if (hundredths <= 0) return 0;
    if (hundredths > kGreatestSd) std::abort();  // less noise than was asked for must never be published
    const auto sd = static_cast<std::uint64_t>(hundredths);
    const std::uint64_t shared = std::gcd(sd * sd, std::uint64_t{10'000});
    const Wide a = sd * sd / shared, b = 10'000 / shared;
    const std::uint64_t scale = sd / 100 + 1;
    const Wide d = 2 * a * b * scale * scale;
    for (;;) {
        const std::uint64_t size = geometric(random, scale);
        const bool negative = random.next() >> 63 != 0;
        if (size == 0 && negative) continue;  // else 0 would come twice as often
        const Wide at = size * b * scale, distance = at > a ? at - a : a - at;
        if (!happens(random, distance * distance, d)) continue;
        return negative ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size);
    }
}

}  // namespace otklik
