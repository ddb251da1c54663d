// A6, A7, A8: what anybody can learn of one person from everything that a wave publishes.

#include "tests/attacks/promise.h"

#include <algorithm>
#include <cmath>

#include "tests/support.h"

using namespace otklik;
using namespace otklik::attack;

namespace {

const std::vector<std::string> kChannels = {"site", "vk", "ok", "kiosk"};
constexpr int kRounds = 4000;
const double kRoom = 3 * std::sqrt(0.25 / kRounds);  // three standard errors

Noise orders() {
    return noiseFor(test::orderSurvey(), kChannels.size());
}

}  // namespace

TEST_CASE("A6: who knows everybody else is hardly righter than chance, with interim releases too") {
    const Survey survey = test::orderSurvey();
    test::FixedRandom random(3);
    const auto guesses = promises(survey, kChannels);
    CHECK(guesses.size() >= 12);
    for (const bool interim : {false, true})
        for (const Guess& guess : guesses) {
            INFO(guess.name, interim ? ", with interim releases" : "");
            const Played played = play(guess, survey, kChannels, {orders(), interim}, kRounds, random);
            CHECK(played.exact <= guess.promised);
            CHECK(std::fabs(played.right - played.exact) <= kRoom);
            CHECK(played.certain <= 3.0 / kRounds);
        }
}

TEST_CASE("A6: this attack is right more often where noise of any one kind is dropped or halved") {
    constexpr int kMore = 12'000;
    const Survey survey = test::orderSurvey();
    const auto guesses = promises(survey, kChannels);
    const auto whole = std::find_if(guesses.begin(), guesses.end(), [](const Guess& guess) {
        return guess.name == "the whole response, one of two";
    });
    const auto excess = [&](const Noise& noise) {
        test::FixedRandom random(5);
        const Played played = play(*whole, survey, kChannels, {noise, true}, kMore, random);
        return (played.right - played.exact) / std::sqrt(0.25 / kMore);  // in standard errors
    };
    CHECK(std::fabs(excess(orders())) < 2);
    for (const std::int64_t part : {0, 1}) {
        Noise main = orders(), interim = orders(), sums = orders(), themes = orders();
        main.main = main.main / 2 * part;
        interim.interim = interim.interim / 2 * part;
        sums.sums = sums.sums / 2 * part;
        themes.themes = themes.themes / 2 * part;
        CAPTURE(part);
        CHECK(excess(main) > 2);
        CHECK(excess(interim) > 2);
        CHECK(excess(sums) > 2);
        CHECK(excess(themes) > 2);
    }
}

TEST_CASE("A6: of any form, short or long") {
    std::string elements;
    for (int n = 0; n < 40; ++n)
        elements += std::string(n ? "," : "") + R"({"type": "rating", "name": "q)" + std::to_string(n) +
                    R"(", "title": "Q", "rateMax": 5, "index": "satisfaction"})";
    test::FixedRandom random(9);
    for (const std::string& form : {elements, elements.substr(0, elements.find("},{") + 1)}) {
        const auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [)" + form + "]}]}");
        REQUIRE(survey);
        for (const Guess& guess : promises(*survey, kChannels)) {
            INFO(survey->questions.size(), " questions: ", guess.name);
            const Noise noise = noiseFor(*survey, kChannels.size());
            const Played played = play(guess, *survey, kChannels, {noise, true}, 1000, random);
            CHECK(played.exact <= guess.promised + 0.005);
            CHECK(std::fabs(played.right - played.exact) <= 3 * std::sqrt(0.25 / 1000));
        }
    }
}
