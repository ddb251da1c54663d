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
    CHECK(firstProblem(R"({"type": "text", "name": " ", "title": "A"})").pointer ==
          "/pages/0/elements/0/name");
    CHECK(
        firstProblem(R"({"type": "text", "name": "a", "title": "A", "visibleIf": "{a} = = '1'"})").pointer ==
        "/pages/0/elements/0/visibleIf");
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

TEST_CASE(
    "Short titles and hints are the author's where there are any, else they are made of the form's words") {
    auto survey = parseSurvey(R"json({"title": "T", "elements": [
        {"type": "text", "name": "a", "title": "Как? По шкале.", "description": "(Один ответ)"},
        {"type": "text", "name": "b", "title": "B", "shortTitle": {"default": "Б", "en": "Bee"}, "description": "(Один) ответ (два)",
         "shortDescription": "По одному в строке"},
        {"type": "text", "name": "c", "title": "C", "description": "(Один) или (два)"}]
})json");
    REQUIRE(survey);
    const auto& questions = survey->questions;
    CHECK(survey->name("ru") == "T");
    CHECK(shortTitleOf(questions[0], "ru") == "Как?");
    CHECK(hintOf(questions[0], "ru") == "Один ответ");
    CHECK(shortTitleOf(questions[1], "en") == "Bee");
    CHECK(hintOf(questions[1], "ru") == "По одному в строке");
    CHECK(hintOf(questions[2], "ru") == "(Один) или (два)");
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
