// What can be said from published cells alone. Expected numbers are R's (4.2.2), by the call that stands
// beside each, or are found by trying every split.

#include "shared/report/published.h"

#include <cmath>
#include <functional>

#include "tests/support.h"

using namespace otklik;

namespace {

const Scores kScale = {0.0, 0.25, 0.5, 0.75, 1.0};
const Scores kYesNo = {1.0, 0.0, std::nullopt};
constexpr int kNoNoise = 0;

bool near(double value, double expected, double within) {
    return std::fabs(value - expected) <= within;
}

/// A row as it is published of these counts, without noise.
PublishedRow row(const std::vector<std::int64_t>& counts, bool adds = true, std::int64_t base = 0) {
    for (std::int64_t count : counts) base += adds ? count : 0;
    std::vector<std::string> values(counts.size(), "v");
    return publish({base, counts}, values, adds, 10, {});
}

PublishedRow written(const std::string& cells, std::int64_t base) {
    PublishedRow row;
    row.base.count = base;
    for (std::size_t at = 0; at < cells.size(); at += 3) {
        const std::string cell = cells.substr(at, 2);
        PublishedCell published;
        if (cell == "--")
            published.shown = Shown::hidden;
        else if (cell[0] == '<')
            published.shown = Shown::atMost, published.percent = 10;
        else if (cell[0] == '>')
            published.shown = Shown::atLeast, published.percent = 90;
        else
            published.percent = std::stoi(cell), published.count = base * published.percent / 100;
        row.cells.push_back(published);
    }
    return row;
}

}  // namespace

TEST_CASE("Everything shown: the mean and its t interval are the textbook's, but for rounding") {
    // x <- (rep(1:5, c(2400, 1800, 4000, 7800, 4000)) - 1) / 4; mean(x); t.test(x)$conf.int
    const auto estimate = estimateMean(row({2400, 1800, 4000, 7800, 4000}), kScale, kNoNoise);
    REQUIRE(estimate);
    CHECK(near(estimate->value, 0.615, 0.0005));
    CHECK(near(estimate->interval.low, 0.6107, 0.001));
    CHECK(near(estimate->interval.high, 0.6193, 0.001));
    CHECK(near(estimate->answers, 20000, 5));
}

TEST_CASE("Everything shown: a share among yes and no is Wilson's, hard to say left out") {
    // prop.test(9000, 15000, correct = FALSE)$conf.int
    const auto estimate = estimateMean(row({9000, 6000, 5000}), kYesNo, kNoNoise);
    REQUIRE(estimate);
    CHECK(near(estimate->value, 0.6, 0.0005));
    CHECK(near(estimate->interval.low, 0.5921, 0.0008));
    CHECK(near(estimate->interval.high, 0.6078, 0.0008));
    CHECK(near(estimate->answers, 15000, 10));
}

TEST_CASE("What hidden cells leave is shared evenly, within what their bounds allow") {
    const std::vector<double> shares = evenShares(written("40 30 -- -- ", 200), true);
    CHECK(near(shares[2], 0.15, 0.006));
    CHECK(near(shares[3], 0.15, 0.006));
    const std::vector<double> bounded = evenShares(written("50 <_ -- ", 200), true);
    CHECK(near(bounded[1], 0.10, 1e-6));
    CHECK(near(bounded[2], 0.40, 0.006));
}

TEST_CASE("The interval covers every split: each one's own mean and interval lie inside") {
    for (const char* cells : {"30 -- 25 -- 35 ", "<_ <_ 25 60 -- ", "-- -- -- 40 30 ", "<_ <_ <_ <_ >_ "}) {
        const PublishedRow published = written(cells, 200);
        const auto estimate = estimateMean(published, kScale, kNoNoise);
        REQUIRE(estimate);
        int tried = 0;
        constexpr int kSteps = 100;
        const auto fits = [&](std::size_t at, double share) {
            const PublishedCell& cell = published.cells[at];
            if (cell.shown == Shown::number) return std::fabs(share - cell.percent / 100.0) < 1e-9;
            return cell.shown == Shown::atMost ? share <= 0.1 : cell.shown != Shown::atLeast || share >= 0.9;
        };
        std::vector<double> shares(5);
        const std::function<void(std::size_t, int)> splitRest = [&](std::size_t at, int left) {
            if (at == 4) {
                shares[4] = static_cast<double>(left) / kSteps;
                if (!fits(4, shares[4])) return;
                double mean = 0, variance = 0;
                for (std::size_t i = 0; i < 5; ++i) mean += shares[i] * *kScale[i];
                for (std::size_t i = 0; i < 5; ++i)
                    variance += shares[i] * (*kScale[i] - mean) * (*kScale[i] - mean);
                const Interval own = meanInterval(mean, variance, 200);
                CHECK(estimate->interval.low <= std::max(0.0, own.low));
                CHECK(estimate->interval.high >= std::min(1.0, own.high));
                CHECK(estimate->splits.low <= mean + 1e-9);
                CHECK(estimate->splits.high >= mean - 1e-9);
                ++tried;
                return;
            }
            for (int step = 0; step <= left; ++step) {
                shares[at] = static_cast<double>(step) / kSteps;
                if (fits(at, shares[at])) splitRest(at + 1, left - step);
            }
        };
        splitRest(0, kSteps);
        CHECK(tried > 0);
    }
}

