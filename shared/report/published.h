#pragma once
// What a published row says, and what it leaves open. Every figure of the report is computed here, from
// published cells alone.
//
// A published share is known within a range: a number by its rounding, «не более 10 %» from 0 to 10, a hidden
// cell from 0 to 100. Whatever shares lie in these ranges and add up to 100 % are a split. A figure's value
// is that of the even split (what the published numbers leave is shared evenly); its interval covers every
// split, and on top of that the noise and the sampling error, combined in quadrature around each end (Zou and
// Donner, 2008).

#include <optional>
#include <vector>

#include "shared/privacy/release.h"
#include "shared/stats/estimate.h"
#include "shared/stats/scores.h"

namespace otklik {

/// Shares (0 to 1) of a row's cells where hidden ones share evenly what the others leave. `adds`: every
/// respondent of the row has exactly one cell.
std::vector<double> evenShares(const PublishedRow& row, bool adds);

struct Estimate {
    double value = 0;     ///< 0 to 1
    Interval splits;      ///< of the value over every split
    Interval interval;    ///< 95 %: splits, noise and sampling
    double answers = 0;   ///< that it rests on
    double variance = 0;  ///< of one answer's score, the greatest that a split allows
    double noise = 0;     ///< squared standard error that the noise adds
    bool share = false;   ///< every score is 0 or 1
};

/// The mean score of a row's answers; nothing where the base is hidden, or where the published figures do not
/// even say that minimumCell answers count. `draws`: how often noise was drawn into the counts.
std::optional<Estimate> estimateMean(const PublishedRow& row, const Scores& scores, int draws);

/// The share of one cell among all who answered, where answers do not exclude each other.
std::optional<Estimate> estimateShare(const PublishedRow& row, std::size_t cell, int draws);

/// How often noise was drawn into a release's counts.
int noiseDraws(const Release& release);

/// The unweighted mean of several estimates of the same people. How their answers go together is not
/// published, so the interval is the mean of the intervals: what it is if they go together perfectly, the
/// widest case.
Estimate meanOf(const std::vector<Estimate>& parts);

/// p value of the change between two lists of estimates, part by part: two-proportion test (pooled) for
/// shares, Welch's for means, each at the splits that are nearest to no change, with the noise added.
/// Standard errors of several parts are averaged, as in meanOf.
double changeByChance(const std::vector<Estimate>& before, const std::vector<Estimate>& after);

}  // namespace otklik
