#pragma once
// How often intervals hold the truth: releases are played and every figure of each is compared with the
// population's. Used by the test, and by who wants to play more of them.

#include <array>
#include <string>
#include <vector>

#include "shared/stats/interval.h"
#include "tests/unit/stats/population.h"

namespace otklik::test {

enum class Kind { share, option, rowIndex, overallIndex, group };

struct Figured {
    Kind kind;
    std::string name;
    bool isShown;
    Measure measure;
};

/// Every figure of a release, in a fixed order, computed as if noise had these SDs; tau in scores. Of groups,
/// who named none is left out.
std::vector<Figured> figuresOf(const Population& population, const Play& play, double sigma, double tau);

/// Plays of one figure in which it was shown, and in how many of them its interval held the truth.
struct Held {
    Kind kind;
    std::string name;
    double truth = 0;
    int shown = 0, held = 0;
    double width = 0;                     ///< sum of half-widths
    int compared = 0, heldUnchanged = 0;  ///< pairs of releases of one population, whose change is none
    double share() const { return shown ? static_cast<double>(held) / shown : 1; }
    double unchanged() const { return compared ? static_cast<double>(heldUnchanged) / compared : 1; }
};

struct Coverage {
    int plays = 0;
    std::vector<Held> figures;
    int pairs = 0, falseAlarms = 0;  ///< pairs in which any change stands out, Holm over all compared
    int compared = 0;                ///< figures in the last pair
};

/// Draws `plays` releases of `people`. `sigmaFactor`: of the SDs that figures are computed with, beside those
/// that were drawn. Groups that hold fewer than kLeastGroup in truth are left out.
Coverage playAll(const Population& population, std::size_t people, int plays, std::uint64_t seed,
                 const Noise& noise = {}, double sigmaFactor = 1);

/// "row index"
const char* nameOf(Kind kind);
/// Mean share of held plays over all figures of each kind, of those that are shown.
std::array<double, 5> means(const Coverage& coverage);
/// Coverage and half-widths of each kind, least and greatest, on the standard output.
void print(const std::string& title, const Coverage& coverage);

}  // namespace otklik::test
