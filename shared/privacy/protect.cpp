// In order: noise is in the counts already; the row is made consistent; shares near 0 and 1 become bounds,
// small counts are hidden; what subtraction would still reveal is covered; what is shown is rounded, last.
//
// Cover means: from the published figures alone, taken as linear equations with their rounding, the range in
// which a small count can lie is at least minimumCell wide or begins at 0.

#include "shared/privacy/protect.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace otklik {
namespace {

struct Range {
    double low = 0, high = std::numeric_limits<double>::infinity();
};

/// Where a count can lie that was rounded to `count`.
Range unrounded(std::int64_t count, const ReleaseRules& rules) {
    const int half = rules.rounding / 2;
    return {static_cast<double>(std::max<std::int64_t>(0, count - half)), static_cast<double>(count + half)};
}

constexpr double kExclusive = 1e-9;  ///< a share of p + 0.5 is rounded to p + 1 already

/// Where the count behind a cell, a whole number, can lie if its row's base lies in `base`.
Range possible(const PublishedCell& cell, const Range& base, const ReleaseRules& rules) {
    const int cap = rules.capPercent;
    switch (cell.shown) {
        case Shown::number: {
            const Range count = unrounded(cell.count, rules);
            return {std::max(count.low, std::ceil((cell.percent - 0.5) / 100 * base.low)),
                    std::min(count.high, std::floor((cell.percent + 0.5) / 100 * base.high - kExclusive))};
        }
        case Shown::atMost:
            return {0, std::floor(cap * base.high / 100)};
        case Shown::atLeast:
            return {std::ceil((100 - cap) * base.low / 100), base.high};
        case Shown::hidden:
        case Shown::smallBase:
            break;
    }
    return {0, base.high};
}

/// Where part `at` can lie when parts add up to the total.
Range remainder(const Range& total, const std::vector<Range>& parts, std::size_t at) {
    Range rest = total;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i == at) continue;
        rest.low -= parts[i].high;
        rest.high -= parts[i].low;
    }
    return {std::max(parts[at].low, rest.low), std::min(parts[at].high, rest.high)};
}

/// The range of one cell of a row that adds up, over every base that the published one can stand for.
Range rangeInRow(const PublishedRow& row, std::size_t at, const ReleaseRules& rules) {
    if (row.base.shown != Shown::number) return {};
    const Range bases = unrounded(row.base.count, rules);
    Range all{bases.high, 0};
    for (double base = bases.low; base <= bases.high; ++base) {
        std::vector<Range> parts;
        for (const PublishedCell& cell : row.cells) parts.push_back(possible(cell, {base, base}, rules));
        const Range range = remainder({base, base}, parts, at);
        if (range.low > range.high) continue;
        all = {std::min(all.low, range.low), std::max(all.high, range.high)};
    }
    return all;
}

bool needsCover(const PublishedCell& cell, std::int64_t count, const ReleaseRules& rules) {
    return cell.shown == Shown::hidden || (cell.shown == Shown::atMost && count < rules.minimumCell);
}

bool isCovered(const Range& range, int width) {
    return range.low <= 0 || range.high - range.low >= width;
}

void hide(PublishedCell& cell, Shown how) {
    cell = {std::move(cell.value), how, 0, 0};
}

void hideRow(PublishedRow& row) {
    hide(row.base, Shown::smallBase);
    for (PublishedCell& cell : row.cells) hide(cell, Shown::smallBase);
}

/// Hides the smallest shown cell; false where nothing is left to hide.
bool hideSmallest(const std::vector<PublishedCell*>& cells, const std::vector<std::int64_t>& counts) {
    std::size_t smallest = cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i]->shown != Shown::number && cells[i]->shown != Shown::atLeast) continue;
        if (smallest == cells.size() || counts[i] < counts[smallest]) smallest = i;
    }
    if (smallest == cells.size()) return false;
    hide(*cells[smallest], Shown::hidden);
    return true;
}

