// k0, k1, k2: cells in the base, in both, in the part. X - p B has the noise variance sigma^2 (k2 - 2 k1 p +
// k0 p^2) and the sampling variance B p (1 - p); setting its square to q times their sum gives a quadratic
// equation in p. A group's is the same in p - 1/2, with the sampling variance of its people's scores.

#include "shared/stats/interval.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace otklik {
namespace {

constexpr double kSquared = kNormalQuantile * kNormalQuantile;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double square(double x) {
    return x * x;
}

/// Where a p^2 - 2 b p + c is 0 at most; nothing where that is no interval.
std::optional<Interval> solved(double a, double b, double c) {
    if (!(a > 0)) return std::nullopt;
    const double root = std::sqrt(std::max(0.0, b * b - a * c));
    return Interval{(b - root) / a, (b + root) / a};
}

/// The solution moved by `shift` and cut to 0..1, with the value in it whatever rounding does.
void set(Measure& measure, const std::optional<Interval>& solution, double shift = 0) {
    const Interval ends = solution.value_or(Interval{0, 1});
    const double move = solution ? shift : 0;
    measure.interval = {std::min(measure.value, std::clamp(ends.low + move, 0.0, 1.0)),
                        std::max(measure.value, std::clamp(ends.high + move, 0.0, 1.0))};
    measure.saysNothing = measure.interval.low <= 0 && measure.interval.high >= 1;
}

/// Variance of X / B if the true share is p.
double varianceAt(double p, const Fraction& of) {
    const double cells = of.partCells - 2 * of.sharedCells * p + of.baseCells * p * p;
    return square(of.sigma / of.base) * cells + p * (1 - p) / of.base;
}

/// Where all scores are 0 or 1, the share of those that are 1.
std::optional<Fraction> scoredFraction(const ProjectedRow& row, const Scores& scores, double sigma) {
    Fraction fraction{0, 0, 0, 0, 0, sigma};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!scores[i]) continue;
        if (*scores[i] != 0 && *scores[i] != 1) return std::nullopt;
        fraction.base += row.cells[i], ++fraction.baseCells;
        if (*scores[i] == 1) fraction.part += row.cells[i], ++fraction.partCells;
    }
    fraction.sharedCells = fraction.partCells;
    fraction.base = std::max(1.0, fraction.base);
    return fraction;
}

double probability(double difference, double variance) {
    if (difference == 0) return 1;
    return twoSided(difference / std::sqrt(variance), kInfinity);
}

}  // namespace

Fraction cellFraction(const ProjectedRow& row, std::size_t cell, double sigma) {
    return {row.cells[cell], row.base, static_cast<double>(row.cells.size()), 1, 1, sigma};
}

Fraction optionFraction(const ProjectedRow& row, std::size_t cell, double sigma) {
    return {row.cells[cell], row.base, 1, 0, 1, sigma};
}

Measure shareOf(const Fraction& of) {
    const double p = std::clamp(of.part / of.base, 0.0, 1.0);
    const double people = kSquared / of.base, noise = kSquared * square(of.sigma / of.base);
    Measure share{p, {0, 1}, false, std::sqrt(varianceAt(p, of)), of};
    set(share, solved(1 + people - noise * of.baseCells, p + people / 2 - noise * of.sharedCells,
                      p * p - noise * of.partCells));
    return share;
}

double precisionOf(double people, double sigma) {
    constexpr double kCells = 5;
    const Interval half = shareOf({people / 2, people, kCells, 1, 1, sigma}).interval;
    return (half.high - half.low) / 2;
}

Measure rowIndex(const ProjectedRow& row, const Scores& scores, double sigma) {
    const auto fraction = scoredFraction(row, scores, sigma);
    if (fraction && fraction->baseCells == 0) return overallIndex({});
    if (fraction) return shareOf(*fraction);
    return overallIndex(scoredRow(row, scores, sigma));
}

ScoredRows& ScoredRows::operator+=(const ScoredRows& more) {
    rows += more.rows;
    means += more.means;
    noise += more.noise;
    sampling += more.sampling;
    deviations += more.deviations;
    answers += more.answers;
    answersVariance += more.answersVariance;
    centred += more.centred;
    centredVariance += more.centredVariance;
    return *this;
}

