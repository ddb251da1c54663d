#include "shared/stats/tally.h"

#include <algorithm>
#include "tests/support.h"

using namespace otklik;

namespace {

std::map<std::string, std::int64_t> counted(const TallyLayout& layout, const Answers& answers,
                                            const std::string& channel) {
    Counts counts(layout.size());
    add(layout.amountsOf(answers, channel), counts);
    std::map<std::string, std::int64_t> named;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] != 0) named[layout.keys()[i]] = counts[i];
    return named;
}

}  // namespace

TEST_CASE("One response counts in its cells, in bases where cells do not say it, and in its groups' sums") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk"});
    Answers answers;
    answers["satisfaction"].cells = {{"site", "5"}};
    answers["sex"].choices = {"female"};
    answers["seek"].text = "расписание";
    const std::int64_t content = 167;  // (1 - 1/2) / 3 rows, in thousandths
    CHECK(counted(layout, answers, "vk") == std::map<std::string, std::int64_t>{{"", 1},
                                                                                {"satisfaction/site/5", 1},
                                                                                {"sex//female", 1},
                                                                                {"seek//", 1},
                                                                                {"channel//vk", 1},
                                                                                {"sex=female", content},
                                                                                {"age=", content},
                                                                                {"status=", content},
                                                                                {"education=", content},
                                                                                {"channel=vk", content}});
}

TEST_CASE("A full response counts where the names of its answers say") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk"});
    Answers answers;
    std::vector<std::string> expected = {"", "channel//vk", "channel=vk"};
    for (const Question& question : survey.questions) {
        Answer& answer = answers[question.name];
        if (question.isOpen()) answer.text = "слово";
        if (hasBase(question)) expected.push_back(question.name + "//");
        for (const Choice& choice : question.options) {
            if (!question.rows.empty()) break;
            if (!question.takesSeveral && &choice != &question.options.back()) continue;
            answer.choices.push_back(choice.value);
            expected.push_back(question.name + "//" + choice.value);
            if (question.breakdown) expected.push_back(question.name + "=" + choice.value);
        }
        for (const Choice& row : question.rows) {
            const std::string& column = question.options[row.value.size() % question.options.size()].value;
            answer.cells[row.value] = column;
            expected.push_back(question.name + "/" + row.value + "/" + column);
        }
    }
    std::vector<std::string> named;
    for (const Amount& amount : layout.amountsOf(answers, "vk"))
        named.push_back(layout.keys()[amount.position]);
    std::sort(expected.begin(), expected.end());
    std::sort(named.begin(), named.end());
    CHECK(named == expected);
}

TEST_CASE("A group's sum says how content its people are, from -500 to 500 each") {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "rating", "name": "q", "title": "Q", "rateMax": 5, "index": "satisfaction"},
        {"type": "checkbox", "name": "m", "title": "M", "choices": ["a", "b", "c"], "index": "satisfaction"},
        {"type": "radiogroup", "name": "g", "title": "G", "choices": ["x"], "breakdown": true}]}]})");
    REQUIRE(survey);
    const TallyLayout layout(*survey, {});
    const auto sum = [&](const char* mark, std::vector<std::string> ticked) {
        Answers answers;
        answers["g"].choices = {"x"};
        if (*mark) answers["q"].choices = {mark};
        if (!ticked.empty()) answers["m"].choices = std::move(ticked);
        return counted(layout, answers, "")["g=x"];
    };
    CHECK(sum("5", {"a", "b", "c"}) == 500);  // best in all four rows
    CHECK(sum("1", {}) == -125);              // worst in one, three unanswered
    CHECK(sum("4", {"a"}) == -63);            // 0.25 + 0.5 - 0.5 - 0.5, a quarter of it
    CHECK(sum("", {}) == 0);
}

TEST_CASE("Main cells come first, and no two demographics are crossed in any count") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site"});
    for (std::size_t i = 0; i < layout.size(); ++i) {
        const std::string& key = layout.keys()[i];
        CHECK((std::count(key.begin(), key.end(), '=') == 1) == (i >= layout.mainSize()));
        CHECK(layout.position(key) == static_cast<int>(i));
    }
}

TEST_CASE("Who came by no channel, or gave a group no name, counts there: cells of a table that all are in") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk"});
    const auto counts = counted(layout, {}, "");
    CHECK(counts.at("channel//") == 1);
    CHECK(counts.size() == 2);  // and the total: who is not content at all adds nothing to a sum
}
