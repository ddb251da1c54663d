#pragma once
// Textbook estimates at 95 %: intervals for shares and means, tests for a change, and a correction for making
// several tests at once. They know nothing of noise (see shared/stats/interval.h).

#include <cstdint>
#include <vector>

namespace otklik {

inline constexpr double kNormalQuantile = 1.959963984540054;  ///< the normal distribution leaves 2.5 % above

struct Interval {
    double low = 0, high = 0;
};

/// Wilson's score interval (1927) for a share (0 to 1) of n answers; n > 0.
Interval wilson(double share, double n);

/// The t interval for a mean of n answers with this sample variance; n > 1.
Interval meanInterval(double mean, double variance, double n);

/// Where Student's distribution with this many degrees of freedom leaves 2.5 % above.
double studentQuantile(double freedom);

/// Probability that |T| is at least |t|, of Student's distribution; of the normal one where freedom is
/// infinite.
double twoSided(double t, double freedom);

/// Holm's adjusted p values (1979), in the order of `values`: the chance of any false alarm among all of them
/// stays at the level that each is compared with.
std::vector<double> holm(const std::vector<double>& values);

/// Indices of `values` from the greatest to the least; equal ones in the order they have.
std::vector<std::size_t> descending(const std::vector<double>& values);

}  // namespace otklik
