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
    addResponse(layout, answers, "vk", counts);
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

TEST_CASE("No two demographics are crossed in any cell") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site"});
    for (const std::string& key : layout.keys()) CHECK(std::count(key.begin(), key.end(), '=') <= 1);
}
