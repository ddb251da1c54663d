// What is shown once some of a survey is answered, as SurveyJS's own model says it.

#include "shared/survey/showing.h"

#include "shared/base/json.h"
#include "shared/survey/answers_json.h"
#include "shared/survey/definition.h"
#include "shared/survey/fields.h"
#include "shared/survey/response.h"
#include "shared/text/token.h"
#include "tests/support.h"

using namespace otklik;

namespace {

struct Judged {
    std::string visible, left, problems;
};

/// Of elements and answers as JSON: names of visible questions, what is left of the answers, pointers of what
/// is missing.
Judged judged(const std::string& elements, const std::string& answers) {
    auto survey = parseSurvey(R"({"title": "T", "elements": [)" + elements + "]}");
    REQUIRE_MESSAGE(survey, elements);
    auto read = answersFromJson(*survey, *parseJson(answers));
    REQUIRE_MESSAGE(read, answers);
    const Showing showing = showingOf(*survey, *read);
    Judged judged;
    for (std::size_t i = 0; i < survey->questions.size(); ++i)
        if (showing.questions[i]) judged.visible += survey->questions[i].name + " ";
    judged.left = resultJson(*survey, showing.answers);
    for (const Problem& problem : validate(*survey, showing))
        judged.problems += problem.code + problem.pointer + " ";
    return judged;
}

const std::string kChain = R"({"type": "radiogroup", "name": "a", "choices": ["yes", "no"]},
    {"type": "radiogroup", "name": "b", "choices": ["yes", "no"], "visibleIf": "{a} = 'yes'"},
    {"type": "text", "name": "c", "visibleIf": "{b} = 'yes'"})";

}  // namespace

TEST_CASE("Who ranks all options that are shown has ranked all") {
    const auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "checkbox", "name": "был", "title": "?", "choices": ["парк", "двор", "каток"]},
        {"type": "ranking", "name": "r", "title": "?", "choices": ["парк", "двор", "каток"],
         "choicesVisibleIf": "{был} contains {item}"}]})");
    REQUIRE(survey);
    const auto read = [&](const char* form) {
        return answersFromForm(*survey, *parseUrlEncoded(form, kFormFromNetwork));
    };
    const std::string form = "q-" + token("был") + "=парк&q-" + token("был") + "=каток";
    const std::string park = "&" + fieldName(survey->questions[1], "парк");
    const std::string rink = "&" + fieldName(survey->questions[1], "каток");
    const FormReading ranked = read((form + park + "=3" + rink + "=1").c_str());
    CHECK(ranked.problems.empty());
    CHECK(ranked.answers.at("r").cells.at("парк") == "2");
    CHECK(read((form + park + "=1").c_str()).problems[0].code == "rank-all");
}

TEST_CASE("What is computed of other values is computed behind them, and of itself not at all") {
    const char* const head = R"({"title": "t", "elements": [{"type": "text", "name": "q", "title": "?"}],
        "calculatedValues": [)";
    const auto survey = parseSurvey(std::string(head) + R"({"name": "c", "expression": "{b} + 1"},
        {"name": "b", "expression": "{a} + 1"}, {"name": "a", "expression": "{q} + 1"}]})");
    REQUIRE(survey);
    Answers answers;
    answers["q"].text = "1";
    CHECK(valuesOf(*survey, answers).find("c")->number() == 4);
    const auto circle = parseSurvey(std::string(head) + R"({"name": "a", "expression": "{b}"},
        {"name": "b", "expression": "{a}"}]})");
    REQUIRE_FALSE(circle);
    CHECK(circle.problems()[0].code == "computed-of-itself");
}

