// Counts are projected row by row (shared/stats/projection.h); what is shown of a row is decided by the
// total.

#include "shared/report/measured.h"

#include <algorithm>
#include <cmath>

#include "shared/report/types/types.h"

namespace otklik {
namespace {

constexpr double kHundredths = 100, kThousandths = 1000;

std::vector<double> countsOf(const std::vector<NoisyCount>& cells) {
    std::vector<double> counts;
    for (const NoisyCount& cell : cells) counts.push_back(static_cast<double>(cell.count));
    return counts;
}

/// In whole percents that add up to what the shares do: the largest remainders are rounded up.
void setPercents(std::vector<Share>& shares) {
    constexpr double kPercent = 100, kAlmost = 1e-9;  // 40 is not 39 for an error of the last place
    std::vector<double> rests;
    double left = 0;
    for (Share& share : shares) {
        const double exact = share.drawn * kPercent;
        share.percent = std::floor(exact + kAlmost);
        rests.push_back(exact - *share.percent);
        left += rests.back();
    }
    left = std::round(left);
    for (const std::size_t at : descending(rests))
        if (left-- >= 1) ++*shares[at].percent;
}

std::optional<Measure> told(const Measure& measure) {
    return measure.saysNothing ? std::nullopt : std::optional(measure);
}

std::optional<Measure> moved(std::optional<Measure> measure, double by) {
    if (!measure) return measure;
    const auto within = [&](double value) { return std::clamp(value + by, 0.0, 1.0); };
    measure->value = within(measure->value);
    measure->interval = {within(measure->interval.low), within(measure->interval.high)};
    return measure;
}

class Measuring {
  public:
    Measuring(const Survey& survey, const Release& release)
        : survey_(survey),
          release_(release),
          sigma_(static_cast<double>(release.noise.counts) / kHundredths),
          total_(responsesOf(release)) {}

    Measured measure() {
        measured_.responses = total_;
        for (const char* name : kIndexNames) measured_.indices.push_back({name, {}, 0, {}});
        scored_.resize(measured_.indices.size());
        for (const NoisyQuestion& noisy : release_.questions)
            if (const Question* question = survey_.question(noisy.name);
                question && asks(*question, noisy) &&
                hasBase(*question) == noisy.rows.front().base.has_value())
                this->question(*question, noisy);
        groups();
        indices();
        return std::move(measured_);
    }

  private:
    Share share(const std::string& value, double count, const Fraction& fraction, bool isShown) const {
        Share share{value, Share::Kind::tooFew, shareOf(fraction), 0, count};
        share.drawn = share.measure.value;
        if (!isShown || share.measure.saysNothing) return share;
        share.kind = Share::Kind::known;
        if (touchesZero(share.measure.interval))
            share.kind = Share::Kind::atMost, share.bound = share.measure.interval.high;
        return share;
    }

    std::vector<Share> shares(const std::vector<NoisyCount>& cells, const ProjectedRow& row) const {
        const bool isShown = isRowShown(total_, cells.size(), sigma_);
        std::vector<Share> shares;
        for (std::size_t i = 0; i < cells.size(); ++i)
            shares.push_back(share(cells[i].value, row.cells[i], cellFraction(row, i, sigma_), isShown));
        setPercents(shares);
        return shares;
    }

    void question(const Question& question, const NoisyQuestion& noisy) {
        MeasuredQuestion measured{&question, {}};
        for (const NoisyRow& row : noisy.rows) {
            if (question.isOpen())
                open(measured, row);
            else if (question.takesTexts)
                texts(measured, row);
            else if (hasBase(question))
                options(measured, row);
            else
                single(measured, row);
        }
        if (question.takesTexts) themes(measured, total_);
        if (isRanking(question)) measured.firsts = firsts(noisy);
        measured_.questions.push_back(std::move(measured));
    }

    /// The noise of a theme's count is so many times that of a main cell.
    Share themeShare(const std::string& name, double count, double answered, double sd) const {
        const double cells = sigma_ > 0 ? sd * sd / (sigma_ * sigma_) : 0;
        const double base = std::max(1.0, answered);
        return share(name, count, {count, base, 1, 0, cells, sigma_}, areOptionsShown(total_, sigma_));
    }

    void open(MeasuredQuestion& measured, const NoisyRow& row) const {
        const double answered = std::clamp(static_cast<double>(*row.base), 0.0, total_);
        measured.rows.push_back({"", answered, {}});
        themes(measured, answered);
    }

