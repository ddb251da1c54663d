// Greatest and least values over all splits are found by filling: every share begins at its lower end, and
// what is left goes to the cells that change the figure most. A ratio (answers that do not count leave it) is
// brought to that by Dinkelbach's method (1967). Always holds: the value lies within its splits.

#include "shared/report/published.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace otklik {
namespace {

struct Row {
    double least = 0, base = 0;  // answers: what rounding allows at least, and as published
    std::vector<Interval> ranges;
};

Interval rangeOf(const PublishedCell& cell, double base) {
    const ReleaseRules rules;
    const double half = rules.rounding / 2;
    switch (cell.shown) {
        case Shown::number: {
            const double count = static_cast<double>(cell.count), percent = cell.percent;
            const Interval byCount{(count - half) / (base + half),
                                   (count + half) / std::max(1.0, base - half)};
            const Interval byShare{(percent - 0.5) / 100, (percent + 0.5) / 100};
            const Interval both{std::max({0.0, byCount.low, byShare.low}),
                                std::min({1.0, byCount.high, byShare.high})};
            return both.low <= both.high ? both : byShare;
        }
        case Shown::atMost:
            return {0, cell.percent / 100.0};
        case Shown::atLeast:
            return {cell.percent / 100.0, 1};
        case Shown::hidden:
        case Shown::smallBase:
            break;
    }
    return {0, 1};
}

Row read(const PublishedRow& published) {
    Row row;
    row.base = static_cast<double>(published.base.count);
    row.least = std::max(0.0, row.base - ReleaseRules{}.rounding / 2);
    for (const PublishedCell& cell : published.cells) row.ranges.push_back(rangeOf(cell, row.base));
    return row;
}

/// Raises every share from its lower end by the same amount, as far as its range goes, until all add up to 1.
std::vector<double> evenSplit(const std::vector<Interval>& ranges) {
    double low = 0, high = 1;
    const auto at = [&](double raise) {
        std::vector<double> shares;
        for (const Interval& range : ranges) shares.push_back(std::min(range.high, range.low + raise));
        return shares;
    };
    for (int i = 0; i < 50; ++i) {
        const double middle = (low + high) / 2;
        const std::vector<double> shares = at(middle);
        (std::accumulate(shares.begin(), shares.end(), 0.0) < 1 ? low : high) = middle;
    }
    return at(high);
}

/// The split whose sum of share times weight is greatest.
std::vector<double> greatestSplit(const std::vector<Interval>& ranges, const std::vector<double>& weights) {
    std::vector<double> shares;
    for (const Interval& range : ranges) shares.push_back(range.low);
    double left = 1 - std::accumulate(shares.begin(), shares.end(), 0.0);
    for (std::size_t at : descending(weights)) {
        const double more = std::clamp(left, 0.0, ranges[at].high - ranges[at].low);
        shares[at] += more;
        left -= more;
    }
    return shares;
}

/// Mean score of the shares that count.
double meanScore(const std::vector<double>& shares, const Scores& scores) {
    double sum = 0, counted = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (scores[i]) sum += shares[i] * *scores[i], counted += shares[i];
    return counted > 0 ? sum / counted : 0;
}

double countedShare(const std::vector<double>& shares, const Scores& scores) {
    double counted = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (scores[i]) counted += shares[i];
    return counted;
}

/// The greatest mean score over all splits, or (sign -1) the least.
double extremeMean(const std::vector<Interval>& ranges, const Scores& scores, double sign) {
    double mean = meanScore(evenSplit(ranges), scores);
    for (int i = 0; i < 50; ++i) {
        std::vector<double> weights;
        for (const auto& score : scores) weights.push_back(score ? sign * (*score - mean) : 0);
        const double next = meanScore(greatestSplit(ranges, weights), scores);
        if (std::fabs(next - mean) < 1e-12) break;
        mean = next;
    }
    return mean;
}

/// Adds sampling and noise around the ends of the splits.
void finish(Estimate& estimate, double leastAnswers) {
    const auto around = [&](double end) {
        return estimate.share ? wilson(end, leastAnswers)
                              : meanInterval(end, estimate.variance, leastAnswers);
    };
    constexpr double kNormal = 1.959963984540054;
    const double noise = kNormal * std::sqrt(estimate.noise);
    const double low = estimate.splits.low, high = estimate.splits.high;
    estimate.interval = {std::max(0.0, low - std::hypot(low - around(low).low, noise)),
                         std::min(1.0, high + std::hypot(around(high).high - high, noise))};
}

double mean(const std::vector<Estimate>& parts, double (*of)(const Estimate&)) {
    double sum = 0;
    for (const Estimate& part : parts) sum += of(part);
    return sum / static_cast<double>(parts.size());
}

}  // namespace

