#pragma once
// Figures and their 95 % intervals, of noise and of having asked only some people together. All of them are
// functions of projected counts (shared/stats/projection.h) and of the SDs of the noise; values and interval
// ends are between 0 and 1. Sigma is the SD of a main count's noise.
//
// A share is X / B of two noisy counts. Its interval holds every p for which X - p B is within 1.96 standard
// errors of 0 (Fieller, "Some problems in interval estimation", 1954), with the sampling variance that a
// share of p has (Wilson, 1927). Without noise it is Wilson's. Played on a population the intervals hold the
// truth in 94 % or more of all releases: tests/unit/stats/coverage_test.cpp.

#include <cstddef>
#include <optional>
#include <vector>

#include "shared/stats/estimate.h"
#include "shared/stats/projection.h"
#include "shared/stats/scores.h"

namespace otklik {

inline constexpr double kLeastTotal = 50;    ///< under it no figure at all is shown
inline constexpr double kLeastGroup = 75;    ///< and of a group none
inline constexpr double kLeastChange = 200;  ///< and of years no change but of overall indices

/// X / B, and how many noisy cells are added up in both.
struct Fraction {
    double part = 0, base = 1;
    double baseCells = 1;    ///< in B
    double sharedCells = 0;  ///< in X and in B
    double partCells = 1;    ///< in X
    double sigma = 0;
};

/// One cell of a row whose answers exclude each other.
Fraction cellFraction(const ProjectedRow& row, std::size_t cell, double sigma);
/// One cell of a row with several answers each.
Fraction optionFraction(const ProjectedRow& row, std::size_t cell, double sigma);

struct Measure {
    double value = 0;
    Interval interval{0, 1};
    bool saysNothing = false;          ///< the interval is 0 to 1: the noise hides everything
    double error = 0;                  ///< standard error
    std::optional<Fraction> fraction;  ///< of a share, which a change is tested by
};

Measure shareOf(const Fraction& fraction);

/// How sure a share of a half is that so many people answered, in a row of five answers: half its interval, 0
/// to 0.5.
double precisionOf(double people, double sigma);

/// The mean score of a row whose answers exclude each other, `scores` one a cell; a share where all are 0
/// or 1.
Measure rowIndex(const ProjectedRow& row, const Scores& scores, double sigma);

/// What overall and group indices need of their rows; rows are added up.
struct ScoredRows {
    double rows = 0;
    double means = 0;            ///< of the scores
    double noise = 0;            ///< squared standard errors of the means
    double sampling = 0;         ///< standard errors of the means
    double deviations = 0;       ///< SDs of a score
    double answers = 0;          ///< that have a score
    double answersVariance = 0;  ///< of the noise
    double centred = 0;          ///< scores less a half, of all answers
    double centredVariance = 0;  ///< of the noise

    ScoredRows& operator+=(const ScoredRows& more);
    /// The centred scores of all people, each the mean of all rows, and the variance: as projectedSums()
    /// takes them.
    double centredSum() const { return rows > 0 ? centred / rows : 0; }
    double centredSumVariance() const { return rows > 0 ? centredVariance / (rows * rows) : 0; }
};

ScoredRows scoredRow(const ProjectedRow& row, const Scores& scores, double sigma);
/// Every scored option is a row of its own; `scored` one a cell. They share one noisy base.
ScoredRows scoredOptions(const ProjectedRow& row, const std::vector<bool>& scored, double sigma);

/// The mean of the rows' means. Noise is independent between rows; sampling errors are those of the same
/// people and are added as if they went together perfectly, the widest case. Says nothing without rows.
Measure overallIndex(const ScoredRows& rows);

/// One group's index: a half and its sum of centred scores by the answers it gave, which are estimated by its
/// count times the share of rows that all people answered. A group that skips rows more often than others is
/// drawn nearer to a half.
/// count: the group's projected cell. sum, sumVariance: of ProjectedSums. total, totalVariance:
/// projectedTotal.
Measure groupIndex(double count, double sum, double sumVariance, const ScoredRows& rows, double total,
                   double totalVariance, double sigma);

struct Change {
    double difference = 0;     ///< after less before, -1 to 1
    Interval interval{-1, 1};  ///< 95 %
    double p = 1;              ///< two-sided; 1 where a measure says nothing
};

/// Of shares, rows and groups between years. Interval: Newcombe, "Interval estimation for the difference
/// between independent proportions" (1998), method 10. Test: shares with the pooled share, others with their
/// standard errors.
Change changeOf(const Measure& before, const Measure& after);

/// Of overall indices.
Change overallChange(const Measure& before, const Measure& after);

/// Whether the shares of a row with so many cells are shown: a share of a half would be known to 20 points or
/// better. By the total and never by the share's own width, since the noise that makes a base large makes
/// widths small: shares chosen by width hold the truth too seldom.
bool isRowShown(double total, std::size_t cells, double sigma);
/// The same of a row with several answers each.
bool areOptionsShown(double total, double sigma);

/// Such a share is told as an upper bound alone.
inline bool touchesZero(const Interval& interval) {
    return interval.low <= 0;
}

}  // namespace otklik
