// A published share is known within a range: a number by its rounding, «не более 10 %» from 0 to 10, a hidden
// cell from 0 to 100. Whatever shares lie in these ranges and add up to 100 % are a split. A figure's value
// is that of the even split (what the published numbers leave is shared evenly); its interval covers every
// split, and on top of that the noise and the sampling error, combined in quadrature around each end (Zou and
// Donner, 2008).
//
// Greatest and least values over all splits are found by filling: every share begins at its lower end, and
// what is left goes to the cells that change the figure most. A ratio (answers that do not count leave it) is
// brought to that by Dinkelbach's method (1967). Always holds: the value lies within its splits.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "shared/report/measured.h"
#include "shared/report/types/types.h"

namespace otklik {
namespace {

struct Estimate {
    double value = 0;     ///< 0 to 1
    Interval splits;      ///< of the value over every split
    Interval interval;    ///< 95 %: splits, noise and sampling
    double answers = 0;   ///< that it rests on
    double variance = 0;  ///< of one answer's score, the greatest that a split allows
    double noise = 0;     ///< squared standard error that the noise adds
    bool share = false;   ///< every score is 0 or 1
};

struct Row {
    double least = 0, base = 0;  // answers: what rounding allows at least, and as published
    std::vector<Interval> ranges;
};

Interval rangeOf(const PublishedCell& cell, double base) {
    const EarlierRules rules;
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
    row.least = std::max(0.0, row.base - EarlierRules{}.rounding / 2);
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
    const double noise = kNormalQuantile * std::sqrt(estimate.noise);
    const double low = estimate.splits.low, high = estimate.splits.high;
    estimate.interval = {std::max(0.0, low - std::hypot(low - around(low).low, noise)),
                         std::min(1.0, high + std::hypot(around(high).high - high, noise))};
}

std::optional<Estimate> estimateMean(const PublishedRow& published, const Scores& scores, int draws) {
    if (published.base.shown != Shown::number) return std::nullopt;
    const Row row = read(published);
    std::vector<double> leavesOut;
    for (const auto& score : scores) leavesOut.push_back(score ? -1 : 0);
    const double least = row.least * countedShare(greatestSplit(row.ranges, leavesOut), scores);
    if (least < EarlierRules{}.minimumCell - EarlierRules{}.rounding / 2) return std::nullopt;

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
    estimate.noise = EarlierRules{.draws = draws}.noiseVariance() * (sumOfSquares - sum * sum / (cells + 1)) /
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
    estimate.noise = EarlierRules{.draws = draws}.noiseVariance() * (1 + estimate.value * estimate.value) /
                     (row.least * row.least);
    finish(estimate, row.least);
    return estimate;
}

/// Shares (0 to 1) of a row's cells where hidden ones share evenly what the others leave. `adds`: every
/// respondent of the row has exactly one cell.
std::vector<double> evenShares(const PublishedRow& published, bool adds) {
    const Row row = read(published);
    if (adds) return evenSplit(row.ranges);
    std::vector<double> shares;
    for (const Interval& range : row.ranges) shares.push_back((range.low + range.high) / 2);
    return shares;
}

Measure measureOf(const Estimate& estimate) {
    const double error = (estimate.interval.high - estimate.interval.low) / (2 * kNormalQuantile);
    return {estimate.value, estimate.interval, false, error, std::nullopt};
}

/// The unweighted mean of estimates of the same people. How their answers go together is not published, so
/// the interval is the mean of the intervals: what it is if they go together perfectly, the widest case.
std::optional<Measure> meanOf(const Index& index) {
    Measure mean{0, {0, 0}, false, 0, std::nullopt};
    const double parts = static_cast<double>(index.parts.size());
    for (const IndexPart& part : index.parts) {
        if (!part.measure) return std::nullopt;
        mean.value += part.measure->value / parts;
        mean.interval.low += part.measure->interval.low / parts;
        mean.interval.high += part.measure->interval.high / parts;
        mean.error += part.measure->error / parts;
    }
    return mean;
}

class Measuring {
  public:
    Measuring(const Survey& survey, int draws) : survey_(survey), draws_(draws) {}

