#include "tests/unit/stats/population.h"

#include <cmath>
#include <random>

#include "shared/privacy/gaussian.h"
#include "tests/support.h"

namespace otklik::test {
namespace {

/// What the population answers a row: shares of the cells, and of who skips it.
struct Shares {
    std::vector<double> cells;
    double skipped;
};

/// In the form's order.
const std::vector<Shares> kShares = {
    {{0.25, 0.45, 0.22, 0.08}, 0.05},  // frequency
    {{0.34, 0.31, 0.28, 0.07}, 0.08},
    {{0.12, 0.09, 0.78, 0.01}, 0.12},
    {{0.70, 0.17, 0.13}, 0.06},  // findability
    {{0.62, 0.20, 0.18}, 0.10},
    {{0.40, 0.25, 0.35}, 0.15},
    {{0.05, 0.10, 0.22, 0.36, 0.27}, 0.06},  // ease
    {{0.03, 0.08, 0.19, 0.40, 0.30}, 0.09},
    {{0.12, 0.15, 0.28, 0.27, 0.18}, 0.14},
    {{0.04, 0.09, 0.24, 0.38, 0.25}, 0.04},  // satisfaction
    {{0.03, 0.07, 0.20, 0.42, 0.28}, 0.07},
    {{0.10, 0.14, 0.30, 0.28, 0.18}, 0.12},
    {{0.58, 0.17, 0.09, 0.06, 0.05, 0.01, 0.04}, 0.03},  // status
    {{0.42, 0.58}, 0.02},                                // sex
    {{0.08, 0.17, 0.24, 0.22, 0.18, 0.11}, 0.04},        // age
    {{0.05, 0.18, 0.37, 0.33, 0.07}, 0.05},              // education
};
const std::vector<double> kOptions = {0.62, 0.41, 0.22, 0.04};  // of who answers «sources»
const std::vector<double> kChannels = {0.50, 0.20, 0.15, 0.08, 0.07};
constexpr double kOptionsSkipped = 0.02;
constexpr double kSkipLoading = 0.5, kDemographicLoading = 0.06;

/// Where the normal distribution has `share` below.
double quantile(double share) {
    double low = -9, high = 9;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (std::erfc(-middle / std::sqrt(2.0)) / 2 < share ? low : high) = middle;
    }
    return low;
}

/// Upper ends of cells that hold these shares of a normal variable.
std::vector<double> endsOf(const std::vector<double>& shares) {
    std::vector<double> ends;
    double sum = 0;
    for (const double share : shares) ends.push_back(quantile(sum += share));
    ends.back() = 99;
    return ends;
}

std::uint8_t cellAt(const std::vector<double>& ends, double at) {
    std::uint8_t cell = 0;
    while (at > ends[cell]) ++cell;
    return cell;
}

}  // namespace

/// Exact counts, as whole numbers.
struct Population::Counted {
    std::int64_t people = 0, optionsBase = 0;
    std::vector<std::int64_t> channels, options;
    std::vector<std::vector<std::int64_t>> rows;  ///< 0 holds who gave no answer
    std::vector<std::vector<std::int64_t>> sums;

    explicit Counted(const Population& of) : channels(kChannels.size()), options(kOptions.size()) {
        for (const Asked& asked : of.asked_) rows.emplace_back(asked.scores.size() + 1);
        for (const std::size_t row : of.breakdowns_) sums.emplace_back(rows[row].size());
        sums.emplace_back(channels.size());
    }
    void add(const Person& person, const std::vector<std::size_t>& breakdowns) {
        ++people;
        for (std::size_t row = 0; row < kRows; ++row) ++rows[row][person.cells[row]];
        optionsBase += person.options & 1;
        for (std::size_t i = 0; i < options.size(); ++i) options[i] += person.options >> (i + 1) & 1;
        ++channels[person.channel];
        for (std::size_t i = 0; i < breakdowns.size(); ++i)
            sums[i][person.cells[breakdowns[i]]] += person.content;
        sums.back()[person.channel] += person.content;
    }
};

