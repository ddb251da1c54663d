// Intervals hold what they promise when whole releases of the order's form are played with the real noise and
// the real estimates: at least 94 % for every figure, less three standard errors of so many plays; and not
// much more than 95 % on average, so that they are no wider than they must be.

#include "tests/unit/stats/coverage.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "tests/support.h"

using namespace otklik;
using test::Coverage;
using test::Held;
using test::Kind;
using test::means;
using test::nameOf;

namespace {

double slack(int plays) {
    return 3 * std::sqrt(0.05 * 0.95 / plays);
}

/// Figures under what is promised, told as "share frequency/ok/2: 91.2 % of 2000".
std::vector<std::string> broken(const Coverage& coverage) {
    std::vector<std::string> all;
    const auto check = [&](const Held& figure, const char* what, double share, int plays) {
        // One that is seldom shown says nothing in so few plays.
        if (plays < coverage.plays / 20 || share >= 0.94 - slack(plays)) return;
        char text[200];
        std::snprintf(text, sizeof text, "%s %s%s: %.1f %% of %d", nameOf(figure.kind), what,
                      figure.name.c_str(), 100 * share, plays);
        all.emplace_back(text);
    };
    for (const Held& figure : coverage.figures) {
        check(figure, "", figure.share(), figure.shown);
        check(figure, "change of ", figure.unchanged(), figure.compared);
    }
    const double alarms = static_cast<double>(coverage.falseAlarms) / coverage.pairs;
    if (alarms > 0.05 + slack(coverage.pairs)) all.push_back("false changes: " + std::to_string(alarms));
    return all;
}

/// What was measured, for whoever sets OTKLIK_COVERAGE to how many times as much is to be played.
void tell(const std::string& title, const Coverage& coverage) {
    if (std::getenv("OTKLIK_COVERAGE")) test::print(title, coverage);
}

constexpr std::size_t kPeople = 200'000;

}  // namespace

TEST_CASE("Intervals hold the population's figures in 94 % of all releases or more") {
    const int more = std::getenv("OTKLIK_COVERAGE") ? std::atoi(std::getenv("OTKLIK_COVERAGE")) : 1;
    const test::Population population(kPeople, 0.6, 1);
    CHECK(std::fabs(population.correlation() - 0.54) < 0.02);
    const std::pair<std::size_t, int> sizes[] = {{100, 3000}, {300, 3000}, {1000, 3000}, {5000, 2000}};
    for (const auto& [people, plays] : sizes) {
        CAPTURE(people);
        const Coverage coverage = test::playAll(population, people, more * plays, people);
        tell(std::to_string(people), coverage);
        for (const std::string& each : broken(coverage)) FAIL_CHECK(each);
        const auto mean = means(coverage);
        for (const Kind kind : {Kind::share, Kind::option, Kind::rowIndex, Kind::group})
            CHECK(mean[static_cast<std::size_t>(kind)] <= 0.99);
    }
}

TEST_CASE("Intervals hold where opinions go closely together, and with interim noise") {
    const test::Population population(kPeople, 0.9, 2);
    CHECK(std::fabs(population.correlation() - 0.83) < 0.02);
    for (const std::int64_t sd : {800, 1600}) {
        Noise noise;
        noise.main = sd;
        const Coverage coverage = test::playAll(population, 1000, 2000, 5, noise);
        tell(sd == 800 ? "1000, correlation 0.83" : "1000, interim", coverage);
        for (const std::string& each : broken(coverage)) FAIL_CHECK(each);
    }
}

TEST_CASE("Intervals that know of half the noise are told from right ones") {
    const test::Population population(kPeople, 0.6, 1);
    for (const std::size_t people : {300u, 1000u}) {
        const Coverage coverage = test::playAll(population, people, 1000, 7, {}, 0.5);
        tell("half the noise", coverage);
        CHECK(broken(coverage).size() > 20);
    }
}
