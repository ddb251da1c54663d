#include "shared/form/facts.h"

#include "tests/support.h"

using namespace otklik;

namespace {

Survey asking(const std::string& elements) {
    auto survey = parseSurvey(R"({"title": "Т", "elements": [)" + elements + "]}");
    REQUIRE(survey);
    return std::move(*survey);
}

}  // namespace

TEST_CASE("A form says about how long it takes, by what there is to do") {
    CHECK(minutesOf(test::orderSurvey()) == 4);
    CHECK(minutesOf(asking(R"({"type": "boolean", "name": "q"})")) == 1);
    std::string texts, choices;
    for (int i = 0; i < 10; ++i) {
        const std::string comma = i == 0 ? "" : ",", name = std::to_string(i);
        texts += comma + R"({"type": "comment", "name": ")" + name + "\"}";
        choices += comma + R"({"type": "radiogroup", "name": ")" + name + R"(", "choices": [1, 2]})";
    }
    CHECK(minutesOf(asking(texts)) == 5);
    CHECK(minutesOf(asking(choices)) == 1);
}

TEST_CASE("Minutes have the plural that their number has") {
    const Survey order = test::orderSurvey(),
                 one = asking(R"({"type": "boolean", "name": "q", "isRequired": true})");
    CHECK(factsOf(order, test::locale("ru")) == "около 4 минут · анонимно · любой вопрос можно пропустить");
    CHECK(factsOf(one, test::locale("ru")) == "около 1 минуты · анонимно");
    CHECK(factsOf(one, test::locale("en")) == "about 1 minute · anonymous");
}
