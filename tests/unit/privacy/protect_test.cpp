// What may be shown of one table, each rule on a table worked out by hand and on random ones.

#include "shared/privacy/protect.h"

#include <cmath>
#include <map>

#include "tests/support.h"

using namespace otklik;

namespace {

const ReleaseRules kRules;

PublishedRow shownRow(std::vector<std::int64_t> cells, std::int64_t minimumBase = 10, bool adds = true,
                      std::int64_t base = 0) {
    ProtectedRow row{base, std::move(cells)};
    std::vector<std::string> values;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        values.push_back(std::string(1, static_cast<char>('a' + i)));
    if (adds)
        for (std::int64_t cell : row.cells) row.base += cell;
    return publish(row, values, adds, minimumBase, kRules);
}

/// What a reader sees: "65 33%", ">90%", "<10%", "hidden", "base".
std::string seen(const PublishedCell& cell) {
    switch (cell.shown) {
        case Shown::number:
            return std::to_string(cell.count) + " " + std::to_string(cell.percent) + "%";
        case Shown::atMost:
            return "<" + std::to_string(cell.percent) + "%";
        case Shown::atLeast:
            return ">" + std::to_string(cell.percent) + "%";
        case Shown::hidden:
            return "hidden";
        case Shown::smallBase:
            break;
    }
    return "base";
}

std::vector<std::string> seen(const PublishedRow& row) {
    std::vector<std::string> all;
    for (const PublishedCell& cell : row.cells) all.push_back(seen(cell));
    return all;
}

using Seen = std::vector<std::string>;

/// Every row of counts that would be published exactly as `row`, tried one by one: the reader who knows the
/// rounding and the shares, but not the rules of hiding. Lowest and highest count of cell `at`.
std::pair<std::int64_t, std::int64_t> feasible(const PublishedRow& row, std::size_t at) {
    std::int64_t low = 1'000'000, high = -1;
    const auto fits = [&](const PublishedCell& cell, std::int64_t count, std::int64_t base) {
        if (cell.shown == Shown::number)
            return (count + 2) / 5 * 5 == cell.count &&
                   std::lround(100.0 * static_cast<double>(count) / static_cast<double>(base)) ==
                       cell.percent;
        if (cell.shown == Shown::atMost) return 10 * count <= base;
        if (cell.shown == Shown::atLeast) return 10 * count >= 9 * base;
        return count <= base;
    };
    for (std::int64_t base = std::max<std::int64_t>(1, row.base.count - 2); base <= row.base.count + 2;
         ++base) {
        // Sums that the other cells can have; every one of them by dynamic programming.
        std::vector<bool> sums(static_cast<std::size_t>(base) + 1, false);
        sums[0] = true;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i == at) continue;
            std::vector<bool> next(sums.size(), false);
            for (std::int64_t count = 0; count <= base; ++count) {
                if (!fits(row.cells[i], count, base)) continue;
                for (std::size_t sum = 0; sum + static_cast<std::size_t>(count) < sums.size(); ++sum)
                    if (sums[sum]) next[sum + static_cast<std::size_t>(count)] = true;
            }
            sums = std::move(next);
        }
        for (std::int64_t count = 0; count <= base; ++count)
            if (sums[static_cast<std::size_t>(base - count)] && fits(row.cells[at], count, base))
                low = std::min(low, count), high = std::max(high, count);
    }
    return {low, high};
}

}  // namespace

TEST_CASE("Known answer: rounding to 5, shares from the unrounded counts") {
    const PublishedRow row = shownRow({112, 58, 31});  // 201
    CHECK(row.base.count == 200);
    CHECK(seen(row) == Seen{"110 56%", "60 29%", "30 15%"});  // 55.7, 28.9, 15.4 %
}

TEST_CASE("Known answer: a noisy row is made to add up by the smallest change") {
    // 100 against 40 + 35 + 13 = 88: the 12 that lack are shared among three cells and the base, 3 each.
    const ProtectedRow row = consistent(100, {40, 35, 13}, true);
    CHECK(row.base == 97);
    CHECK(row.cells == std::vector<std::int64_t>{43, 38, 16});
    // -6 becomes 0 and leaves the sum: 60 against 50 + 20 = 70, so -10/3 each.
    const ProtectedRow negative = consistent(60, {50, 20, -6}, true);
    CHECK(negative.cells == std::vector<std::int64_t>{47, 17, 0});
    CHECK(negative.base == 64);
    // Several answers of one person need not add up; none is above the base.
    const ProtectedRow several = consistent(50, {53, 20, -2}, false);
    CHECK(several.base == 50);
    CHECK(several.cells == std::vector<std::int64_t>{50, 20, 0});
}