TEST_CASE("Values that double each other stop where no answer would be as long") {
    std::string json = R"({"title": "t", "elements": [{"type": "text", "name": "q", "title": "?"}],
        "calculatedValues": [{"name": "c0", "expression": "'xxxxxxxxxx'"})";
    for (int i = 1; i < 200; ++i)
        json += R"(, {"name": "c)" + std::to_string(i) + R"(", "expression": "{c)" + std::to_string(i - 1) +
                "} + {c" + std::to_string(i - 1) + R"(}"})";
    const auto survey = parseSurvey(json + "]}");
    REQUIRE(survey);
    const Value values = valuesOf(*survey, {});
    CHECK(values.find("c5")->text().size() == 320);
    CHECK(values.find("c12")->text().size() == 40'960);
    CHECK(values.find("c13")->isNothing());
}

TEST_CASE("What is hidden answers nothing, and so hides others in turn") {
    CHECK(judged(kChain, R"({"a": "yes", "b": "yes", "c": "x"})").visible == "a b c ");
    const Judged hidden = judged(kChain, R"({"a": "no", "b": "yes", "c": "x"})");
    CHECK(hidden.visible == "a ");
    CHECK(hidden.left == R"({"a":"no"})");
}

TEST_CASE("An option that cannot be chosen hides no question: it is dropped first") {
    const std::string elements = R"({"type": "text", "name": "a", "visibleIf": "{b} empty"},
        {"type": "radiogroup", "name": "b", "choices": [{"value": "x", "visibleIf": "{nobody} = 1"}, "y"]})";
    CHECK(judged(elements, R"({"a": "word", "b": "x"})").left == R"({"a":"word"})");
    CHECK(judged(elements, R"({"a": "word", "b": "y"})").left == R"({"b":"y"})");
}

TEST_CASE("A condition that is no comparison holds for true alone, in an item for 1 as well") {
    const auto shown = [](const char* type, const char* answer) {
        return judged(std::string(type) + R"(, {"type": "text", "name": "c", "visibleIf": "{q}"})", answer)
                   .visible == "q c ";
    };
    CHECK(shown(R"({"type": "boolean", "name": "q"})", R"({"q": true})"));
    CHECK_FALSE(shown(R"({"type": "boolean", "name": "q"})", R"({"q": false})"));
    CHECK_FALSE(shown(R"({"type": "boolean", "name": "q", "valueTrue": 1, "valueFalse": 0})", R"({"q": 1})"));
    const std::string items = R"({"type": "boolean", "name": "q", "valueTrue": 1, "valueFalse": 0},
        {"type": "radiogroup", "name": "r", "choices": [{"value": "x", "visibleIf": "{q}"}, "y"]})";
    CHECK(judged(items, R"({"q": 1, "r": "x"})").left == R"({"q":1,"r":"x"})");
    CHECK(judged(items, R"({"q": 0, "r": "x"})").left == R"({"q":0})");
}

TEST_CASE("An option's own condition stands in the place of the one for all, and «other» has none") {
    const std::string elements = R"({"type": "checkbox", "name": "a", "choices": ["x", "y"]},
        {"type": "checkbox", "name": "b", "choices": ["x", "y", {"value": "z", "visibleIf": "{a} empty"}],
         "choicesVisibleIf": "{a} contains {item}", "showOtherItem": true})";
    CHECK(judged(elements, R"({"a": ["x"], "b": ["x", "y", "z", "other"], "b-Comment": "t"})").left ==
          R"({"a":["x"],"b":["x","other"],"b-Comment":"t"})");
}

TEST_CASE("An author's own option is under the condition for all, whatever it is called and excludes") {
    const std::string elements = R"({"type": "checkbox", "name": "a", "choices": ["x"]},
        {"type": "checkbox", "name": "b", "choices": ["x", "other", {"value": "no", "isExclusive": true}],
         "choicesVisibleIf": "{a} contains {item}"})";
    for (const char* hidden : {"other", "no"})
        CHECK(judged(elements, std::string(R"({"a": ["x"], "b": [")") + hidden + "\"]}").left ==
              R"({"a":["x"]})");
    const std::string rows = R"({"type": "checkbox", "name": "a", "choices": ["x"]},
        {"type": "matrix", "name": "m", "rows": ["x", "other"], "columns": [1, 2], "rowsVisibleIf": "{a} contains {item}"})";
    CHECK(judged(rows, R"({"a": ["x"], "m": {"x": 1, "other": 2}})").left == R"({"a":["x"],"m":{"x":1}})");
}

