// Every formula on numbers worked out beforehand by another program, and on what noise can leave of a count.

#include "shared/stats/interval.h"

#include <cmath>

#include "tests/support.h"

using namespace otklik;

namespace {

constexpr double kSigma = 8, kTau = 5, kTotal = 895.0 / 3;

bool near(double value, double expected, double within = 5.1e-5) {
    return std::fabs(value - expected) <= within;
}

bool near(const Interval& interval, double low, double high) {
    return near(interval.low, low) && near(interval.high, high);
}

/// Three rows of five marks, noisy, projected.
std::vector<ProjectedRow> rows() {
    return {projectedRow(kTotal, {-4, 31, 62, 118, 79}), projectedRow(kTotal, {9, 27, 74, 121, 83}),
            projectedRow(kTotal, {3, 17, 80, 97, 58})};
}

const Scores kMarks = {0, 0.25, 0.5, 0.75, 1};

ScoredRows scored() {
    ScoredRows all;
    for (const ProjectedRow& row : rows()) all += scoredRow(row, kMarks, kSigma);
    return all;
}

bool isSound(const Measure& measure) {
    return measure.interval.low >= 0 && measure.interval.high <= 1 && measure.interval.low <= measure.value &&
           measure.value <= measure.interval.high;
}

}  // namespace

TEST_CASE("Graded rows") {
    struct Expected {
        double mean, low, high, variance, noise, sampling;
    };
    const Expected expected[] = {{0.7112, 0.6545, 0.7679, 0.0556, 0.0254, 0.0138},
                                 {0.7028, 0.6474, 0.7582, 0.0604, 0.0244, 0.0142},
                                 {0.6863, 0.6245, 0.7481, 0.0530, 0.0280, 0.0144}};
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        const ScoredRows row = scoredRow(rows()[i], kMarks, kSigma);
        CHECK(near(row.deviations * row.deviations, expected[i].variance));
        CHECK(near(std::sqrt(row.noise), expected[i].noise));
        CHECK(near(row.sampling, expected[i].sampling));
        const Measure index = rowIndex(rows()[i], kMarks, kSigma);
        CHECK(near(index.value, expected[i].mean));
        CHECK(near(index.interval, expected[i].low, expected[i].high));
    }
}

TEST_CASE("The overall index") {
    const ScoredRows all = scored();
    const Measure index = overallIndex(all);
    CHECK(near(index.value, 0.7001));
    CHECK(near(index.error, 0.0206));
    CHECK(near(std::sqrt(all.noise) / 3, 0.0150));
    CHECK(near(all.sampling / 3, 0.0142));
    CHECK(near(index.interval, 0.6596, 0.7405));
}

TEST_CASE("Shares of a row") {
    const ProjectedRow row = rows()[0];
    const auto share = [&](std::size_t cell) { return shareOf(cellFraction(row, cell, kSigma)); };
    CHECK(share(0).value == 0);
    CHECK(near(share(0).interval, 0, 0.0579));
    CHECK(touchesZero(share(0).interval));
    CHECK(near(share(1).value, 0.1069));
    CHECK(near(share(1).interval, 0.0495, 0.1720));
    CHECK_FALSE(touchesZero(share(1).interval));
    CHECK(near(share(3).value, 0.4069));
    CHECK(near(share(3).interval, 0.3325, 0.4898));
}

TEST_CASE("Options") {
    const ProjectedRow row = projectedOptions(kTotal, 281, {41, -3});
    const Measure first = shareOf(optionFraction(row, 0, kSigma));
    CHECK(near(first.value, 0.1459));
    CHECK(near(first.interval, 0.0814, 0.2209));
    const Measure second = shareOf(optionFraction(row, 1, kSigma));
    CHECK(second.value == 0);
    CHECK(near(second.interval, 0, 0.0627));
}

TEST_CASE("A row scored 0 or 1") {
    const Measure index = rowIndex(projectedRow(kTotal, {61, 88, 130}), {1.0, 1.0, 0.0}, kSigma);
    CHECK(near(index.value, 0.5341));
    CHECK(near(index.interval, 0.4570, 0.6077));
    // «Hard to say» has no score and is no part of the base.
    const Measure without =
        rowIndex(projectedRow(kTotal, {61, 88, 130, 15}), {1.0, 1.0, 0.0, std::nullopt}, kSigma);
    CHECK(near(without.interval, 0.4570, 0.6077));
}