TEST_CASE("Making a row add up brings it nearer to the truth, and adds no bias to the base") {
    test::FixedRandom random(3);
    const std::vector<std::int64_t> truth = {60, 30, 10, 5, 0};
    double before = 0, after = 0, base = 0;
    constexpr int kRounds = 4000;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<std::int64_t> noisy;
        for (std::int64_t cell : truth) noisy.push_back(cell + geometricNoise(random, 0.75));
        const ProtectedRow row = consistent(105 + geometricNoise(random, 0.75), noisy, true);
        for (std::size_t i = 0; i < truth.size(); ++i) {
            before += std::pow(noisy[i] - truth[i], 2);
            after += std::pow(row.cells[i] - truth[i], 2);
        }
        base += static_cast<double>(row.base - 105);
    }
    CHECK(after < 0.9 * before);
    CHECK(std::abs(base / kRounds) < 1);
}

TEST_CASE("A row with a base under its minimum shows nothing") {
    const PublishedRow row = shownRow({30, 19}, 50);
    CHECK(seen(row.base) == "base");
    CHECK(seen(row) == Seen{"base", "base"});
    CHECK(seen(shownRow({30, 20}, 50))[0] == "30 60%");
}

TEST_CASE("A count under 10 is hidden, and not alone") {
    // 70 + 20 + 5 = 95: 95 - 70 - 20 would tell it, so the smaller of the others is hidden with it.
    CHECK(seen(shownRow({70, 20, 5})) == Seen{"70 74%", "hidden", "hidden"});
    CHECK(seen(shownRow({10, 80, 5})) == Seen{"hidden", "80 84%", "hidden"});
}

TEST_CASE(
    "From a base of 100 on a small count shows as a bound; subtraction from rounded figures finds it no "
    "closer") {
    CHECK(seen(shownRow({120, 72, 8})) == Seen{"120 60%", "hidden", "<10%"});      // would be found within 4
    CHECK(seen(shownRow({1200, 720, 8})) == Seen{"1200 62%", "720 37%", "<10%"});  // within 12 already
    CHECK(seen(shownRow({1200, 720, 100})) == Seen{"1200 59%", "720 36%", "<10%"});  // not a small count
}

TEST_CASE("A8: a unanimous group publishes exactly what a group of nine tenths does") {
    for (std::int64_t tenth : {5, 6, 9, 10, 20, 100, 1000}) {
        const PublishedRow unanimous = shownRow({10 * tenth, 0, 0, 0});
        CHECK(seen(unanimous)[0] == ">90%");
        CHECK(seen(unanimous) == seen(shownRow({9 * tenth, tenth, 0, 0})));
        CHECK(seen(unanimous) == seen(shownRow({9 * tenth, tenth - 2, 1, 1})));
        CHECK(unanimous.cells[0].count == 0);  // a count beside the base would be the share
        // Several answers: all ticked the first, nobody the second.
        CHECK(seen(shownRow({10 * tenth, 0}, 10, false, 10 * tenth)) ==
              seen(shownRow({9 * tenth, tenth / 2}, 10, false, 10 * tenth)));
    }
}

TEST_CASE("A7: in no row can a hidden count be found closer than 10, unless it may be 0") {
    test::FixedRandom random(1);
    int hidden = 0;
    for (int round = 0; round < 300; ++round) {
        std::vector<std::int64_t> cells(2 + random.below(5));
        for (auto& cell : cells) cell = static_cast<std::int64_t>(random.below(random.below(3) ? 12 : 150));
        const PublishedRow row = shownRow(cells, 10);
        if (row.base.shown != Shown::number) continue;
        for (std::size_t at = 0; at < cells.size(); ++at) {
            const bool small = row.cells[at].shown == Shown::atMost && cells[at] < 10;
            if (row.cells[at].shown != Shown::hidden && !small) continue;
            ++hidden;
            const auto [low, high] = feasible(row, at);
            INFO("counts ", doctest::toString(cells[0]), " base ", row.base.count, " range ", low, " to ",
                 high);
            CHECK((low == 0 || high - low >= 10));
            CHECK(low <= cells[at]);
            CHECK(cells[at] <= high);
        }
    }
    CHECK(hidden > 300);
}

TEST_CASE("The noise is two-sided geometric with ratio 0.75") {
    test::FixedRandom random(2);
    constexpr int kDraws = 200000;
    double sum = 0, squares = 0;
    std::map<std::int64_t, int> drawn;
    for (int i = 0; i < kDraws; ++i) {
        const std::int64_t noise = geometricNoise(random, 0.75);
        sum += static_cast<double>(noise), squares += static_cast<double>(noise * noise), ++drawn[noise];
    }
    CHECK(std::abs(sum / kDraws) < 0.05);
    CHECK(squares / kDraws == doctest::Approx(24).epsilon(0.03));  // 2r/(1-r)^2 = 24, SD 4.9
    for (std::int64_t n : {-4, -1, 0, 1, 2, 6})                    // (1-r)/(1+r) r^|n|
        CHECK(drawn[n] / static_cast<double>(kDraws) ==
              doctest::Approx(0.25 / 1.75 * std::pow(0.75, std::abs(static_cast<double>(n)))).epsilon(0.06));
}
