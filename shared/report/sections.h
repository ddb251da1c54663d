#pragma once
// The sections of a report; each says in its own file what it shows. Internal to shared/report.

#include "shared/report/figures.h"

namespace otklik {

/// A wave with figures, and what they say.
struct MeasuredWave {
    const ReportedWave* wave;
    Measured measured;
};

struct Comparison;  // comparison.h

/// What chance would explain less often than that is notable.
inline constexpr double kLevel = 0.05;

/// «Довольны».
std::string indexLabel(const Index& index, const Locale& locale);

/// A part's resource, with its question's number where the index has several questions.
std::string partLabel(const Survey& survey, const Index& index, const IndexPart& part, const Locale& locale);

/// The indices as large numbers with their change, then each by resource.
Section indicesSection(const MeasuredWave& wave, const Comparison& comparison, const Locale& locale);

// Titles may quote answers. A report is of nobody's: what a question is called stands in their place.
/// A text of the survey as the report says it.
std::string said(std::string_view text, const Survey& survey, const Locale& locale);
/// What a question is called for short.
std::string titleOf(const Survey& survey, const Question& question, const Locale& locale);
/// «9. Насколько довольны».
std::string numberedTitle(const MeasuredWave& wave, const Question& question, const Locale& locale);

Section questionSection(const MeasuredWave& wave, const MeasuredQuestion& question, const Locale& locale);

/// How content the groups of each breakdown are, and those of the channels; nothing before the final release.
std::optional<Section> groupsSection(const MeasuredWave& wave, const Locale& locale);

/// The years side by side, and every change since the last; nothing where there is only one.
std::optional<Section> yearsSection(const std::vector<MeasuredWave>& waves, const Comparison& comparison,
                                    const Locale& locale);

/// How many wrote in their own words, and of what; nothing where no question is open.
std::optional<Section> themesSection(const MeasuredWave& wave, const Locale& locale);

/// What the office says it did about the chosen wave's figures, and about those of the waves before it;
/// nothing where it says nothing.
std::optional<Section> changesSection(const ReportInput& input, const Locale& locale);

/// How the figures came about, in four sentences that every file says too.
Section methodSection(const MeasuredWave& wave, const Locale& locale);
/// The same for who wants to know how exact they are; nothing of a release of earlier rules.
std::optional<Section> precisionSection(const MeasuredWave& wave, const Locale& locale);

/// What was asked before the chosen wave, of the same kind of responses.
struct History {
    bool isFirst = false;    ///< nothing
    bool isSkipped = false;  ///< the last survey, whose figures do not exist: an earlier one is compared with
};

/// What the figures say before anything else. `groups`: the report's section of them, if it has one.
Headline headlineOf(const MeasuredWave& wave, const Comparison& comparison, const History& history,
                    const Section* groups, const Locale& locale);

/// An axis round figures that begins and ends on tens and spans 40 at least, so that small differences do not
/// look large; 0 to 100 where there are none.
Axis axisOf(const std::vector<const Figure*>& figures);

/// «2025 год» in the case that a sentence needs, by the locale's key: a wave that is called by a year is that
/// year, another one is called by its name.
std::string waveWords(std::string_view key, const std::string& wave, const Locale& locale);

/// «заметный рост», «без заметных изменений».
std::string verdictWords(Verdict verdict, const Locale& locale);
/// «Терминал в приёмной»; of a channel that the locale does not know, its name.
std::string channelLabel(const std::string& channel, const Locale& locale);
/// All channels of a wave, empty where it has none.
std::string waysText(const ReportedWave& wave, const Locale& locale);
/// «1–31 октября 2026 года», empty while not known.
std::string daysText(const ReportedWave& wave, const Locale& locale);
/// «около 995 ответов».
std::string responsesText(double responses, const Locale& locale);

}  // namespace otklik
