// Which tables a release has, with what noise, and that JSON keeps all of it.

#include "shared/privacy/release.h"

#include <cmath>
#include <set>

#include "tests/support.h"

using namespace otklik;

namespace {

Survey small() {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "radiogroup", "name": "q", "title": "Q", "choices": ["a", "b", "c"], "index": "satisfaction"},
        {"type": "checkbox", "name": "m", "title": "M", "choices": ["k", "l"], "index": "reach"},
        {"type": "matrix", "name": "x", "title": "X", "rows": ["r", "s"], "columns": ["1", "2"]},
        {"type": "radiogroup", "name": "g", "title": "G", "choices": ["u", "v"], "breakdown": true},
        {"type": "comment", "name": "t", "title": "T"}]}]})");
    REQUIRE(survey);
    return std::move(*survey);
}

struct Table {
    Survey survey = small();
    TallyLayout layout{survey, {"site", "vk"}};
    Counts counts = Counts(layout.size());

    std::int64_t& at(const std::string& key) {
        const int place = layout.position(key);
        REQUIRE_MESSAGE(place >= 0, key);
        return counts[static_cast<std::size_t>(place)];
    }
};

const NoisyQuestion& question(const Release& release, const std::string& name) {
    for (const NoisyQuestion& each : release.questions)
        if (each.name == name) return each;
    FAIL(name);
    return release.questions.front();
}

}  // namespace

TEST_CASE("A release has every count once, as it was drawn; a base only where cells do not say it") {
    Table table;
    for (std::size_t i = 0; i < table.counts.size(); ++i) table.counts[i] = static_cast<std::int64_t>(i) - 5;
    const Release release = makeRelease(table.layout, table.counts, {800, 500'000});
    CHECK(release.responses == table.at(""));
    CHECK(release.channels.size() == 3);  // who came by none, too
    CHECK(release.channels[0].count == table.at("channel//"));
    CHECK(question(release, "q").rows[0].cells[1].count == table.at("q//b"));
    CHECK_FALSE(question(release, "q").rows[0].base);
    CHECK(question(release, "m").rows[0].base == table.at("m//"));
    CHECK(question(release, "t").rows[0].base == table.at("t//"));
    CHECK(question(release, "t").rows[0].cells.empty());
    CHECK(question(release, "x").rows[1].cells[0].count == table.at("x/s/1"));
    std::vector<std::string> groups;
    for (const NoisySum& group : release.groups) {
        groups.push_back(group.by + "=" + group.group);
        CHECK(group.sum == table.at(groups.back()));
    }
    CHECK(groups == std::vector<std::string>{"g=", "g=u", "g=v", "channel=", "channel=site", "channel=vk"});
}

TEST_CASE("Main cells alone make a release without groups") {
    Table table;
    table.counts.resize(table.layout.mainSize());
    CHECK(makeRelease(table.layout, table.counts, {1600, 0}).groups.empty());
}

TEST_CASE("Every count gets a draw of its own, with the noise of its kind") {
    Table table;
    test::FixedRandom random(3);
    double counts = 0, sums = 0;
    constexpr int kRounds = 4000;
    const std::size_t main = table.layout.mainSize(), groups = table.layout.size() - main;
    for (int round = 0; round < kRounds; ++round) {
        Counts noisy(table.layout.size());
        addNoise(table.layout, {800, 500'000}, random, noisy);
        for (std::size_t i = 0; i < noisy.size(); ++i)
            (i < main ? counts : sums) += static_cast<double>(noisy[i] * noisy[i]);
        if (round == 0) CHECK(std::set<std::int64_t>(noisy.begin(), noisy.end()).size() > 8);
    }
    CHECK(std::sqrt(counts / kRounds / static_cast<double>(main)) == doctest::Approx(8).epsilon(0.02));
    CHECK(std::sqrt(sums / kRounds / static_cast<double>(groups)) == doctest::Approx(5000).epsilon(0.02));
}

TEST_CASE("A7: averaging a release over its readings gains nothing: JSON keeps what was drawn, and how") {
    Table table;
    test::FixedRandom random(1);
    addNoise(table.layout, {837, 523'000}, random, table.counts);
    Release release = makeRelease(table.layout, table.counts, {837, 523'000});
    release.wave = "2026", release.number = 3, release.day = "2026-11-24", release.final = true;
    const auto again = releaseFromJson(toJson(release));
    REQUIRE(again);
    CHECK(toJson(*again) == toJson(release));
    CHECK(again->noise.counts == 837);
    CHECK(again->noise.sums == 523'000);
    CHECK(toJson(release)["schema"] == 2);
}

TEST_CASE("One without figures has none in its JSON") {
    Release release;
    release.wave = "2026";
    CHECK_FALSE(toJson(release).contains("responses"));
    release.number = 1, release.tooFew = release.final = true;
    const auto again = releaseFromJson(toJson(release));
    REQUIRE(again);
    CHECK(again->tooFew);
    CHECK_FALSE(toJson(*again).contains("questions"));
}

TEST_CASE("One of schema 1 stays what it was, but for the words of open answers") {
    const Json cell = {{"value", "a"}, {"bound", "at-most"}, {"percent", 10}};
    const Json row = {{"row", ""}, {"base", {{"count", 120}}}, {"cells", {cell}}};
    Json json = {
        {"wave", "2025"},
        {"number", 2},
        {"day", "2025-11-24"},
        {"final", true},
        {"tooFew", false},
        {"responses", {{"count", 125}}},
        {"channels", row},
        {"groups", Json::array()},
        {"questions", {{{"name", "q"}, {"rows", {row}}, {"words", {{{"value", "слов"}, {"count", 25}}}}}}}};
    const auto release = releaseFromJson(json);
    REQUIRE(release);
    REQUIRE(release->earlier);
    CHECK(release->earlier->questions[0].rows[0].cells[0].shown == Shown::atMost);
    CHECK(release->earlier->responses.count == 125);
    json["questions"][0].erase("words");
    CHECK(toJson(*release) == json);
}

TEST_CASE("What is no release, or of a newer schema, is a problem") {
    Table table;
    Release release = makeRelease(table.layout, table.counts, {800, 500'000});
    release.number = 1;
    const Json good = toJson(release);
    REQUIRE(releaseFromJson(good));
    for (const char* member : {"wave", "noise", "responses", "channels", "questions", "groups", "trial"}) {
        Json bad = good;
        bad.erase(member);
        CHECK_MESSAGE(!releaseFromJson(bad), member);
        bad[member] = "x";
        if (std::string(member) != "wave") CHECK_MESSAGE(!releaseFromJson(bad), member);
    }
    Json newer = good;
    newer["schema"] = 3;
    CHECK_FALSE(releaseFromJson(newer));
    newer["schema"] = 2, newer["noise"]["counts"] = -1;
    CHECK_FALSE(releaseFromJson(newer));
    CHECK_FALSE(releaseFromJson(Json::array()));
}