    /// How many wrote something there is counted, and nothing else says of how many it is a share.
    void texts(MeasuredQuestion& measured, const NoisyRow& row) const {
        const NoisyCount& cell = row.cells.front();
        const double count = std::clamp(static_cast<double>(cell.count), 0.0, total_);
        const double cells =
            sigma_ > 0 ? totalVariance(release_.channels.size(), sigma_) / (sigma_ * sigma_) : 1;
        measured.rows.push_back({row.row,
                                 count,
                                 {share(cell.value, count, {count, total_, cells, 0, 1, sigma_},
                                        areOptionsShown(total_, sigma_))}});
    }

    MeasuredRow firsts(const NoisyQuestion& noisy) const {
        std::vector<NoisyCount> cells;
        for (const NoisyRow& row : noisy.rows) cells.push_back({row.row, row.cells.front().count});
        const ProjectedRow row = projectedRow(total_, countsOf(cells));
        return {"", row.base, shares(cells, row)};
    }

    void themes(MeasuredQuestion& measured, double answered) const {
        const double sd = static_cast<double>(release_.noise.themes) / kHundredths;
        for (const NoisyTheme& theme : release_.themes) {
            if (theme.question != measured.question->name) continue;
            // The value is within the total. The interval is not: the total is as noisy, and its end would be
            // too low half the time where all speak of the theme.
            // No more can speak of it than wrote.
            const double told = static_cast<double>(theme.count), count = std::clamp(told, 0.0, answered);
            const double half = kNormalQuantile * std::sqrt(sd * sd + count * (1 - count / total_));
            measured.themes.push_back(
                {theme.theme,
                 count,
                 {std::clamp(told - half, 0.0, count), std::max({told + half, count, 1.0})},
                 themeShare(theme.theme, count, answered, sd)});
        }
        std::stable_sort(measured.themes.begin(), measured.themes.end(),
                         [](const MeasuredTheme& a, const MeasuredTheme& b) { return a.count > b.count; });
    }

    Index* indexOf(const Question& question) {
        for (Index& index : measured_.indices)
            if (index.name == question.index) return &index;
        return nullptr;
    }
    ScoredRows& scoredOf(const Index& index) {
        return scored_[static_cast<std::size_t>(&index - measured_.indices.data())];
    }

    void single(MeasuredQuestion& measured, const NoisyRow& noisy) {
        const Question& question = *measured.question;
        const ProjectedRow row = projectedRow(total_, countsOf(noisy.cells));
        measured.rows.push_back({noisy.row, row.base, shares(noisy.cells, row)});
        const std::vector<double> values = valuesOf(question);
        if (!values.empty() && isRowShown(total_, values.size(), sigma_))
            measured.rows.back().mean = meanOf(told(rowIndex(row, scoresOf(values), sigma_)), values);
        if (question.breakdown) groupCounts_[question.name] = row.cells;
        Index* index = indexOf(question);
        if (!index) return;
        const Scores scores = scoresOf(question);
        const ScoredRows scored = scoredRow(row, scores, sigma_);
        IndexPart part = partOf(measured, measured.rows.back());
        part.answers = scored.answers;
        part.measure = told(rowIndex(row, scores, sigma_));
        index->parts.push_back(std::move(part));
        scoredOf(*index) += scored;
    }

    void options(MeasuredQuestion& measured, const NoisyRow& noisy) {
        const Question& question = *measured.question;
        const ProjectedRow row =
            projectedOptions(total_, static_cast<double>(*noisy.base), countsOf(noisy.cells));
        const bool isShown = areOptionsShown(total_, sigma_);
        MeasuredRow made{"", row.base, {}};
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            made.shares.push_back(
                share(noisy.cells[i].value, row.cells[i], optionFraction(row, i, sigma_), isShown));
        Index* index = indexOf(question);
        std::vector<bool> scored;
        for (const Choice& choice : question.options) scored.push_back(isScored(choice));
        for (std::size_t i = 0; index && i < scored.size(); ++i)
            if (scored[i])
                index->parts.push_back({&question, question.options[i].value, row.base, row.base,
                                        std::nullopt, told(made.shares[i].measure)});
        if (index) scoredOf(*index) += scoredOptions(row, scored, sigma_);
        measured.rows.push_back(std::move(made));
    }

    void indices() {
        for (Index& index : measured_.indices) {
            bool isWhole = true;
            for (const IndexPart& part : index.parts) {
                index.answers = std::max(index.answers, part.answers);
                isWhole = isWhole && part.measure;
            }
            if (!isWhole) continue;
            index.whole =
                index.parts.size() == 1 ? index.parts.front().measure : told(overallIndex(scoredOf(index)));
        }
        std::erase_if(measured_.indices, [](const Index& index) { return index.parts.empty(); });
    }