    Share share(const PublishedRow& row, std::size_t at, double drawn, bool adds) const {
        const PublishedCell& cell = row.cells[at];
        Share share{cell.value, Share::Kind::tooFew, {}, cell.percent / 100.0, std::nullopt, drawn};
        switch (cell.shown) {
            case Shown::number: {
                Scores only(row.cells.size(), 0.0);
                only[at] = 1.0;
                const auto estimate = adds ? estimateMean(row, only, draws_) : estimateShare(row, at, draws_);
                if (estimate) share.measure = measureOf(*estimate);
                share.measure.value = cell.percent / 100.0;
                share.count = static_cast<double>(cell.count);
                share.kind = Share::Kind::known;
                break;
            }
            case Shown::atMost:
                share.kind = Share::Kind::atMost;
                break;
            case Shown::atLeast:
                share.kind = Share::Kind::atLeast;
                break;
            case Shown::hidden:
                share.kind = Share::Kind::hidden;
                break;
            case Shown::smallBase:
                break;
        }
        return share;
    }

    MeasuredRow row(const PublishedRow& row, bool adds) const {
        MeasuredRow made{row.row, std::nullopt, {}};
        if (row.base.shown == Shown::number) made.answered = static_cast<double>(row.base.count);
        const std::vector<double> even = evenShares(row, adds);
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            made.shares.push_back(share(row, i, even[i], adds));
        return made;
    }

    /// The questions of a release, or of a group, and their indices.
    void questions(const std::vector<PublishedQuestion>& published, std::vector<MeasuredQuestion>& questions,
                   std::vector<Index>& indices) const {
        for (const char* name : kIndexNames) indices.push_back({name, {}, 0, {}});
        for (const PublishedQuestion& each : published) {
            const Question* question = survey_.question(each.name);
            if (!question || !asks(*question, each)) continue;
            MeasuredQuestion measured{question, {}};
            for (const PublishedRow& line : each.rows) {
                measured.rows.push_back(row(line, !question->takesSeveral));
                if (const std::vector<double> values = valuesOf(*question); !values.empty())
                    if (const auto estimate = estimateMean(line, scoresOf(values), draws_))
                        measured.rows.back().mean = meanOf(measureOf(*estimate), values);
                for (Index& index : indices)
                    if (index.name == question->index) parts(measured, line, index);
            }
            questions.push_back(std::move(measured));
        }
        std::erase_if(indices, [](const Index& index) { return index.parts.empty(); });
        for (Index& index : indices) {
            index.whole = meanOf(index);
            for (const IndexPart& part : index.parts) index.answers = std::max(index.answers, part.answers);
        }
    }

  private:
    void parts(const MeasuredQuestion& measured, const PublishedRow& row, Index& index) const {
        const Question& question = *measured.question;
        const auto add = [&](IndexPart part, const std::optional<Estimate>& estimate) {
            if (estimate) part.answers = estimate->answers, part.measure = measureOf(*estimate);
            index.parts.push_back(std::move(part));
        };
        const IndexPart whole = partOf(measured, measured.rows.back());
        if (!question.takesSeveral) return add(whole, estimateMean(row, scoresOf(question), draws_));
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (!isScored(question.options[i])) continue;
            IndexPart part{&question,   question.options[i].value, whole.answered, 0, std::nullopt,
                           std::nullopt};
            add(std::move(part), estimateShare(row, i, draws_));
        }
    }

    const Survey& survey_;
    const int draws_;
};

/// The group's share: the cell of its own question's table, or of the channels.
Share sizeOf(const Measured& measured, const std::vector<Share>& channels, const PublishedGroup& group) {
    const std::vector<Share>* shares = &channels;
    for (const MeasuredQuestion& question : measured.questions)
        if (question.question->name == group.by) shares = &question.rows.front().shares;
    for (const Share& share : *shares)
        if (share.value == group.group) return share;
    return {group.group, Share::Kind::hidden, {}, 0, std::nullopt, 0};
}

}  // namespace

Measured measuredEarlier(const Survey& survey, const EarlierFigures& figures, int draws) {
    const Measuring measuring(survey, draws);
    Measured measured;
    measured.responses = static_cast<double>(figures.responses.count);
    measuring.questions(figures.questions, measured.questions, measured.indices);
    const std::vector<Share> channels = measuring.row(figures.channels, true).shares;
    for (const PublishedGroup& group : figures.groups) {
        std::vector<MeasuredQuestion> questions;
        std::vector<Index> indices;
        measuring.questions(group.questions, questions, indices);
        MeasuredGroup made{group.by, group.group, sizeOf(measured, channels, group), false, {}};
        for (const Index& index : indices) made.indices[index.name] = index.whole;
        measured.groups.push_back(std::move(made));
    }
    return measured;
}

}  // namespace otklik
