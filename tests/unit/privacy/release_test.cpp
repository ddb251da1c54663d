// Which tables a release has, and that nothing in it escapes the rules.

#include "shared/privacy/release.h"

#include "tests/support.h"

using namespace otklik;

namespace {

Survey small() {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "radiogroup", "name": "q", "title": "Q", "choices": ["a", "b", "c"], "index": "findability"},
        {"type": "checkbox", "name": "m", "title": "M", "choices": ["k", "l"], "index": "reach"},
        {"type": "radiogroup", "name": "g", "title": "G", "choices": ["x", "y", "z"], "breakdown": true},
        {"type": "comment", "name": "t", "title": "T"}]}]})");
    REQUIRE(survey);
    return std::move(*survey);
}

struct Table {
    Survey survey = small();
    TallyLayout layout{survey, {"site", "vk"}};
    Counts counts = Counts(layout.size()), noise = Counts(layout.size());

    std::size_t place(const std::string& key) { return static_cast<std::size_t>(layout.position(key)); }
    void set(const std::string& start, std::int64_t a, std::int64_t b, std::int64_t c,
             const std::string& values = "abc") {
        counts[place(start)] = a + b + c;
        counts[place(start + values[0])] = a;
        counts[place(start + values[1])] = b;
        counts[place(start + values[2])] = c;
    }
    Release release(bool final = false) { return makeRelease(layout, counts, noise, {}, final); }
};

}  // namespace

TEST_CASE("Known answer: noise moves the count, the rest of its row a little the other way") {
    Table table;
    table.set("q//", 40, 60, 30);
    table.noise[table.place("q//a")] = 8;
    const PublishedRow row = table.release().questions[0].rows[0];
    CHECK(row.cells[0].count == 45);  // 130 against 48 + 60 + 30: 2 less each, 46
    CHECK(row.cells[0].percent == 35);
    CHECK(row.base.count == 130);  // 132
}

TEST_CASE("What nobody answered is not shown, however often noise was drawn into it") {
    Table table;
    table.counts[0] = 1000;
    test::FixedRandom random(7);
    for (int draws : {1, 2, 25}) {
        int shown = 0;
        for (int round = 0; round < 1000; ++round) {
            for (auto& amount : table.noise) {
                amount = 0;
                for (int draw = 0; draw < draws; ++draw)
                    amount += geometricNoise(random, ReleaseRules{}.ratio);
            }
            const Release release =
                makeRelease(table.layout, table.counts, table.noise, {.draws = draws}, draws == 1);
            for (const PublishedQuestion& question : release.questions)
                shown += question.rows[0].base.shown == Shown::number;
        }
        CHECK_MESSAGE(shown <= 12, draws);  // of 4,000 rows
    }
}

TEST_CASE("Channels come only at closing, and groups not at all") {
    Table table;
    table.set("q//", 120, 120, 120);
    CHECK(table.release().channels.cells.empty());
    const Release release = table.release(true);
    CHECK(release.channels.cells.size() == 2);
    CHECK(release.groups.empty());
}

TEST_CASE("A7: averaging a release over its readings gains nothing: it is a function of the stored noise") {
    Table table;
    table.set("q//", 40, 60, 30);
    table.noise[table.place("q//b")] = -5;
    CHECK(toJson(table.release(true)) == toJson(table.release(true)));
}

TEST_CASE("Random tables: every rule holds in every table of a release, and JSON keeps all of it") {
    test::FixedRandom random(1);
    for (int round = 0; round < 300; ++round) {
        Table table;
        for (auto& count : table.counts) count = static_cast<std::int64_t>(random.below(160));
        for (auto& noise : table.noise) noise = geometricNoise(random, 0.75);
        const Release release = table.release(true);
        const auto check = [](const PublishedRow& row) {
            if (row.base.shown == Shown::number) CHECK(row.base.count >= 10);
            for (const PublishedCell& cell : row.cells) {
                CHECK(cell.count % 5 == 0);
                if (cell.shown == Shown::number) {
                    CHECK(cell.count >= 10);
                    CHECK(cell.percent >= 10);
                    CHECK(cell.percent <= 90);
                } else {
                    CHECK(cell.count == 0);
                    CHECK(cell.percent == (cell.shown == Shown::atMost    ? 10
                                           : cell.shown == Shown::atLeast ? 90
                                                                          : 0));
                }
            }
        };
        for (const PublishedQuestion& question : release.questions)
            for (const PublishedRow& row : question.rows) check(row);
        check(release.channels);
        CHECK(toJson(*releaseFromJson(toJson(release))) == toJson(release));
    }
}

TEST_CASE("Shares of a question whose answers exclude each other add up to 100 %, but for rounding") {
    test::FixedRandom random(5);
    for (int round = 0; round < 200; ++round) {
        Table table;
        table.set("q//", 200, 150, 100);
        for (auto& noise : table.noise)
            for (int mix = 0; mix < 9; ++mix) noise += geometricNoise(random, 0.75);
        int sum = 0;
        for (const PublishedCell& cell : table.release().questions[0].rows[0].cells) sum += cell.percent;
        CHECK(sum >= 98);
        CHECK(sum <= 102);
    }
}