Population::Population(std::size_t people, double loading, std::uint64_t seed) : people_(people) {
    const Survey survey = orderSurvey();
    for (const Question& question : survey.questions) {
        if (question.isOpen()) continue;
        if (question.takesSeveral) {
            for (const Choice& choice : question.options) scoredOptions_.push_back(isScored(choice));
            continue;
        }
        const Scores scores = scoresOf(question);
        if (question.rows.empty())
            asked_.push_back({question.name, "", question.index, scores, question.breakdown});
        for (const Choice& row : question.rows)
            asked_.push_back({question.name, row.value, question.index, scores, false});
    }
    REQUIRE(asked_.size() == kRows);
    std::vector<std::vector<double>> ends;
    std::vector<double> skipped, optionEnds;
    for (std::size_t row = 0; row < kRows; ++row) {
        REQUIRE(asked_[row].scores.size() == kShares[row].cells.size());
        if (asked_[row].breakdown) breakdowns_.push_back(row);
        ends.push_back(endsOf(kShares[row].cells));
        skipped.push_back(quantile(kShares[row].skipped));
    }
    for (const double share : kOptions) optionEnds.push_back(quantile(share));
    const std::vector<double> channelEnds = endsOf(kChannels);

    std::mt19937_64 bits(seed);
    std::normal_distribution<double> normal;
    const auto with = [&](double common, double share) {
        return std::sqrt(share) * common + std::sqrt(1 - share) * normal(bits);
    };
    for (Person& person : people_) {
        const double opinion = normal(bits), skips = normal(bits);
        double content = 0, rows = 0;
        for (std::size_t row = 0; row < kRows; ++row) {
            const Asked& asked = asked_[row];
            const std::uint8_t cell =
                cellAt(ends[row], with(opinion, asked.breakdown ? kDemographicLoading : loading));
            const bool answers = with(skips, kSkipLoading) > skipped[row];
            person.cells[row] = answers ? static_cast<std::uint8_t>(cell + 1) : 0;
            if (asked.index != "satisfaction") continue;
            ++rows;
            if (answers) content += *asked.scores[cell] - 0.5;
        }
        person.content = static_cast<std::int16_t>(std::lround(1000 * content / rows));
        person.options = 0;
        for (std::size_t i = 0; i < kOptions.size(); ++i)
            if (with(opinion, kDemographicLoading) < optionEnds[i])
                person.options |= static_cast<std::uint8_t>(2 << i);
        // Who ticks nothing has not answered.
        if (person.options && with(skips, kSkipLoading) > quantile(kOptionsSkipped))
            person.options |= 1;
        else
            person.options = 0;
        person.channel = cellAt(channelEnds, with(opinion, kDemographicLoading));
    }
}

Play Population::played(const Counted& counted, const Noise* noise, Random* random) const {
    const auto noisy = [&](std::int64_t count, std::int64_t Noise::*sd) {
        return static_cast<double>(count + (noise ? discreteGaussian(*random, noise->*sd) : 0));
    };
    const auto allNoisy = [&](const std::vector<std::int64_t>& counts, std::size_t from = 0) {
        std::vector<double> all;
        for (std::size_t i = from; i < counts.size(); ++i) all.push_back(noisy(counts[i], &Noise::main));
        return all;
    };
    Play play;
    play.total = noisy(counted.people, &Noise::main);
    play.channels = allNoisy(counted.channels);
    for (const auto& row : counted.rows) play.rows.push_back(allNoisy(row, 1));
    play.optionsBase = noisy(counted.optionsBase, &Noise::main);
    play.options = allNoisy(counted.options);
    for (const auto& groups : counted.sums) {
        play.sums.emplace_back();
        for (const std::int64_t sum : groups) play.sums.back().push_back(noisy(sum, &Noise::sums) / 1000);
    }
    return play;
}

Play Population::whole() const {
    Counted counted(*this);
    for (const Person& person : people_) counted.add(person, breakdowns_);
    return played(counted, nullptr, nullptr);
}

Play Population::play(std::size_t people, const Noise& noise, Random& random) const {
    Counted counted(*this);
    for (std::size_t i = 0; i < people; ++i) counted.add(people_[random.below(people_.size())], breakdowns_);
    return played(counted, &noise, &random);
}

std::vector<std::vector<double>> Population::satisfactions() const {
    std::vector<std::vector<double>> all;
    for (std::size_t by = 0; by <= breakdowns_.size(); ++by) {
        const bool channels = by == breakdowns_.size();
        all.emplace_back(channels ? kChannels.size() : kShares[breakdowns_[by]].cells.size() + 1);
        double rows = 0;
        for (std::size_t row = 0; row < kRows; ++row) {
            if (asked_[row].index != "satisfaction") continue;
            ++rows;
            std::vector<double> sum(all.back().size()), count(all.back().size());
            for (const Person& person : people_) {
                const std::size_t group = channels ? person.channel : person.cells[breakdowns_[by]];
                if (person.cells[row] == 0) continue;
                sum[group] += *asked_[row].scores[person.cells[row] - 1u], ++count[group];
            }
            for (std::size_t i = 0; i < sum.size(); ++i) all.back()[i] += sum[i] / count[i];
        }
        for (double& each : all.back()) each /= rows;
    }
    return all;
}

double Population::correlation() const {
    std::size_t first = 0;
    while (asked_[first].index != "satisfaction") ++first;
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (const Person& person : people_) {
        const double a = person.cells[first], b = person.cells[first + 1];
        if (a == 0 || b == 0) continue;
        ++n, x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
    }
    return (n * xy - x * y) / std::sqrt((n * xx - x * x) * (n * yy - y * y));
}

}  // namespace otklik::test
