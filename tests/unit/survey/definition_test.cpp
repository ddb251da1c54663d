#include "tests/support.h"

using namespace otklik;

namespace {

Problem firstProblem(const std::string& element) {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [)" + element + "]}]}");
    REQUIRE_MESSAGE(!survey, element);
    return survey.problems().front();
}

}  // namespace

TEST_CASE("A definition that would mean something else is refused with its pointer") {
    CHECK(firstProblem(R"({"type": "signaturepad", "name": "a", "title": "A"})").pointer ==
          "/pages/0/elements/0/type");
    CHECK(firstProblem(R"({"type": "text", "name": "a b", "title": "A"})").pointer ==
          "/pages/0/elements/0/name");
    CHECK(firstProblem(R"({"type": "text", "name": "a", "title": "A", "visibleIf": "{nobody} = '1'"})")
              .pointer == "/pages/0/elements/0/visibleIf");
    CHECK(firstProblem(
              R"({"type": "text", "name": "a", "title": "A"}, {"type": "text", "name": "a", "title": "B"})")
              .pointer == "/pages/0/elements/1/name");
    CHECK_FALSE(parseSurvey("[]"));
    CHECK_FALSE(parseSurvey("{"));
}

TEST_CASE("Texts may come in several languages, with the survey's own as the default") {
    auto survey = parseSurvey(R"({"title": {"default": "Опрос", "en": "Survey"}, "pages": [{"elements": [
        {"type": "rating", "name": "r", "title": "R", "rateMax": 3}]}]})");
    REQUIRE(survey);
    CHECK(survey->title.in("en") == "Survey");
    CHECK(survey->title.in("koi") == "Опрос");
    CHECK(survey->questions[0].options.size() == 3);
    CHECK(survey->questions[0].isScale);
}

TEST_CASE("«Другое» is offered under either of its SurveyJS names") {
    for (const char* member : {"showOtherItem", "hasOther"}) {
        auto survey = parseSurvey(
            R"({"title": "t", "pages": [{"elements": [{"type": "checkbox", "name": "c", "title": "C", "choices": ["a"], ")" +
            std::string(member) + R"(": true}]}]})");
        REQUIRE(survey);
        CHECK(survey->questions[0].hasOther);
        CHECK(survey->questions[0].options.back().value == kOther);
    }
}