void coverRow(PublishedRow& row, const std::vector<std::int64_t>& counts, const ReleaseRules& rules) {
    std::vector<PublishedCell*> cells;
    for (PublishedCell& cell : row.cells) cells.push_back(&cell);
    for (std::size_t i = 0; i < cells.size();) {
        const bool open = needsCover(*cells[i], counts[i], rules) &&
                          !isCovered(rangeInRow(row, i, rules), rules.minimumCell);
        i = open && hideSmallest(cells, counts) ? 0 : i + 1;
    }
}

PublishedCell publishCell(const std::string& value, std::int64_t count, std::int64_t base,
                          const ReleaseRules& rules) {
    const std::int64_t cap = rules.capPercent;
    // From this base on, the bound alone leaves a small count enough room.
    const bool boundHides = cap * base >= 100 * rules.minimumCell;
    if (boundHides && 100 * count <= cap * base) return {value, Shown::atMost, 0, rules.capPercent};
    if (count < rules.minimumCell) return {value, Shown::hidden, 0, 0};
    if (100 * count >= (100 - cap) * base) return {value, Shown::atLeast, 0, 100 - rules.capPercent};
    const double share = 100.0 * static_cast<double>(count) / static_cast<double>(base);
    return {value, Shown::number, rounded(count, rules), static_cast<int>(std::lround(share))};
}

}  // namespace

std::int64_t ReleaseRules::minimumRow() const {
    return std::max<std::int64_t>(minimumCell, std::llround(std::ceil(4 * std::sqrt(noiseVariance()))));
}

std::int64_t rounded(std::int64_t count, const ReleaseRules& rules) {
    return (count + rules.rounding / 2) / rules.rounding * rules.rounding;
}

std::int64_t geometricNoise(Random& random, double ratio) {
    // The difference of two one-sided geometric variables is two-sided geometric with the same ratio. Each is
    // drawn by inversion from 53 uniform bits, never 0, so the logarithm is finite.
    const auto oneSided = [&] {
        const double uniform = (static_cast<double>(random.next() >> 11) + 0.5) / 9007199254740992.0;
        return static_cast<std::int64_t>(std::floor(std::log(uniform) / std::log(ratio)));
    };
    const std::int64_t plus = oneSided();
    return plus - oneSided();
}

ProtectedRow consistent(std::int64_t noisyBase, const std::vector<std::int64_t>& noisyCells, bool adds) {
    ProtectedRow row;
    if (!adds) {
        row.base = std::max<std::int64_t>(0, noisyBase);
        for (std::int64_t cell : noisyCells) row.cells.push_back(std::clamp<std::int64_t>(cell, 0, row.base));
        return row;
    }
    // Every positive cell moves by the same shift, and the base by as much the other way; cells that the
    // shift takes below 0 are 0 and leave the sum (Michelot, 1986, for projection onto a simplex).
    std::vector<bool> positive(noisyCells.size(), true);
    double shift = 0;
    for (bool again = true; again;) {
        again = false;
        double sum = 0, count = 0;
        for (std::size_t i = 0; i < noisyCells.size(); ++i)
            if (positive[i]) sum += static_cast<double>(noisyCells[i]), ++count;
        shift = (static_cast<double>(noisyBase) - sum) / (count + 1);
        for (std::size_t i = 0; i < noisyCells.size(); ++i)
            if (positive[i] && static_cast<double>(noisyCells[i]) + shift <= 0)
                positive[i] = false, again = true;
    }
    for (std::size_t i = 0; i < noisyCells.size(); ++i) {
        row.cells.push_back(positive[i] ? std::llround(static_cast<double>(noisyCells[i]) + shift) : 0);
        row.base += row.cells.back();
    }
    return row;
}

PublishedRow publish(const ProtectedRow& row, const std::vector<std::string>& values, bool adds,
                     std::int64_t minimumBase, const ReleaseRules& rules) {
    PublishedRow published{"", {"", Shown::number, rounded(row.base, rules), 0}, {}};
    for (std::size_t i = 0; i < values.size(); ++i)
        published.cells.push_back(publishCell(values[i], row.cells[i], row.base, rules));
    if (row.base < minimumBase)
        hideRow(published);
    else if (adds)
        coverRow(published, row.cells, rules);
    return published;
}

}  // namespace otklik
