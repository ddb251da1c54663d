// The sampler against the probabilities that it promises, and the test against samplers that are nearly
// right.

#include "shared/privacy/gaussian.h"

#include <cmath>
#include <functional>
#include <map>
#include <random>

#include "tests/support.h"

using namespace otklik;

namespace {

/// P(x) of the discrete Gaussian with this SD, for x >= 0.
std::vector<double> probabilities(double sd) {
    std::vector<double> at(static_cast<std::size_t>(12 * sd) + 12);
    double sum = 0;
    for (std::size_t x = 0; x < at.size(); ++x) {
        at[x] = std::exp(-static_cast<double>(x * x) / (2 * sd * sd));
        sum += x ? 2 * at[x] : at[x];
    }
    for (double& each : at) each /= sum;
    return at;
}

/// How far chi-square lies above its mean, in standard deviations (Wilson and Hilferty, 1931); a bin holds 20
/// draws or more, and each side's tail is one bin.
double misfit(double sd, int draws, const std::function<std::int64_t()>& draw) {
    const std::vector<double> exact = probabilities(sd);
    std::map<std::int64_t, double> drawn;
    for (int i = 0; i < draws; ++i) drawn[draw()] += 1;
    double inside = 0, square = 0, bins = 0;
    const auto add = [&](double seen, double expected) {
        square += (seen - expected) * (seen - expected) / expected;
        bins += 1;
    };
    std::int64_t last = 0;
    while (exact[static_cast<std::size_t>(last) + 1] * draws >= 20) ++last;
    double above = 0, below = 0;
    for (const auto& [x, count] : drawn) (x > last ? above : x < -last ? below : inside) += count;
    double within = 0;
    for (std::int64_t x = -last; x <= last; ++x) {
        const double p = exact[static_cast<std::size_t>(std::abs(x))];
        within += p;
        add(drawn[x], draws * p);
    }
    add(above, draws * (1 - within) / 2);
    add(below, draws * (1 - within) / 2);
    const double freedom = bins - 1, spread = 2 / (9 * freedom);
    return (std::cbrt(square / freedom) - (1 - spread)) / std::sqrt(spread);
}

constexpr double kFits = 4;  ///< a right sampler is above it once in 30,000 tests
constexpr int kDraws = 400'000;

}  // namespace

TEST_CASE("Noise has the probabilities of the discrete Gaussian") {
    test::FixedRandom random(1);
    for (const int hundredths : {50, 70, 500, 800, 1437, 1600}) {
        CAPTURE(hundredths);
        CHECK(misfit(hundredths / 100.0, kDraws, [&] { return discreteGaussian(random, hundredths); }) <
              kFits);
    }
}

TEST_CASE("A sampler that is nearly right is told from it") {
    std::mt19937_64 bits(1);
    std::normal_distribution<double> normal;
    std::geometric_distribution<int> geometric(1 - std::exp(-std::sqrt(2.0) / 8));
    test::FixedRandom random(2);
    CHECK(misfit(8, kDraws, [&] { return geometric(bits) - geometric(bits); }) > 10 * kFits);
    CHECK(misfit(0.7, kDraws, [&] { return std::llround(0.7 * normal(bits)); }) > 10 * kFits);
    CHECK(misfit(8, kDraws, [&] { return discreteGaussian(random, 810); }) > kFits);
    CHECK(misfit(8, kDraws, [&] {
              const std::int64_t x = discreteGaussian(random, 800);
              return x == 0 && random.below(2) ? discreteGaussian(random, 800) : x;  // 0 half as often
          }) > 2 * kFits);
}

TEST_CASE("The tails are there") {
    test::FixedRandom random(3);
    const std::vector<double> exact = probabilities(5);
    double expected = 0;
    for (std::size_t x = 20; x < exact.size(); ++x) expected += 2 * exact[x];
    int beyond = 0;
    constexpr int draws = 1'000'000;
    for (int i = 0; i < draws; ++i) beyond += std::abs(discreteGaussian(random, 500)) >= 20;
    CHECK(std::fabs(beyond - draws * expected) < 4 * std::sqrt(draws * expected));
}

TEST_CASE("Moments of large noise") {
    test::FixedRandom random(4);
    constexpr int draws = 100'000;
    for (const std::int64_t hundredths :
         {std::int64_t{500'000}, std::int64_t{5'000'001}, kGreatestSd - 1, kGreatestSd}) {
        CAPTURE(hundredths);
        double first = 0, second = 0, fourth = 0;
        for (int i = 0; i < draws; ++i) {
            const double x = 100.0 * static_cast<double>(discreteGaussian(random, hundredths)) /
                             static_cast<double>(hundredths);
            first += x / draws, second += x * x / draws, fourth += x * x * x * x / draws;
        }
        CHECK(std::fabs(first) < 4 / std::sqrt(draws));
        CHECK(std::fabs(second - 1) < 4 * std::sqrt(2.0 / draws));
        CHECK(std::fabs(fourth - 3) < 4 * std::sqrt(96.0 / draws));
    }
}

TEST_CASE("No noise is none") {
    test::FixedRandom random(5);
    for (int i = 0; i < 100; ++i) REQUIRE(discreteGaussian(random, 0) == 0);
}
