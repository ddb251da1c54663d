// Student's distribution by the continued fraction of the incomplete beta function (Abramowitz and Stegun,
// 26.5.8 and 26.7.1, evaluated by Lentz's method); its quantile by bisection.

#include "shared/stats/estimate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace otklik {
namespace {

constexpr double kAlmostNormal = 1e6;  ///< degrees of freedom

/// The regularized incomplete beta function with b = 1/2.
double incompleteBeta(double a, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    constexpr double b = 0.5, tiny = 1e-300;
    const auto evaluated = [](double p, double q, double at) {
        double c = 1, d = 1 - (p + q) * at / (p + 1);
        d = 1 / (std::fabs(d) < tiny ? tiny : d);
        double fraction = d;
        for (int m = 1; m < 500; ++m) {
            const auto step = [&](double term) {
                d = 1 + term * d;
                c = 1 + term / c;
                d = 1 / (std::fabs(d) < tiny ? tiny : d);
                if (std::fabs(c) < tiny) c = tiny;
                fraction *= d * c;
                return std::fabs(d * c - 1) < 1e-13;
            };
            step(m * (q - m) * at / ((p + 2 * m - 1) * (p + 2 * m)));
            if (step(-(p + m) * (p + q + m) * at / ((p + 2 * m) * (p + 2 * m + 1)))) break;
        }
        const double front =
            std::lgamma(p + q) - std::lgamma(p) - std::lgamma(q) + p * std::log(at) + q * std::log(1 - at);
        return std::exp(front) * fraction / p;
    };
    return x < (a + 1) / (a + b + 2) ? evaluated(a, b, x) : 1 - evaluated(b, a, 1 - x);
}

}  // namespace

Interval wilson(double share, double n) {
    const double z2 = kNormalQuantile * kNormalQuantile;
    const double centre = share + z2 / (2 * n);
    const double half = kNormalQuantile * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return {std::max(0.0, (centre - half) / (1 + z2 / n)), std::min(1.0, (centre + half) / (1 + z2 / n))};
}

Interval meanInterval(double mean, double variance, double n) {
    const double half = studentQuantile(n - 1) * std::sqrt(variance / n);
    return {mean - half, mean + half};
}

double studentQuantile(double freedom) {
    double low = kNormalQuantile, high = 13;  // 12.7 at one degree of freedom
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (twoSided(middle, freedom) > 0.05 ? low : high) = middle;
    }
    return low;
}

double twoSided(double t, double freedom) {
    if (freedom > kAlmostNormal) return std::erfc(std::fabs(t) / std::sqrt(2.0));
    return incompleteBeta(freedom / 2, freedom / (freedom + t * t));
}

std::vector<double> holm(const std::vector<double>& values) {
    std::vector<std::size_t> order = descending(values);
    std::reverse(order.begin(), order.end());
    std::vector<double> adjusted(values.size());
    double least = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        least = std::max(least, std::min(1.0, static_cast<double>(order.size() - i) * values[order[i]]));
        adjusted[order[i]] = least;
    }
    return adjusted;
}

std::vector<std::size_t> descending(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] != values[b] ? values[a] > values[b] : a < b;
    });
    return order;
}

}  // namespace otklik