TEST_CASE("Groups") {
    const ScoredRows all = scored();
    CHECK(near(all.centredSum(), 56.4167));
    CHECK(near(all.centredSumVariance(), 13.3333));
    const ProjectedSums sums =
        projectedSums({14.2, 31.5, 1.9}, kTau, all.centredSum(), all.centredSumVariance());
    CHECK(near(sums.sums[0], 17.1389));
    CHECK(near(sums.sums[1], 34.4389));
    CHECK(near(sums.variance, 18.1481));
    const double answered = all.answers / (3 * kTotal), variance = totalVariance(5, kSigma);
    CHECK(near(answered, 0.9423));
    CHECK(near(answered * answered *
                   (all.answersVariance / (all.answers * all.answers) + variance / (kTotal * kTotal)),
               0.001731, 5e-7));
    CHECK(near(all.deviations * all.deviations / 9, 0.0563));
    const auto index = [&](double count, double sum) {
        return groupIndex(count, sum, sums.variance, all, kTotal, variance, kSigma);
    };
    CHECK(near(index(113, sums.sums[0]).value, 0.6610));
    CHECK(near(index(113, sums.sums[0]).interval, 0.5698, 0.7610));
    CHECK(near(index(171, sums.sums[1]).value, 0.7137));
    CHECK(near(index(171, sums.sums[1]).interval, 0.6476, 0.7868));
}

TEST_CASE("Changes between years") {
    const Measure before = shareOf(cellFraction(rows()[0], 3, kSigma));
    const Measure after = shareOf({151, 301, 5, 1, 1, kSigma});
    CHECK(near(after.value, 0.5017));
    CHECK(near(after.interval, 0.4244, 0.5871));
    const Change change = changeOf(before, after);
    CHECK(near(change.difference, 0.0948));
    CHECK(near(change.interval, -0.0186, 0.2080));
    CHECK(near(change.p, 0.1006));

    // The later year's figures are known to four digits only.
    Measure later;
    later.value = 0.7450, later.error = 0.0198;
    const Change overall = overallChange(overallIndex(scored()), later);
    CHECK(near(overall.difference, 0.0449, 1e-4));
    CHECK(near(overall.interval.low, -0.0112, 2e-4));
    CHECK(near(overall.interval.high, 0.1010, 2e-4));
    CHECK(near(overall.p, 0.1164, 1e-3));

    // Graded rows: Newcombe's interval of ends that lie evenly is the plain one.
    const Measure a = rowIndex(rows()[0], kMarks, kSigma), b = rowIndex(rows()[2], kMarks, kSigma);
    const Change graded = changeOf(a, b), plain = overallChange(a, b);
    CHECK(near(graded.interval, plain.interval.low, plain.interval.high));
    CHECK(graded.p == plain.p);

    const std::vector<double> adjusted = holm({0.001, 0.020, 0.030});
    CHECK(near(adjusted[0], 0.003, 1e-12));
    CHECK(near(adjusted[1], 0.040, 1e-12));
    CHECK(near(adjusted[2], 0.040, 1e-12));
}

TEST_CASE("Without noise a share's interval is Wilson's") {
    CHECK(near(shareOf({30, 100, 5, 1, 1, 0}).interval, 0.2189, 0.3958));
    for (const double part : {0.0, 1.0, 62.0, 100.0, 1e6}) {
        const double base = part > 100 ? 2e6 : 100;
        const Interval textbook = wilson(part / base, base);
        CHECK(near(shareOf({part, base, 1, 0, 1, 0}).interval, textbook.low, textbook.high));
    }
}