TEST_CASE(
    "With noise, rounding and hiding, the interval covers the population's mean at least 95 times in 100") {
    test::FixedRandom random(7);
    const std::vector<double> population = {0.06, 0.10, 0.22, 0.37, 0.25};
    for (int size : {120, 300, 1500}) {
        int covered = 0, made = 0;
        for (int round = 0; round < 1500; ++round) {
            std::vector<std::int64_t> counts(5);
            for (int i = 0; i < size; ++i) {
                double uniform = static_cast<double>(random.next() >> 11) / 9007199254740992.0;
                std::size_t at = 0;
                while (at < 4 && uniform >= population[at]) uniform -= population[at++];
                ++counts[at];
            }
            for (auto& count : counts) count += geometricNoise(random, 0.75);
            const ProtectedRow kept = consistent(size + geometricNoise(random, 0.75), counts, true);
            const PublishedRow shown = publish(kept, {"1", "2", "3", "4", "5"}, true, 10, {});
            const auto estimate = estimateMean(shown, kScale, 1);
            if (!estimate) continue;
            ++made;
            covered += estimate->interval.low <= 0.6625 && 0.6625 <= estimate->interval.high;
        }
        INFO(size);
        CHECK(made == 1500);
        CHECK(covered >= 1500 * 0.945);
    }
}

TEST_CASE("No estimate rests on a hidden base, or on fewer answers than a cell may show") {
    PublishedRow hidden = row({100, 100, 100});
    hidden.base.shown = Shown::smallBase;
    CHECK_FALSE(estimateMean(hidden, kYesNo, 1));
    CHECK_FALSE(estimateShare(hidden, 0, 1));
    // Nearly all found it hard to say: how many said yes or no is not published.
    CHECK_FALSE(estimateMean(row({4, 3, 293}), kYesNo, 1));
}

TEST_CASE("All the same answer: the index is known from below only, and never said to be 100") {
    const auto estimate = estimateMean(row({0, 0, 0, 0, 400}), kScale, 1);
    REQUIRE(estimate);
    CHECK(estimate->interval.low > 0.85);
    CHECK(estimate->interval.high > 0.99);
    CHECK(estimate->value < 0.98);
}

TEST_CASE("A change of shares: the two-proportion test; of means: Welch's") {
    // prop.test(c(12000, 11700), c(20000, 20000), correct = FALSE)$p.value
    const auto before = estimateMean(row({12000, 8000, 5000}), kYesNo, kNoNoise);
    const auto after = estimateMean(row({11700, 8300, 5000}), kYesNo, kNoNoise);
    CHECK(near(changeByChance({*before}, {*after}), 0.00224, 0.002));
    CHECK(changeByChance({*before}, {*before}) == 1);
}

TEST_CASE("Noise and hidden cells make a change harder to call real, never easier") {
    const PublishedRow before = row({60, 50, 70, 120, 100}), after = row({40, 40, 60, 140, 120});
    const auto chance = [&](const PublishedRow& from, const PublishedRow& to, int draws) {
        return changeByChance({*estimateMean(from, kScale, draws)}, {*estimateMean(to, kScale, draws)});
    };
    CHECK(chance(before, after, 0) < chance(before, after, 1));
    CHECK(chance(before, after, 1) < chance(before, after, 8));
    PublishedRow partly = after;
    partly.cells[0].shown = partly.cells[4].shown = Shown::hidden;
    CHECK(chance(before, after, 1) < chance(before, partly, 1));
}
