#pragma once
// Noisy counts made consistent: nothing below 0, no row above the total, cells that add up to their base and
// bases that add up to the total with who gave no answer, group sums that add up to what the main cells say.
// A function of noisy counts alone, so it costs no privacy. It goes row by row: solving for all counts at
// once changes errors by a few percent only.
//
// Counts are of people and may be negative before projection. Sigma is the SD of a main count's noise; of
// counts added over several periods the root of the sum of their squared SDs.

#include <cstddef>
#include <vector>

namespace otklik {

/// How many responded, 1 at least: the noisy total and the noisy channels' sum, each by its precision. Every
/// response has one of the channels; without channels it is the noisy total.
double projectedTotal(double total, const std::vector<double>& channels);

/// Of projectedTotal(), squared.
double totalVariance(std::size_t channels, double sigma);

/// The nearest point without negative parts whose parts add up to `sum` (0 at least). Held, Wolfe and
/// Crowder, "Validation of subgradient optimization" (1974).
std::vector<double> nearestAddingTo(double sum, const std::vector<double>& parts);

struct ProjectedRow {
    double base = 1;            ///< how many answered, 1 at least; the rest of the total did not
    std::vector<double> cells;  ///< 0 at least
};

/// A row whose answers exclude each other, so that its cells make its base; `total` as projected.
ProjectedRow projectedRow(double total, const std::vector<double>& cells);

/// A row with several answers each, which has a noisy base of its own: every cell is within it.
ProjectedRow projectedOptions(double total, double base, const std::vector<double>& cells);

/// Sums of centred scores, in scores, of the groups of one breakdown, who named none included.
struct ProjectedSums {
    std::vector<double> sums;
    double variance = 0;  ///< of the noise of each
};

/// The nearest sums that add up to `centred`, of variance `centredVariance`: what the main cells say of all
/// groups together (ScoredRows in shared/stats/interval.h). tau: SD of a noisy sum, in scores.
ProjectedSums projectedSums(const std::vector<double>& sums, double tau, double centred,
                            double centredVariance);

}  // namespace otklik
