#include "shared/stats/tally.h"

#include <algorithm>
#include "tests/support.h"

using namespace otklik;

TEST_CASE("One response counts in its cells, its bases and its groups, and nowhere else") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk"});
    Answers answers;
    answers["satisfaction"].cells = {{"site", "5"}};
    answers["sex"].choices = {"female"};
    answers["seek"].text = "расписание";
    Counts counts(layout.size());
    addCells(layout.cellsOf(answers, "vk"), counts);
    std::map<std::string, std::int64_t> counted;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] != 0) counted[layout.keys()[i]] = counts[i];
    CHECK(counted == std::map<std::string, std::int64_t>{{"", 1},
                                                         {"satisfaction/site/", 1},
                                                         {"satisfaction/site/5", 1},
                                                         {"sex//", 1},
                                                         {"sex//female", 1},
                                                         {"seek//", 1},
                                                         {"channel//", 1},
                                                         {"channel//vk", 1},
                                                         {"sex=female|satisfaction/site/", 1},
                                                         {"sex=female|satisfaction/site/5", 1},
                                                         {"channel=vk|satisfaction/site/", 1},
                                                         {"channel=vk|satisfaction/site/5", 1}});
}

TEST_CASE("A full response counts where the names of its answers say") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk"});
    Answers answers;
    std::vector<std::string> indexed, groups = {"channel=vk"}, expected = {"", "channel//", "channel//vk"};
    for (const Question& question : survey.questions) {
        std::vector<std::string> keys;
        Answer& answer = answers[question.name];
        if (question.isOpen()) answer.text = "слово";
        if (question.type != QuestionType::matrix) keys.push_back(question.name + "//");
        for (const Choice& choice : question.choices) {
            if (question.type != QuestionType::checkbox && &choice != &question.choices.back()) continue;
            answer.choices.push_back(choice.value);
            keys.push_back(question.name + "//" + choice.value);
            if (question.breakdown) groups.push_back(question.name + "=" + choice.value);
        }
        for (const Choice& row : question.rows) {
            const std::string& column = question.columns[row.value.size() % question.columns.size()].value;
            answer.cells[row.value] = column;
            keys.push_back(question.name + "/" + row.value + "/");
            keys.push_back(question.name + "/" + row.value + "/" + column);
        }
        expected.insert(expected.end(), keys.begin(), keys.end());
        if (!question.index.empty()) indexed.insert(indexed.end(), keys.begin(), keys.end());
    }
    for (const std::string& group : groups)
        for (const std::string& key : indexed) expected.push_back(group + "|" + key);
    std::vector<std::string> counted;
    for (const std::uint32_t cell : layout.cellsOf(answers, "vk")) counted.push_back(layout.keys()[cell]);
    std::sort(expected.begin(), expected.end());
    std::sort(counted.begin(), counted.end());
    CHECK(groups.size() > 4);
    CHECK(counted == expected);
}

TEST_CASE("No two demographics are crossed in any cell") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site"});
    for (const std::string& key : layout.keys()) CHECK(std::count(key.begin(), key.end(), '=') <= 1);
}
