#include "tests/unit/stats/coverage.h"

#include <algorithm>

namespace otklik::test {
namespace {

constexpr const char* kKinds[] = {"share", "option", "row index", "overall index", "group"};

bool contains(const Interval& interval, double value) {
    return interval.low <= value && value <= interval.high;
}

/// A fixed choice of figures whose changes are tested together: indices, options, and shares of one question.
bool isTested(const Figured& figure) {
    if (figure.kind == Kind::share) return figure.name.starts_with("frequency");
    return figure.kind != Kind::group;
}

}  // namespace

std::vector<Figured> figuresOf(const Population& population, const Play& play, double sigma, double tau) {
    const auto& asked = population.asked();
    const double total = projectedTotal(play.total, play.channels);
    const double variance = totalVariance(play.channels.size(), sigma);
    const bool any = total >= kLeastTotal;
    std::vector<ProjectedRow> rows;
    for (const auto& row : play.rows) rows.push_back(projectedRow(total, row));
    const ProjectedRow options = projectedOptions(total, play.optionsBase, play.options);

    std::vector<Figured> all;
    const auto add = [&](Kind kind, std::string name, bool isShown, const Measure& measure) {
        all.push_back({kind, std::move(name), any && isShown, measure});
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string name = asked[i].question + "/" + asked[i].row + "/";
        const bool isShown = isRowShown(total, rows[i].cells.size(), sigma);
        for (std::size_t cell = 0; cell < rows[i].cells.size(); ++cell)
            add(Kind::share, name + std::to_string(cell), isShown,
                shareOf(cellFraction(rows[i], cell, sigma)));
        if (!asked[i].index.empty())
            add(Kind::rowIndex, name, true, rowIndex(rows[i], asked[i].scores, sigma));
    }
    for (std::size_t i = 0; i < options.cells.size(); ++i)
        add(Kind::option, "sources/" + std::to_string(i), areOptionsShown(total, sigma),
            shareOf(optionFraction(options, i, sigma)));

    ScoredRows satisfaction;
    for (const char* index : {"reach", "findability", "ease", "satisfaction"}) {
        ScoredRows parts;
        if (index == std::string("reach")) parts += scoredOptions(options, population.scoredOptions(), sigma);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (asked[i].index == index) parts += scoredRow(rows[i], asked[i].scores, sigma);
        add(Kind::overallIndex, index, true, overallIndex(parts));
        satisfaction = parts;  // the last one is it
    }

    const auto addGroups = [&](const std::string& by, const std::vector<double>& noisySums,
                               const std::vector<double>& counts, std::size_t first) {
        const ProjectedSums sums =
            projectedSums(noisySums, tau, satisfaction.centredSum(), satisfaction.centredSumVariance());
        for (std::size_t i = 0; i < counts.size(); ++i)
            add(Kind::group, by + "=" + std::to_string(i), counts[i] >= kLeastGroup,
                groupIndex(counts[i], sums.sums[first + i], sums.variance, satisfaction, total, variance,
                           sigma));
    };
    std::size_t by = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (asked[i].breakdown) addGroups(asked[i].question, play.sums[by++], rows[i].cells, 1);
    addGroups("channel", play.sums[by], nearestAddingTo(total, play.channels), 0);
    return all;
}

Coverage playAll(const Population& population, std::size_t people, int plays, std::uint64_t seed,
                 const Noise& noise, double sigmaFactor) {
    const double sigma = static_cast<double>(noise.main) / 100 * sigmaFactor;
    const double tau = static_cast<double>(noise.sums) / 100'000 * sigmaFactor;
    Coverage coverage{plays, {}, 0, 0, 0};
    // The truth by the same formulas, of everybody and without noise; but of groups by their definition.
    const Play whole = population.whole();
    std::vector<double> groups, sizes;
    const auto satisfactions = population.satisfactions();
    for (std::size_t by = 0; by < satisfactions.size(); ++by)
        for (std::size_t i = by + 1 < satisfactions.size() ? 1 : 0; i < satisfactions[by].size(); ++i)
            groups.push_back(satisfactions[by][i]);
    for (std::size_t i = 0; i < whole.rows.size(); ++i)
        if (population.asked()[i].breakdown)
            sizes.insert(sizes.end(), whole.rows[i].begin(), whole.rows[i].end());
    sizes.insert(sizes.end(), whole.channels.begin(), whole.channels.end());
    std::size_t group = 0;
    std::vector<bool> isLarge;
    for (const Figured& figure : figuresOf(population, whole, 0, 0)) {
        coverage.figures.push_back({figure.kind, figure.name, figure.measure.value});
        isLarge.push_back(true);
        if (figure.kind != Kind::group) continue;
        coverage.figures.back().truth = groups[group];
        isLarge.back() = sizes[group++] / whole.total * static_cast<double>(people) >= kLeastGroup;
    }

    SeededRandom random(seed);
    std::vector<Figured> before;
    double totalBefore = 0;
    for (int play = 0; play < plays; ++play) {
        const Play release = population.play(people, noise, random);
        const double total = projectedTotal(release.total, release.channels);
        std::vector<Figured> now = figuresOf(population, release, sigma, tau);
        for (std::size_t i = 0; i < now.size(); ++i) {
            now[i].isShown = now[i].isShown && isLarge[i];
            if (!now[i].isShown) continue;
            Held& figure = coverage.figures[i];
            ++figure.shown;
            figure.held += contains(now[i].measure.interval, figure.truth);
            figure.width += (now[i].measure.interval.high - now[i].measure.interval.low) / 2;
        }
        if (play % 2 == 0) {
            before = std::move(now);
            totalBefore = total;
            continue;
        }
        const bool enough = std::min(total, totalBefore) >= kLeastChange;
        std::vector<double> probabilities;
        for (std::size_t i = 0; i < now.size(); ++i) {
            const bool overall = now[i].kind == Kind::overallIndex;
            if (!before[i].isShown || !now[i].isShown || !(enough || overall)) continue;
            const Change change = overall ? overallChange(before[i].measure, now[i].measure)
                                          : changeOf(before[i].measure, now[i].measure);
            ++coverage.figures[i].compared;
            coverage.figures[i].heldUnchanged += contains(change.interval, 0);
            if (isTested(now[i])) probabilities.push_back(change.p);
        }
        ++coverage.pairs;
        coverage.compared = static_cast<int>(probabilities.size());
        const std::vector<double> adjusted = holm(probabilities);
        coverage.falseAlarms +=
            std::any_of(adjusted.begin(), adjusted.end(), [](double p) { return p < 0.05; });
    }
    return coverage;
}

const char* nameOf(Kind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::array<double, 5> means(const Coverage& coverage) {
    std::array<double, 5> sum{}, count{};
    for (const Held& figure : coverage.figures) {
        if (figure.shown < coverage.plays / 20) continue;
        sum[static_cast<std::size_t>(figure.kind)] += figure.share();
        ++count[static_cast<std::size_t>(figure.kind)];
    }
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = count[i] > 0 ? sum[i] / count[i] : 0;
    return sum;
}

void print(const std::string& title, const Coverage& coverage) {
    std::printf("%s, %d plays; false changes %.1f %% of %d pairs, %d compared\n", title.c_str(),
                coverage.plays, 100.0 * coverage.falseAlarms / coverage.pairs, coverage.pairs,
                coverage.compared);
    for (std::size_t kind = 0; kind < 5; ++kind) {
        double least = 2, most = 0, width = 0, shown = 0, leastChange = 2, mostChange = 0;
        for (const Held& figure : coverage.figures) {
            if (static_cast<std::size_t>(figure.kind) != kind) continue;
            width += figure.width, shown += figure.shown;
            if (figure.shown >= coverage.plays / 20)
                least = std::min(least, figure.share()), most = std::max(most, figure.share());
            if (figure.compared >= coverage.plays / 20)
                leastChange = std::min(leastChange, figure.unchanged()),
                mostChange = std::max(mostChange, figure.unchanged());
        }
        if (shown == 0) {
            std::printf("  %-14s none\n", kKinds[kind]);
            continue;
        }
        std::printf("  %-14s %5.1f-%5.1f mean %5.1f; half-width %4.1f; change %5.1f-%5.1f\n", kKinds[kind],
                    100 * least, 100 * most, 100 * means(coverage)[kind], 100 * width / shown,
                    100 * leastChange, 100 * mostChange);
        if (kind == static_cast<std::size_t>(Kind::overallIndex))
            for (const Held& figure : coverage.figures)
                if (figure.kind == Kind::overallIndex)
                    std::printf("    %-12s %5.1f; %4.1f; change %5.1f\n", figure.name.c_str(),
                                100 * figure.share(), 100 * figure.width / figure.shown,
                                100 * figure.unchanged());
    }
}

}  // namespace otklik::test