    /// Channels are a row that everybody answers.
    void channels() {
        const ProjectedRow row{total_, nearestAddingTo(total_, countsOf(release_.channels))};
        groupCounts_[std::string(kChannel)] = {row.cells.begin() + 1, row.cells.end()};
        channelShares_ = shares(release_.channels, row);
    }

    const Share* sizeOf(const NoisySum& group) const {
        const std::vector<Share>* shares = group.by == kChannel ? &channelShares_ : nullptr;
        for (const MeasuredQuestion& each : measured_.questions)
            if (each.question->name == group.by) shares = &each.rows.front().shares;
        for (std::size_t i = 0; shares && i < shares->size(); ++i)
            if ((*shares)[i].value == group.group) return &(*shares)[i];
        return nullptr;
    }

    void groups() {
        if (release_.groups.empty() || release_.channels.empty()) return;
        channels();
        for (auto from = release_.groups.begin(); from != release_.groups.end();) {
            const auto to = std::find_if(from, release_.groups.end(),
                                         [&](const NoisySum& group) { return group.by != from->by; });
            breakdown({from, to});
            from = to;
        }
    }

    /// The groups of one breakdown, and first who named none, who are not shown.
    void breakdown(const std::vector<NoisySum>& groups) {
        const auto counts = groupCounts_.find(groups.front().by);
        const ScoredRows* rows = nullptr;
        for (const Index& index : measured_.indices)
            if (index.name == kGroupIndex && !index.parts.empty()) rows = &scoredOf(index);
        if (counts == groupCounts_.end() || counts->second.size() + 1 != groups.size() || !rows) return;
        std::vector<double> sums;
        for (const NoisySum& group : groups) sums.push_back(static_cast<double>(group.sum) / kThousandths);
        const double tau = static_cast<double>(release_.noise.sums) / kHundredths / kThousandths;
        const ProjectedSums projected =
            projectedSums(sums, tau, rows->centredSum(), rows->centredSumVariance());
        // Groups weigh a row by its answers, the index does not: moved by what that makes of everybody, they
        // give the index together.
        const double move = rows->means / rows->rows - (0.5 + rows->centred / rows->answers);
        for (std::size_t i = 1; i < groups.size(); ++i) {
            const Share* size = sizeOf(groups[i]);
            if (!size) continue;
            const double count = counts->second[i - 1];
            MeasuredGroup group{groups[i].by, groups[i].group, *size, count < kLeastGroup, {}};
            if (!group.tooFew)
                group.indices[std::string(kGroupIndex)] =
                    moved(told(groupIndex(count, projected.sums[i], projected.variance, *rows, total_,
                                          totalVariance(release_.channels.size(), sigma_), sigma_)),
                          move);
            measured_.groups.push_back(std::move(group));
        }
    }

    const Survey& survey_;
    const Release& release_;
    const double sigma_, total_;
    Measured measured_;
    std::vector<ScoredRows> scored_;                          // of each index
    std::map<std::string, std::vector<double>> groupCounts_;  // of each breakdown, without the unnamed
    std::vector<Share> channelShares_;
};

}  // namespace

Measured measured(const Survey& survey, const Release& release) {
    if (!release.earlier) return Measuring(survey, release).measure();
    // A mix added its draw to those before, closing drew afresh.
    return measuredEarlier(survey, *release.earlier, release.final ? 1 : release.number);
}

double responsesOf(const Release& release) {
    if (release.earlier) return static_cast<double>(release.earlier->responses.count);
    return projectedTotal(static_cast<double>(release.responses), countsOf(release.channels));
}

bool hasFigures(const Release* release) {
    if (!release || release->number == 0 || release->tooFew) return false;
    return release->earlier || release->trial || responsesOf(*release) >= kLeastTotal;
}

Scores scoresOf(const std::vector<double>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    Scores scores;
    for (const double value : values)
        scores.push_back(*high > *low ? std::optional((value - *low) / (*high - *low)) : std::nullopt);
    return scores;
}

std::optional<Mean> meanOf(const std::optional<Measure>& score, const std::vector<double>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double least = *low, span = *high - *low;
    if (!score || !(span > 0)) return std::nullopt;
    const auto from = [&](double place) { return least + place * span; };
    return Mean{from(score->value), {from(score->interval.low), from(score->interval.high)}, span};
}

IndexPart partOf(const MeasuredQuestion& measured, const MeasuredRow& row) {
    IndexPart part{measured.question, row.row, row.answered, 0, std::nullopt, std::nullopt};
    for (const Share& share : row.shares)
        if (share.value == kHardToSay) part.hardToSay = share;
    return part;
}

}  // namespace otklik
