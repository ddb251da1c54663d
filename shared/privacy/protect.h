#pragma once
// The rules that turn one table's noisy counts into what may be shown. Everything here is a function of noisy
// counts only, so that it costs no privacy.

#include <cstdint>
#include <string>
#include <vector>

#include "shared/privacy/random.h"

namespace otklik {

struct ReleaseRules {
    double ratio = 0.75;  ///< of the two-sided geometric noise, P(n) proportional to ratio^|n|
    int rounding = 5;
    int minimumCell = 10;  ///< a count under it is not shown, and no hidden one can be found closer than it
    int draws = 1;         ///< how often noise was drawn into the counts
    int capPercent = 10;  ///< shares up to it, and from 100 minus it, are shown as «не более», «не менее»

    /// Of what the noise adds to a count.
    double noiseVariance() const { return draws * 2 * ratio / ((1 - ratio) * (1 - ratio)); }
    /// The least base with which a row is shown: what noise alone makes of a row that nobody answered is less
    /// in all but two of a thousand.
    std::int64_t minimumRow() const;
};

/// How much of a count is said. A bound or a hidden cell says nothing else, neither a count nor why: a count
/// beside a base is a share, and a reason tells a small cell from the one that was hidden to cover it.
enum class Shown { number, atMost, atLeast, hidden, smallBase };

/// One published count.
struct PublishedCell {
    std::string value;  ///< the answer, "" for a base
    Shown shown = Shown::number;
    std::int64_t count = 0;  ///< rounded, at least 0; of a number only
    int percent = 0;         ///< of the row's base, whole; of a number, or the bound itself
};

struct PublishedRow {
    std::string row;     ///< matrix row value, "" for a choice question
    PublishedCell base;  ///< how many answered
    std::vector<PublishedCell> cells;
};

/// Protected counts of one row of a table: at least 0, and where the answers exclude each other they add up
/// to the base.
struct ProtectedRow {
    std::int64_t base = 0;
    std::vector<std::int64_t> cells;
};

/// One draw of the geometric mechanism (Ghosh, Roughgarden and Sundararajan, "Universally utility-maximizing
/// privacy mechanisms", 2009): SD 4.9 at ratio 0.75.
std::int64_t geometricNoise(Random& random, double ratio);

/// As it is shown.
std::int64_t rounded(std::int64_t count, const ReleaseRules& rules);

/// The row nearest to the noisy one (least squares, all counts equally uncertain) that adds up and has
/// nothing below 0. `adds`: every respondent of the row has exactly one cell; else cells are only kept within
/// [0, base].
ProtectedRow consistent(std::int64_t noisyBase, const std::vector<std::int64_t>& noisyCells, bool adds);

/// What may be shown of a row by itself. `values`: the answers, as many as cells. Where the row adds up, a
/// cell that subtraction from the base would reveal is covered by hiding the smallest shown one too.
PublishedRow publish(const ProtectedRow& row, const std::vector<std::string>& values, bool adds,
                     std::int64_t minimumBase, const ReleaseRules& rules);

}  // namespace otklik