ScoredRows scoredRow(const ProjectedRow& row, const Scores& scores, double sigma) {
    ScoredRows one;
    one.rows = 1;
    double sum = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!scores[i]) continue;
        one.answers += row.cells[i];
        one.answersVariance += square(sigma);
        sum += *scores[i] * row.cells[i];
        one.centred += (*scores[i] - 0.5) * row.cells[i];
        one.centredVariance += square(sigma * (*scores[i] - 0.5));
    }
    one.answers = std::max(1.0, one.answers);
    one.means = sum / one.answers;
    double variance = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!scores[i]) continue;
        const double apart = square(*scores[i] - one.means);
        one.noise += apart * square(sigma / one.answers);
        variance += apart * row.cells[i] / one.answers;
    }
    one.deviations = std::sqrt(variance);
    one.sampling = std::sqrt(variance / one.answers);
    return one;
}

ScoredRows scoredOptions(const ProjectedRow& row, const std::vector<bool>& scored, double sigma) {
    ScoredRows all;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!scored[i]) continue;
        const double mean = row.cells[i] / row.base, deviation = std::sqrt(mean * (1 - mean));
        all.rows += 1;
        all.means += mean;
        all.sampling += deviation / std::sqrt(row.base);
        all.deviations += deviation;
        all.centred += row.cells[i] - row.base / 2;
    }
    // One noisy base stands under every mean, and in every centred sum by half.
    all.answers = all.rows * row.base;
    all.answersVariance = square(sigma * all.rows);
    all.noise = square(sigma / row.base) * (all.rows + square(all.means));
    all.centredVariance = square(sigma) * (all.rows + square(all.rows / 2));
    return all;
}

Measure overallIndex(const ScoredRows& rows) {
    Measure index{0.5, {0, 1}, true, kInfinity, std::nullopt};
    if (!(rows.rows > 0)) return index;
    index.value = std::clamp(rows.means / rows.rows, 0.0, 1.0);
    index.error = std::sqrt(rows.noise + square(rows.sampling)) / rows.rows;
    const double half = kNormalQuantile * index.error;
    set(index, Interval{index.value - half, index.value + half});
    return index;
}

Measure groupIndex(double count, double sum, double sumVariance, const ScoredRows& rows, double total,
                   double totalVariance, double sigma) {
    Measure index{0.5, {0, 1}, true, kInfinity, std::nullopt};
    const double answered = rows.rows > 0 ? std::min(1.0, rows.answers / (rows.rows * total)) : 0;
    const double answers = count * answered;  // by row, of the group
    if (!(answers > 0)) return index;
    const double answeredVariance =
        square(answered) * (rows.answersVariance / square(rows.answers) + totalVariance / square(total));
    const double answersVariance = square(answered * sigma) + square(count) * answeredVariance;
    const double people = answers * square(rows.deviations / rows.rows);
    index.value = std::clamp(0.5 + sum / answers, 0.0, 1.0);
    const double centred = index.value - 0.5, bounded = centred * answers;
    index.error = std::sqrt(sumVariance + people + square(centred) * answersVariance) / answers;
    set(index,
        solved(square(answers) - kSquared * answersVariance, bounded * answers,
               square(bounded) - kSquared * (sumVariance + people)),
        0.5);
    return index;
}

Change changeOf(const Measure& before, const Measure& after) {
    const double difference = after.value - before.value;
    const auto apart = [](double a, double b) { return std::sqrt(square(a) + square(b)); };
    Change change{difference, {-1, 1}, 1};
    if (before.saysNothing || after.saysNothing) return change;
    change.interval = {std::max(-1.0, difference - apart(after.value - after.interval.low,
                                                         before.interval.high - before.value)),
                       std::min(1.0, difference + apart(after.interval.high - after.value,
                                                        before.value - before.interval.low))};
    double variance = square(before.error) + square(after.error);
    if (before.fraction && after.fraction) {
        const Fraction &a = *before.fraction, &b = *after.fraction;
        const double pooled = std::clamp((a.part + b.part) / (a.base + b.base), 0.0, 1.0);
        variance = varianceAt(pooled, a) + varianceAt(pooled, b);
    }
    change.p = probability(difference, variance);
    return change;
}

Change overallChange(const Measure& before, const Measure& after) {
    const double difference = after.value - before.value;
    Change change{difference, {-1, 1}, 1};
    if (before.saysNothing || after.saysNothing) return change;
    const double variance = square(before.error) + square(after.error);
    const double half = kNormalQuantile * std::sqrt(variance);
    change.interval = {std::max(-1.0, difference - half), std::min(1.0, difference + half)};
    change.p = probability(difference, variance);
    return change;
}

bool isRowShown(double total, std::size_t cells, double sigma) {
    return kNormalQuantile * std::sqrt(square(sigma) * static_cast<double>(cells) / 4 + total / 4) <=
           total / 5;
}

bool areOptionsShown(double total, double sigma) {
    return isRowShown(total, 5, sigma);
}

}  // namespace otklik
