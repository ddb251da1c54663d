// What an attacker who knows everybody else learns from everything published (A6), played on the code that
// makes releases beside the exact chance; and what the noise costs in accuracy.

#define DOCTEST_CONFIG_IMPLEMENT  // the population is the tests'
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>

#include "server/base/file.h"
#include "shared/survey/definition.h"
#include "tests/attacks/promise.h"
#include "tests/unit/stats/coverage.h"

using namespace otklik;

namespace {

const std::vector<std::string> kChannels = {"site", "vk", "ok", "kiosk"};

constexpr int kPlays = 20'000;

int rounds() {
    const char* asked = std::getenv("ROUNDS");
    return asked ? std::atoi(asked) : 20'000;
}

/// A survey of so many ratings.
Survey ratings(int count) {
    std::string elements;
    for (int n = 0; n < count; ++n)
        elements += std::string(n ? "," : "") + R"({"type": "rating", "name": "q)" + std::to_string(n) +
                    R"(", "title": "Q", "rateMax": 5, "index": "satisfaction"})";
    return *parseSurvey(R"({"title": "t", "pages": [{"elements": [)" + elements + "]}]}");
}

void printPromises(const char* name, const Survey& survey, Random& random) {
    const Noise noise = noiseFor(survey, kChannels.size());
    std::printf("%s: SD of a count %.2f, of a sum of scores %.2f, of a theme %.2f, interim %.2f\n", name,
                static_cast<double>(noise.main) / 100, static_cast<double>(noise.sums) / 100'000,
                static_cast<double>(noise.themes) / 100, static_cast<double>(noise.interim) / 100);
    for (const bool interim : {false, true}) {
        std::printf("%s:\n", interim ? "with interim releases" : "the final release alone");
        for (const attack::Guess& guess : attack::promises(survey, kChannels)) {
            const attack::Played played =
                attack::play(guess, survey, kChannels, {noise, interim}, rounds(), random);
            std::printf(
                "  %-36s promised %2.0f %%  exact %5.2f %%  played %5.2f %%  over 99 %% sure %.4f %%\n",
                guess.name.c_str(), 100 * guess.promised, 100 * played.exact, 100 * played.right,
                100 * played.certain);
        }
    }
}

}  // namespace

int main() {
    doctest::Context checks;  // of the population's own
    checks.setAsDefaultForAssertsOutOfTestCases();
    checks.setAssertHandler([](const doctest::AssertData&) { std::abort(); });
    SeededRandom random(1);  // so that a run can be repeated
    const std::string file = std::string(OTKLIK_SOURCE_DIR) + "/assets/surveys/order-50-01-05-62.json";
    std::printf("An attacker knows every other response and reads everything published (%d waves each):\n",
                rounds());
    printPromises("the order's form", *parseSurvey(*readFile(file)), random);
    printPromises("a form of 40 questions", ratings(40), random);
    printPromises("a form of 3 questions", ratings(3), random);
    std::printf("What it costs:\n");
    const test::Population population(1'000'000, 0.6, 1);
    for (const std::size_t people : {100u, 300u, 1000u, 5000u})
        test::print(std::to_string(people) + " responses", test::playAll(population, people, kPlays, people));
    return 0;
}
