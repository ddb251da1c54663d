#pragma once
// The sections that a report puts round those of the questions; each says in its own file what it shows.

#include "shared/report/figures.h"

namespace otklik {

/// A wave with figures, and what they say.
struct MeasuredWave {
    const ReportedWave* wave;
    Measured measured;
};

std::string indexLabel(const Index& index, const Locale& locale);

/// A part's resource, with its question's number where the index has several questions.
std::string partLabel(const Survey& survey, const Index& index, const IndexPart& part, const Locale& locale);

/// The indices of the chosen wave, the last of `waves`, as large numbers.
Table indicesTable(const std::vector<MeasuredWave>& waves, const Locale& locale);
/// These, then each by resource.
Section indicesSection(const std::vector<MeasuredWave>& waves, const Locale& locale);

/// The years side by side, and the change since the one before the chosen; nothing where there is only one.
std::optional<Section> yearsSection(const std::vector<MeasuredWave>& waves, const Locale& locale);

/// How content the groups of each breakdown are, and those of the channels; nothing before the final release.
std::optional<Section> groupsSection(const MeasuredWave& wave, const Locale& locale);

Section questionSection(const Survey& survey, const Measured& measured, const MeasuredQuestion& question,
                        const Locale& locale);

/// The same index of another wave where all its questions are the same, else nullptr.
const Index* sameIndex(const Index& index, const MeasuredWave& other);

}  // namespace otklik
