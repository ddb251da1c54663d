// The rules of a release, each on a hand-worked table and on random ones.

#include "shared/privacy/release.h"
#include "tests/support.h"

using namespace otklik;

namespace {

Survey small() {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "radiogroup", "name": "q", "title": "Q", "choices": ["a", "b", "c"], "index": "findability"},
        {"type": "radiogroup", "name": "g", "title": "G", "choices": ["x", "y", "z"], "breakdown": true}]}]})");
    REQUIRE(survey);
    return std::move(*survey);
}

struct Table {
    Survey survey = small();
    TallyLayout layout{survey, {"site"}};
    Counts counts = Counts(layout.size()), noise = Counts(layout.size());

    std::int64_t& at(const std::string& key) {
        return counts[static_cast<std::size_t>(layout.position(key))];
    }
    Release release(bool final = false) { return makeRelease(layout, counts, noise, {}, final); }
};

const PublishedRow& firstRow(const Release& release) {
    return release.questions[0].rows[0];
}

}  // namespace

TEST_CASE("Known answer: rounding to 5, shares from the unrounded counts") {
    Table table;
    table.at("") = 203, table.at("q//") = 201, table.at("q//a") = 112, table.at("q//b") = 58,
    table.at("q//c") = 31;
    const Release release = table.release();
    CHECK(release.responses.count == 205);
    CHECK(firstRow(release).base.count == 200);
    CHECK(firstRow(release).cells[0].count == 110);
    CHECK(firstRow(release).cells[0].percent == 56);  // 112/201 = 55.7 %
    CHECK(firstRow(release).cells[1].percent == 29);  // 58/201 = 28.9 %
    CHECK(firstRow(release).cells[2].percent == 15);  // 31/201 = 15.4 %
}

TEST_CASE("Known answer: noise moves the count before anything else") {
    Table table;
    table.at("q//") = 130, table.at("q//a") = 40, table.at("q//b") = 60, table.at("q//c") = 30;
    table.noise[static_cast<std::size_t>(table.layout.position("q//a"))] = 7;
    CHECK(firstRow(table.release()).cells[0].count == 45);  // 47 rounds to 45
}

TEST_CASE("A cell under 10 is hidden, and never alone") {
    Table table;
    table.at("q//") = 100, table.at("q//a") = 70, table.at("q//b") = 25, table.at("q//c") = 5;
    const auto& cells = firstRow(table.release()).cells;
    CHECK(cells[2].hidden == Hidden::smallCell);
    CHECK(cells[1].hidden == Hidden::complement);  // the smallest of the others
    CHECK(cells[0].hidden == Hidden::no);
    CHECK(cells[2].count == 0);  // nothing of it is left in the value
}

TEST_CASE("A8: a unanimous group shows no 100 %") {
    Table table;
    table.at("q//") = 100, table.at("q//a") = 100;
    const auto& cells = firstRow(table.release()).cells;
    CHECK(cells[0].percent == 90);
    CHECK(cells[0].atLeast);
}

TEST_CASE("Breakdowns come only at closing, and hide a base under 50") {
    Table table;
    for (const char* group : {"g=x|", "g=y|", "g=z|"}) {
        const std::int64_t size = std::string(group) == "g=z|" ? 49 : 120;
        table.at(group) = size, table.at(group + std::string("q//")) = size;
        for (const char* answer : {"q//a", "q//b", "q//c"}) table.at(group + std::string(answer)) = size / 3;
    }
    CHECK(table.release().groups.empty());
    const Release release = table.release(true);
    REQUIRE(release.groups.size() == 4);
    CHECK(release.groups[2].questions[0].rows[0].base.hidden == Hidden::smallBase);
    CHECK(release.groups[2].size.hidden == Hidden::smallBase);
    // One hidden group could be found by subtraction from the whole: a second cell of that answer is hidden
    // as well.
    int shown = 0;
    for (int group = 0; group < 3; ++group)
        shown += release.groups[static_cast<std::size_t>(group)].questions[0].rows[0].cells[0].hidden ==
                 Hidden::no;
    CHECK(shown == 1);
}

TEST_CASE("Rules hold for random tables") {
    test::FixedRandom random(1);
    for (int round = 0; round < 400; ++round) {
        Table table;
        for (auto& count : table.counts) count = static_cast<std::int64_t>(random.below(120));
        for (auto& noise : table.noise) noise = geometricNoise(random, 0.75);
        const Release release = table.release(true);
        const auto check = [](const PublishedRow& row, bool breakdown) {
            int hidden = 0;
            for (const PublishedCell& cell : row.cells) {
                hidden += cell.hidden != Hidden::no;
                CHECK(cell.count % 5 == 0);
                CHECK(cell.count >= 0);
                if (cell.hidden == Hidden::no) CHECK(cell.percent >= 10);
                if (cell.hidden == Hidden::no) CHECK(cell.percent <= 90);
                if (cell.hidden != Hidden::no) CHECK(cell.count == 0);
            }
            CHECK(hidden != 1);
            if (breakdown && row.base.hidden == Hidden::no) CHECK(row.base.count >= 50);
        };
        for (const PublishedQuestion& question : release.questions)
            for (const PublishedRow& row : question.rows) check(row, false);
        for (const PublishedGroup& group : release.groups)
            for (const PublishedQuestion& question : group.questions)
                for (const PublishedRow& row : question.rows) check(row, true);
        CHECK(toJson(*releaseFromJson(toJson(release))) == toJson(release));
    }
}

TEST_CASE("The noise is two-sided geometric with ratio 0.75") {
    test::FixedRandom random(2);
    constexpr int kDraws = 200000;
    double sum = 0, squares = 0;
    int zeros = 0;
    for (int i = 0; i < kDraws; ++i) {
        const auto noise = static_cast<double>(geometricNoise(random, 0.75));
        sum += noise, squares += noise * noise, zeros += noise == 0;
    }
    CHECK(sum / kDraws == doctest::Approx(0).epsilon(0.05).scale(1));
    CHECK(squares / kDraws == doctest::Approx(24).epsilon(0.03));  // 2r/(1-r)^2 = 24, SD 4.9
    CHECK(static_cast<double>(zeros) / kDraws == doctest::Approx(0.25 / 1.75).epsilon(0.03));  // (1-r)/(1+r)
}
