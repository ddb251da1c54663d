// Words of open answers: what many wrote is shown, what one wrote is not.

#include "shared/privacy/words.h"

#include "shared/privacy/release.h"
#include "tests/support.h"

using namespace otklik;

namespace {

const PublishedCell kAnswers{"", Shown::number, 400, 0};

std::vector<PublishedCell> published(const WordCounts& counts, std::uint64_t seed) {
    test::FixedRandom random(seed);
    return publishWords(counts, kAnswers, {}, random);
}

}  // namespace

TEST_CASE("A word that fewer than five wrote is never shown, however often it is tried") {
    for (std::uint64_t seed = 0; seed < 20'000; ++seed) CHECK(published({{"фамил", 4}}, seed).empty());
}

TEST_CASE("A6: a word that appears through one person, all others forged, in fewer than 1 of 100 releases") {
    int appears = 0;
    constexpr int kReleases = 50'000;
    for (std::uint64_t seed = 0; seed < kReleases; ++seed) appears += !published({{"слов", 5}}, seed).empty();
    CHECK(appears > 0);
    CHECK(appears < kReleases / 100);
}

TEST_CASE("What many wrote is shown, rounded to 5, the most frequent first") {
    const auto words = published({{"новост", 120}, {"прием", 200}, {"редк", 10}}, 1);
    REQUIRE(words.size() == 2);
    CHECK(words[0].value == "прием");
    CHECK(words[1].value == "новост");
    for (const PublishedCell& word : words) CHECK(word.count % 5 == 0);
    CHECK(std::abs(words[0].count - 200) <= 40);
}

TEST_CASE("A8: a word that nearly all wrote has a bound only") {
    const auto words = published({{"новост", 400}}, 1);
    REQUIRE(words.size() == 1);
    CHECK(words[0].shown == Shown::atLeast);
    CHECK(words[0].count == 0);
    CHECK(words[0].percent == 90);
}

TEST_CASE("At most twenty words a question, and none where the number of answers is hidden") {
    WordCounts many;
    for (int i = 0; i < 60; ++i) many["слово" + std::to_string(i)] = 100;
    CHECK(published(many, 1).size() == kMostWords);
    test::FixedRandom random(1);
    CHECK(publishWords(many, {"", Shown::hidden, 0, 0}, {}, random).empty());
}

TEST_CASE(
    "Words come back from where a release is kept; a release from before there were words is read too") {
    Release release;
    release.questions.push_back({"seek", {{"", {"", Shown::number, 100, 0}, {}}}, {}});
    release.questions[0].words = {{"прием", Shown::number, 40, 0}, {"новост", Shown::atLeast, 0, 90}};
    auto back = releaseFromJson(toJson(release));
    REQUIRE(back);
    REQUIRE(back->questions[0].words.size() == 2);
    CHECK(back->questions[0].words[0].value == "прием");
    CHECK(back->questions[0].words[0].count == 40);
    CHECK(back->questions[0].words[1].shown == Shown::atLeast);
    release.questions[0].words.clear();
    CHECK_FALSE(toJson(release)["questions"][0].contains("words"));
    CHECK(releaseFromJson(toJson(release)));
}
