// Noisy counts made consistent: worked examples, the nearest point checked by its conditions, and counts that
// noise has left with nothing.

#include "shared/stats/projection.h"

#include <cmath>
#include <numeric>

#include "tests/support.h"

using namespace otklik;

namespace {

bool near(double value, double expected, double within = 5e-5) {
    return std::fabs(value - expected) <= within;
}

bool near(const std::vector<double>& values, const std::vector<double>& expected) {
    if (values.size() != expected.size()) return false;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!near(values[i], expected[i])) return false;
    return true;
}

double sumOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

TEST_CASE("The total is pooled with the channels, which then add up to it") {
    const std::vector<double> channels = {152, 61, 44, 25, 23};
    const double total = projectedTotal(297, channels);
    CHECK(near(total, 298.3333));
    CHECK(near(totalVariance(5, 8), 64 * 5 / 6.0));
    CHECK(near(nearestAddingTo(total, channels), {150.6667, 59.6667, 42.6667, 23.6667, 21.6667}));
    CHECK(near(nearestAddingTo(10, {4, -6, 2}), {6, 0, 4}));
    CHECK(projectedTotal(297, {}) == 297);
    CHECK(totalVariance(0, 8) == 64);
    CHECK(projectedTotal(10, {20}) == 15);
    CHECK(totalVariance(1, 8) == 32);
    CHECK(projectedTotal(-5, {-3, -9}) == 1);
    CHECK(projectedTotal(0, {}) == 1);
}

TEST_CASE("A row gets no negative cell and not more answers than there are responses") {
    const double total = 895.0 / 3;
    const ProjectedRow negative = projectedRow(total, {-4, 31, 62, 118, 79});
    CHECK(near(negative.cells, {0, 31, 62, 118, 79}));
    CHECK(near(negative.base, 290));
    const ProjectedRow cut = projectedRow(total, {9, 27, 74, 121, 83});
    CHECK(near(cut.cells, {5.8667, 23.8667, 70.8667, 117.8667, 79.8667}));
    CHECK(near(cut.base, 298.3333));
    const ProjectedRow same = projectedRow(total, {3, 17, 80, 97, 58});
    CHECK(near(same.cells, {3, 17, 80, 97, 58}));
    CHECK(near(same.base, 255));
    // A cell that the shift takes below 0 leaves the sum.
    CHECK(near(projectedRow(100, {90, 30, 2}).cells, {80, 20, 0}));
}

TEST_CASE("Options stay within their base, and it within the total") {
    const ProjectedRow row = projectedOptions(298, 281, {41, -3, 300});
    CHECK(row.base == 281);
    CHECK(row.cells == std::vector<double>{41, 0, 281});
    CHECK(projectedOptions(298, 310, {41}).base == 298);
}

TEST_CASE("The nearest point meets the conditions of one") {
    test::FixedRandom random(1);
    for (int round = 0; round < 2000; ++round) {
        std::vector<double> parts(1 + random.below(7));
        for (double& part : parts) part = static_cast<double>(random.below(200)) - 60;
        const double sum = static_cast<double>(random.below(300));
        const std::vector<double> nearest = nearestAddingTo(sum, parts);
        REQUIRE(near(sumOf(nearest), sum, 1e-9));
        // Karush, Kuhn and Tucker: positive parts moved by one shift, and none at 0 by a greater one.
        double shift = 1e9;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (nearest[i] > 1e-9) shift = parts[i] - nearest[i];
        for (std::size_t i = 0; i < parts.size() && sum > 0; ++i) {
            REQUIRE(nearest[i] >= 0);
            if (nearest[i] > 1e-9) REQUIRE(near(parts[i] - nearest[i], shift, 1e-9));
            if (nearest[i] <= 1e-9) REQUIRE(parts[i] <= shift + 1e-9);
        }
    }
}

TEST_CASE("Counts that noise has left with nothing") {
    const ProjectedRow none = projectedRow(1, {-3, -8});
    CHECK(none.base == 1);
    CHECK(none.cells == std::vector<double>{0, 0});
    CHECK(projectedRow(1, {}).base == 1);
    CHECK(projectedRow(1, {12, 12}).cells == std::vector<double>{0.5, 0.5});
    CHECK(projectedOptions(1, -20, {5, -5}).base == 1);
    CHECK(projectedOptions(1, -20, {5, -5}).cells == std::vector<double>{1, 0});
    CHECK(nearestAddingTo(0, {3, -1, 3}) == std::vector<double>{0, 0, 0});
    CHECK(nearestAddingTo(5, {}).empty());
    const ProjectedRow large = projectedRow(1e6, {600'000, 400'010});
    CHECK(large.base == 1e6);
    CHECK(near(sumOf(large.cells), 1e6));
}

TEST_CASE("Group sums add up to what the main cells say") {
    const ProjectedSums sums = projectedSums({14.2, 31.5, 1.9}, 5, 56.4167, 13.3333);
    CHECK(near(sums.sums, {17.1389, 34.4389, 4.8389}));
    CHECK(near(sums.variance, 18.1481));
    const ProjectedSums one = projectedSums({14.2}, 5, 10, 4);
    CHECK(near(one.sums, {10}));
    CHECK(near(one.variance, 4));
    CHECK(projectedSums({}, 5, 10, 4).sums.empty());
}