TEST_CASE("A question hides where special options alone are left to choose from") {
    const std::string elements = R"({"type": "checkbox", "name": "a", "choices": ["x"]},
        {"type": "checkbox", "name": "b", "choices": ["x", "y"], "hideIfChoicesEmpty": true, "showNoneItem": true,
         "showOtherItem": true, "choicesVisibleIf": "{a} contains {item}"})";
    CHECK(judged(elements, R"({"a": ["x"], "b": ["none"]})").visible == "a b ");
    CHECK(judged(elements, R"({"b": ["none"]})").visible == "a ");
    CHECK(judged(R"({"type": "checkbox", "name": "b", "hideIfChoicesEmpty": true, "showOtherItem": true})",
                 "{}")
              .visible.empty());
}

TEST_CASE("A panel hides what is in it, and has to be answered by any of its questions") {
    const std::string elements = R"({"type": "boolean", "name": "a"},
        {"type": "panel", "name": "p", "visibleIf": "{a} = true", "isRequired": true, "elements": [
            {"type": "panel", "name": "inner", "elements": [{"type": "text", "name": "b"}]}, {"type": "text", "name": "c"}]})";
    CHECK(judged(elements, R"({"a": false, "b": "x"})").left == R"({"a":false})");
    CHECK(judged(elements, R"({"a": true})").problems == "panel-required/answers/b ");
    CHECK(judged(elements, R"({"a": true, "c": "x"})").problems.empty());
}

TEST_CASE("requiredIf stands in the place of isRequired; what is closed to answers is not demanded") {
    const std::string elements = R"({"type": "boolean", "name": "a"},
        {"type": "text", "name": "b", "isRequired": true, "requiredIf": "{a} = true"},
        {"type": "text", "name": "c", "isRequired": true, "enableIf": "{a} = true"})";
    CHECK(judged(elements, R"({"a": false})").problems.empty());
    CHECK(judged(elements, R"({"a": true})").problems == "required/answers/b required/answers/c ");
}

TEST_CASE("A table has to be answered in any row, or where it says so in each that is shown") {
    const std::string any =
        R"({"type": "matrix", "name": "m", "isRequired": true, "rows": ["x", "y"], "columns": [1, 2]})";
    CHECK(judged(any, R"({"m": {"x": 1}})").problems.empty());
    const std::string each =
        R"({"type": "boolean", "name": "a"}, {"type": "matrix", "name": "m", "eachRowRequired": true,
        "rows": ["x", "y", {"value": "z", "visibleIf": "{a} = true"}], "columns": [1, 2]})";
    CHECK(judged(each, R"({"m": {"x": 1}})").problems == "required/answers/m/y ");
    CHECK(judged(each, R"({"m": {"x": 1, "y": 2}})").problems.empty());
    CHECK(judged(each, R"({"a": true, "m": {"x": 1, "y": 2}})").problems == "required/answers/m/z ");
}

TEST_CASE("What is closed to answers keeps the one it has, within its length") {
    auto survey = parseSurvey(R"({"title": "T", "elements": [{"type": "text", "name": "a"},
        {"type": "text", "name": "b", "maxLength": 5, "enableIf": "{a} = 'x'"}]})");
    REQUIRE(survey);
    CHECK(answersFromJson(*survey, *parseJson(R"({"b": "short"})")));
    CHECK_FALSE(answersFromJson(*survey, *parseJson(R"({"b": "longer than that"})")));
}

TEST_CASE("What is not asked is answered in good faith, however it is answered") {
    const std::string elements = R"({"type": "boolean", "name": "a"},
        {"type": "text", "name": "n", "inputType": "number", "max": 5, "min": 0, "visibleIf": "{a} = true"})";
    CHECK(judged(elements, R"({"a": false, "n": 99})").left == R"({"a":false})");
}
