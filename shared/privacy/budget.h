#pragma once
// One budget a person: how much noise each kind of published statistic gets, so that everything published in
// a wave, taken together, says no more about one response than was promised.
//
// With Gaussian noise all of it together tells two possibilities apart as well as one normal variable would
// whose mean they shift by the root of the sum of (change / SD)^2 (Dong, Roth and Su, "Gaussian Differential
// Privacy", 2022). What is published, and what one response changes of it:
//
//   main     the total by 1; its channel's cell by 1; one cell of each single-choice row (these have no base
//            of their own); of a multi-answer question the base and every option; of an open question how
//            many answered
//   interim  the same once more, in the one period that a response lies in
//   sums     of each breakdown question and of the channels the sum of one group's centred scores, by half a
//            score; none without the index of groups
//   themes   up to three of an open question by 1 each
//
// Conditions, required questions and «none», which a sender need not heed, are left aside: they can make
// changes smaller, never greater.

#include <cstddef>
#include <cstdint>

#include "shared/survey/survey.h"

namespace otklik {

inline constexpr int kMostThemes = 3;  ///< of an open answer that count

/// The greatest sums of (change / SD)^2 that a survey may have.
inline constexpr double kMostOfResponse = 0.64;  ///< between a response and none
inline constexpr double kMostOfTwo = 1.01;       ///< between two responses

/// SDs of the noise in hundredths, as discreteGaussian() takes them: of a count, and for `sums` of a
/// thousandth of a score.
struct Noise {
    std::int64_t main = 800, interim = 1600, themes = 1400, sums = 500'000;
    bool operator==(const Noise&) const = default;
};

/// Greatest sums of (change / SD)^2 over everything published.
struct Spent {
    double response = 0;  ///< between any response and none
    double two = 0;       ///< between any two responses
};

/// What a survey that is reached by so many channels spends with this noise. Equal to the greatest there is,
/// or a little above it.
Spent spent(const Survey& survey, std::size_t channels, const Noise& noise);

/// The greatest sum between two responses that differ in one question alone.
double spentOnQuestion(const Survey& survey, std::size_t channels, const Noise& noise);

/// Noise{} times the least factor, 1 at least, a whole number of hundredths, with which spent() is within
/// both bounds. main / 8 is the factor in hundredths; the longest form that parseSurvey() takes needs 60 or
/// less, which leaves all SDs within discreteGaussian()'s range.
Noise noiseFor(const Survey& survey, std::size_t channels);

/// How often at most, 0.5 to 1, the better of two possibilities, as likely as each other beforehand, is
/// guessed by whoever knows everything else: Phi(root / 2) of a sum of (change / SD)^2. That noise is whole
/// numbers alters it by less than a hundredth of a percent.
double rightGuess(double sumOfSquares);

}  // namespace otklik