std::vector<double> evenShares(const PublishedRow& published, bool adds) {
    const Row row = read(published);
    if (adds) return evenSplit(row.ranges);
    std::vector<double> shares;
    for (const Interval& range : row.ranges) shares.push_back((range.low + range.high) / 2);
    return shares;
}

std::optional<Estimate> estimateMean(const PublishedRow& published, const Scores& scores, int draws) {
    if (published.base.shown != Shown::number) return std::nullopt;
    const Row row = read(published);
    std::vector<double> leavesOut;
    for (const auto& score : scores) leavesOut.push_back(score ? -1 : 0);
    const double least = row.least * countedShare(greatestSplit(row.ranges, leavesOut), scores);
    if (least < ReleaseRules{}.minimumCell - ReleaseRules{}.rounding / 2) return std::nullopt;

    const std::vector<double> even = evenSplit(row.ranges);
    Estimate estimate;
    estimate.value = meanScore(even, scores);
    estimate.splits = {extremeMean(row.ranges, scores, -1), extremeMean(row.ranges, scores, 1)};
    estimate.answers = row.base * countedShare(even, scores);
    estimate.share = std::all_of(scores.begin(), scores.end(),
                                 [](const auto& score) { return !score || *score == 0 || *score == 1; });
    // The variance about any centre is at least that about the mean, so this bounds that of every split.
    Scores squares = scores;
    double sum = 0, sumOfSquares = 0;
    for (auto& score : squares) {
        if (!score) continue;
        const double distance = *score - estimate.value;
        sum += distance, sumOfSquares += distance * distance;
        score = distance * distance;
    }
    estimate.variance = extremeMean(row.ranges, squares, 1);
    // Adding up moved all cells by the same shift (protect.cpp), which takes some of their noise back.
    const double cells = static_cast<double>(scores.size());
    estimate.noise = ReleaseRules{.draws = draws}.noiseVariance() * (sumOfSquares - sum * sum / (cells + 1)) /
                     (least * least);
    finish(estimate, least);
    return estimate;
}

std::optional<Estimate> estimateShare(const PublishedRow& published, std::size_t cell, int draws) {
    if (published.base.shown != Shown::number || published.cells[cell].shown == Shown::hidden)
        return std::nullopt;
    const Row row = read(published);
    Estimate estimate;
    estimate.share = true;
    estimate.splits = row.ranges[cell];
    estimate.value = (estimate.splits.low + estimate.splits.high) / 2;
    estimate.answers = row.base;
    estimate.variance = estimate.value * (1 - estimate.value);
    estimate.noise = ReleaseRules{.draws = draws}.noiseVariance() * (1 + estimate.value * estimate.value) /
                     (row.least * row.least);
    finish(estimate, row.least);
    return estimate;
}

int noiseDraws(const Release& release) {
    return release.final ? 1 : release.number;  // a mix adds its draw to those before, closing draws afresh
}

Estimate meanOf(const std::vector<Estimate>& parts) {
    Estimate all;
    all.value = mean(parts, [](const Estimate& part) { return part.value; });
    all.splits = {mean(parts, [](const Estimate& part) { return part.splits.low; }),
                  mean(parts, [](const Estimate& part) { return part.splits.high; })};
    all.interval = {mean(parts, [](const Estimate& part) { return part.interval.low; }),
                    mean(parts, [](const Estimate& part) { return part.interval.high; })};
    all.answers = std::max_element(parts.begin(), parts.end(), [](const Estimate& a, const Estimate& b) {
                      return a.answers < b.answers;
                  })->answers;
    all.share = parts.front().share;
    return all;
}

double changeByChance(const std::vector<Estimate>& before, const std::vector<Estimate>& after) {
    double least = 0, most = 0, error = 0, freedom = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < before.size(); ++i) {
        const Estimate &a = before[i], &b = after[i];
        least += b.splits.low - a.splits.high;
        most += b.splits.high - a.splits.low;
        double va = a.variance, vb = b.variance;
        if (a.share && b.share) {
            const double pooled = (a.value * a.answers + b.value * b.answers) / (a.answers + b.answers);
            va = vb = pooled * (1 - pooled);
        } else {
            freedom = std::min(freedom, welchFreedom(va / a.answers, a.answers, vb / b.answers, b.answers));
        }
        error += std::sqrt(va / a.answers + vb / b.answers + a.noise + b.noise);
    }
    if (least <= 0 && most >= 0) return 1;
    return error > 0 ? twoSided(std::min(std::fabs(least), std::fabs(most)) / error, freedom) : 0;
}

}  // namespace otklik
