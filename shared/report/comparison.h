#pragma once
// What changed since the last survey that can be compared, and whether that is more than chance. The page
// says it in four places, which therefore say the same. Internal to shared/report.

#include "shared/report/sections.h"

namespace otklik {

/// One index, or one part of it, in two waves.
struct Compared {
    const Index* index;               ///< of the chosen wave
    const IndexPart* part = nullptr;  ///< nullptr: the index as a whole
    Figure before, now;               ///< as printed
    std::optional<Change> change{};   ///< nothing where they are not compared
    Verdict verdict = Verdict::none;  ///< none: not compared
};

struct Comparison {
    const MeasuredWave* before = nullptr;  ///< nullptr: there is none
    std::vector<Compared> all;             ///< indices in their order, each followed by its parts
    std::size_t tests = 0;                 ///< how many share Holm's correction

    /// Of the whole index, or nullptr where it is not asked in both.
    const Compared* of(const Index& index) const;
};

/// Of the last of `waves` with the one before it. The first index is the main one: it is tested alone, since
/// the headline was to be about it before anybody saw a figure; all others are tested together, with Holm's
/// correction. A change whose printed figures are alike is none.
Comparison compared(const std::vector<MeasuredWave>& waves, const Locale& locale);

/// True where both ask the same in the same words, of all languages, with the same answers, so that years may
/// be compared.
bool isSameQuestion(const Question& a, const Question& b);

/// The same index of another wave where all its questions are the same, else nullptr.
const Index* sameIndex(const Index& index, const MeasuredWave& other);

}  // namespace otklik