TEST_CASE("Options of an index share one noisy base") {
    // Against moments that were drawn: means and centred sums of two options with their common base.
    const ProjectedRow row{400, {100, 300, 20}};
    const ScoredRows both = scoredOptions(row, {true, true, false}, kSigma);
    CHECK(both.rows == 2);
    CHECK(near(both.means, 1));
    CHECK(near(both.sampling, 2 * std::sqrt(0.25 * 0.75 / 400)));
    CHECK(near(both.answers, 800));
    CHECK(near(both.centred, 0));
    test::FixedRandom random(1);
    const auto noise = [&] {  // uniform, of SD 8
        return (static_cast<double>(random.next() >> 11) / 9007199254740992.0 - 0.5) * kSigma *
               std::sqrt(12.0);
    };
    double means = 0, sums = 0, answers = 0;
    constexpr int draws = 100'000;
    for (int i = 0; i < draws; ++i) {
        const double base = 400 + noise(), x = 100 + noise(), y = 300 + noise();
        means += std::pow((x + y) / base - 1, 2) / draws;
        sums += std::pow(x + y - base, 2) / draws;
        answers += std::pow(2 * base - 800, 2) / draws;
    }
    CHECK(near(means / both.noise, 1, 0.02));
    CHECK(near(sums / both.centredVariance, 1, 0.02));
    CHECK(near(answers / both.answersVariance, 1, 0.02));
}

TEST_CASE("Which shares are shown") {
    const auto least = [](auto isShown) {
        double total = 1;
        while (!isShown(total)) ++total;
        return total;
    };
    const double expected[] = {69, 81, 92, 101, 109, 117};
    for (std::size_t cells = 2; cells <= 7; ++cells)
        CHECK(least([&](double total) { return isRowShown(total, cells, 8); }) == expected[cells - 2]);
    CHECK(least([](double total) { return areOptionsShown(total, 8); }) == 101);
    CHECK_FALSE(isRowShown(0, 2, 8));
    CHECK(isRowShown(1e6, 7, 16));
}

TEST_CASE("What noise has left without meaning says nothing") {
    const Measure share = shareOf({10, 30, 7, 1, 1, kSigma});
    CHECK(share.saysNothing);
    CHECK(near(share.interval, 0, 1));
    const ProjectedRow none = projectedRow(1, {-9, -2, -30});
    CHECK(shareOf(cellFraction(none, 0, kSigma)).saysNothing);
    CHECK(shareOf(optionFraction(projectedOptions(1, -4, {-2}), 0, kSigma)).saysNothing);
    CHECK(isSound(rowIndex(none, {0.0, 0.5, 1.0}, kSigma)));
    CHECK(isSound(rowIndex(none, {0.0, std::nullopt, 1.0}, kSigma)));
    CHECK(rowIndex(none, {std::nullopt, std::nullopt, std::nullopt}, kSigma).saysNothing);
    CHECK(overallIndex({}).saysNothing);
    CHECK(groupIndex(0, 3, 18, scored(), kTotal, 53, kSigma).saysNothing);
    CHECK(groupIndex(3, 3, 18, scored(), kTotal, 53, kSigma).saysNothing);
    CHECK(groupIndex(100, 3, 18, {}, kTotal, 53, kSigma).saysNothing);
    // A sum that no people can have: the index ends at 1, and its interval holds it.
    const Measure over = groupIndex(100, 80, 18, scored(), kTotal, 53, kSigma);
    CHECK(over.value == 1);
    CHECK(isSound(over));
    const Change change = changeOf(share, shareOf({151, 301, 5, 1, 1, kSigma}));
    CHECK(change.p == 1);
    CHECK(change.interval.low == -1);
    CHECK(changeOf(shareOf({0, 100, 5, 1, 1, 0}), shareOf({0, 100, 5, 1, 1, 0})).p == 1);
}

TEST_CASE("Every interval holds its value and stays within 0 to 1") {
    test::FixedRandom random(2);
    for (int round = 0; round < 20'000; ++round) {
        const double total = static_cast<double>(1 + random.below(round % 2 ? 300 : 1'000'000));
        std::vector<double> cells(2 + random.below(6));
        for (double& cell : cells)
            cell = static_cast<double>(random.below(static_cast<std::uint64_t>(total) + 40)) - 20;
        const ProjectedRow row = projectedRow(total, cells);
        Scores scores(cells.size());
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] = static_cast<double>(i) / static_cast<double>(scores.size() - 1);
        const double sigma = static_cast<double>(random.below(17));
        REQUIRE(isSound(shareOf(cellFraction(row, 0, sigma))));
        REQUIRE(isSound(shareOf(optionFraction(projectedOptions(total, cells[1], cells), 0, sigma))));
        REQUIRE(isSound(rowIndex(row, scores, sigma)));
        const ScoredRows rows = scoredRow(row, scores, sigma);
        REQUIRE(isSound(groupIndex(row.cells[0], cells[1], 20, rows, total, sigma * sigma, sigma)));
    }
}
