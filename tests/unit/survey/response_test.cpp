#include "shared/survey/response.h"
#include "shared/survey/answers_json.h"

#include "shared/survey/fields.h"
#include "shared/survey/showing.h"
#include "tests/support.h"

using namespace otklik;

namespace {

Problems problemsOf(const Survey& survey, const char* answers) {
    return answersFromJson(survey, Json::parse(answers)).problems();
}

}  // namespace

TEST_CASE("Answers survive the way through JSON and through the form") {
    const Survey survey = test::orderSurvey();
    const Json json = Json::parse(
        R"({"sources": ["site", "other"], "sources-Comment": "радио", "frequency": {"site": "always"},
                                      "seek": "расписание", "sex": "female"})");
    auto answers = answersFromJson(survey, json);
    REQUIRE(answers);
    CHECK(Json::parse(resultJson(survey, *answers)) == json);
    auto fields = parseUrlEncoded(
        "q-sources=site&q-sources=other&other-sources=%D1%80%D0%B0%D0%B4%D0%B8%D0%BE&q-frequency%5Bsite%5D="
        "always&q-seek="
        "%D1%80%D0%B0%D1%81%D0%BF%D0%B8%D1%81%D0%B0%D0%BD%D0%B8%D0%B5&q-sex=female&id=x&wave=2026&via=",
        kFormFromNetwork);
    REQUIRE(fields);
    const FormReading reading = answersFromForm(survey, *fields);
    CHECK(reading.problems.empty());
    CHECK(reading.answers == *answers);
}

TEST_CASE("Whatever questions are called, each keeps its own answer and its own text") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "q", "title": "1", "choices": ["a"], "showOtherItem": true},
        {"type": "text", "name": "q-Comment", "title": "2"},
        {"type": "checkbox", "name": "q-Comment-Comment", "title": "3", "choices": ["a"], "showOtherItem": true},
        {"type": "text", "name": "service-Comment", "title": "4"},
        {"type": "text", "name": "__proto__", "title": "5"},
        {"type": "text", "name": "elements", "title": "6"},
        {"type": "text", "name": "other-q", "title": "7"},
        {"type": "matrix", "name": "m", "title": "8", "rows": ["r"], "columns": ["c"]}]})");
    REQUIRE(survey);
    FormFields fields;
    Answers expected;
    for (const Question& question : survey->questions) {
        Answer& answer = expected[question.name];
        if (question.isOpen()) {
            answer.text = "текст " + question.name;
            fields.emplace_back(fieldName(question), answer.text);
        } else if (question.hasOther) {
            answer.choices = {std::string(kOther)};
            answer.comment = "другое " + question.name;
            fields.emplace_back(fieldName(question), kOther);
            fields.emplace_back(otherFieldName(question), answer.comment);
        } else {
            answer.cells = {{"r", "c"}};
            fields.emplace_back(fieldName(question, "r"), "c");
        }
    }
    const FormReading reading = answersFromForm(*survey, fields);
    CHECK(reading.problems.empty());
    CHECK(reading.answers == expected);
    const auto again = answersFromJson(*survey, Json::parse(resultJson(*survey, expected)));
    REQUIRE(again);
    CHECK(*again == expected);
}

TEST_CASE("What cannot be an answer is named with its pointer") {
    const Survey survey = test::orderSurvey();
    struct Case {
        const char *answers, *pointer, *code;
    };
    for (const Case& wrong :
         {Case{R"({"colour": "red"})", "/answers/colour", "unknown-question"},
          Case{R"({"sex": "robot"})", "/answers/sex", "unknown-choice"},
          Case{R"({"sex": {"a": 1}})", "/answers/sex", "wrong-type"},
          Case{R"({"frequency": {"tv": "always"}})", "/answers/frequency/tv", "unknown-row"},
          Case{R"({"frequency": {"site": "daily"}})", "/answers/frequency/site", "unknown-choice"}}) {
        const Problems problems = problemsOf(survey, wrong.answers);
        REQUIRE_MESSAGE(problems.size() == 1, wrong.answers);
        CHECK(problems.front().pointer == wrong.pointer);
        CHECK(problems.front().code == wrong.code);
    }
}

TEST_CASE("Texts are limited in characters, not bytes") {
    const Survey survey = test::orderSurvey();
    std::string exact, over;
    for (int i = 0; i < 2000; ++i) exact += "ж";
    over = exact + "ж";
    CHECK(answersFromJson(survey, {{"seek", exact}}));
    auto refused = answersFromJson(survey, {{"seek", over}});
    REQUIRE_FALSE(refused);
    CHECK(refused.problems().front().code == "too-long");
    CHECK(refused.problems().front().limit == 2000);
}

TEST_CASE("What a device puts in the place of personal data counts as one character of a text's limit") {
    const Survey survey = test::orderSurvey();
    const std::string most(1999, 'x');
    CHECK(answersFromJson(survey, {{"seek", most + "[телефон]"}}));
    CHECK(answersFromJson(survey, {{"seek", "[почта]" + most}}));
    for (const char* over : {"[телефон]x", "[]x", "[", "[a b]", "[[x]]", "]]"}) {
        INFO(over);
        CHECK(bool(answersFromJson(survey, {{"seek", most + over}})) == (std::string_view(over) == "["));
    }
}

TEST_CASE("An empty choice is no answer: that is how a radio is cleared without script") {
    const Survey survey = test::orderSurvey();
    const FormReading reading =
        answersFromForm(survey, {{"q-sex", ""}, {"q-frequency[site]", ""}, {"q-seek", "  "}});
    CHECK(reading.problems.empty());
    CHECK(reading.answers.empty());
}

TEST_CASE("A form with errors still gives back everything that was typed") {
    const Survey survey = test::orderSurvey();
    const FormReading reading = answersFromForm(survey, {{"q-sex", "robot"}, {"q-seek", "расписание"}});
    CHECK(reading.problems.size() == 1);
    CHECK(reading.answers.at("seek").text == "расписание");
}

TEST_CASE("Required questions are asked for only while they are visible") {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "radiogroup", "name": "has", "title": "Has?", "choices": ["yes", "no"]},
        {"type": "text", "name": "which", "title": "Which?", "isRequired": true, "visibleIf": "{has} = 'yes'"}]}]})");
    REQUIRE(survey);
    Answers answers;
    answers["has"].choices = {"no"};
    CHECK(validate(*survey, showingOf(*survey, answers)).empty());
    answers["has"].choices = {"yes"};
    REQUIRE(validate(*survey, showingOf(*survey, answers)).size() == 1);
    CHECK(validate(*survey, showingOf(*survey, answers)).front().pointer == "/answers/which");
    answers["which"].text = "this";
    answers["has"].choices = {"no"};
    CHECK(showingOf(*survey, answers).answers.count("which") == 0);
}

TEST_CASE("Urlencoded bodies are bounded") {
    const auto code = [](const std::string& body, const FormBounds& bounds) {
        const auto fields = parseUrlEncoded(body, bounds);
        return fields ? "" : fields.problems().front().code;
    };
    CHECK(code("a=%zz", kFormFromNetwork) == "bad-encoding");
    CHECK(code("a=%ff", kFormFromNetwork) == "not-utf8");
    std::string fields = "a=b";
    for (int i = 0; i < 5000; ++i) fields += "&a=b";
    for (const std::string& body : {std::string(300'000, 'a'), fields}) {
        CHECK(code(body, kFormFromNetwork) == "too-large");
        CHECK(code(body, kFormOnDevice) == "");
    }
    CHECK(code(std::string(8 * 1024 * 1024 + 1, 'a'), kFormOnDevice) == "too-large");
}

TEST_CASE(
    "The longest form that a person can fill in is read, with script and without, and fits into a "
    "submission") {
    const Survey survey = test::orderSurvey();
    std::string body;
    Answers whole;
    for (const Question& question : survey.questions) {
        if (!question.isOpen()) continue;
        body += "&" + fieldName(question) + "=";
        for (int i = 0; i < question.maxLength; ++i) {
            body += "%E2%84%96";
            whole[question.name].text += "№";
        }
    }
    const auto fields = parseUrlEncoded(body, kFormFromNetwork);
    REQUIRE(fields);
    const FormReading reading = answersFromForm(survey, *fields);
    CHECK(reading.problems.empty());
    CHECK(reading.answers == whole);
    CHECK(validate(survey, showingOf(survey, whole)).empty());
}

TEST_CASE("Answers that no submission can hold are named at the longest of them, unless they are hidden") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "has", "title": "Has?", "choices": ["yes", "no"]},
        {"type": "comment", "name": "short", "title": "Short", "maxLength": 10000},
        {"type": "comment", "name": "long", "title": "Long", "maxLength": 10000, "visibleIf": "{has} = 'yes'"}]})");
    REQUIRE(survey);
    Answers answers;
    answers["has"].choices = {"yes"};
    answers["short"].text = std::string(30'000, 'x');
    answers["long"].text = std::string(kMostAnswerBytes - 30'000, 'x');
    const Problems problems = validate(*survey, showingOf(*survey, answers));
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().pointer == "/answers/long");
    CHECK(problems.front().code == "too-large");
    answers["long"].text.resize(kMostAnswerBytes - 30'100);
    CHECK(validate(*survey, showingOf(*survey, answers)).empty());
    answers["long"].text.resize(60'000);
    answers["has"].choices = {"no"};
    CHECK(validate(*survey, showingOf(*survey, answers)).empty());
}

TEST_CASE("A problem is of the question that it names, and of no other whose name begins alike") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["x"], "showOtherItem": true},
        {"type": "text", "name": "ab", "title": "AB", "isRequired": true},
        {"type": "matrix", "name": "a-b", "title": "A-B", "rows": ["r"], "columns": ["c"]}]})");
    REQUIRE(survey);
    const Question &a = survey->questions[0], &ab = survey->questions[1], &matrix = survey->questions[2];
    Answers answers;
    answers["a"].choices = {"x"};
    const Problems problems = validate(*survey, showingOf(*survey, answers));
    REQUIRE(problems.size() == 1);
    CHECK(concerns(problems.front(), ab));
    CHECK_FALSE(concerns(problems.front(), a));
    CHECK(concerns({"/answers/a-Comment", "too-long", "", 0}, a));
    CHECK(concerns({"/answers/a-b/r", "unknown-choice", "", 0}, matrix));
    CHECK_FALSE(concerns({"/answers/a-b/r", "unknown-choice", "", 0}, a));
}

TEST_CASE("Visibility does not depend on the order of questions: what a hidden answer shows is hidden, too") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "text", "name": "last", "title": "L", "visibleIf": "{middle} = 'yes'", "isRequired": true},
        {"type": "radiogroup", "name": "middle", "title": "M", "choices": ["yes", "no"],
         "visibleIf": "{first} = 'yes'"},
        {"type": "radiogroup", "name": "first", "title": "F", "choices": ["yes", "no"]}]})");
    REQUIRE(survey);
    Answers answers;
    answers["first"].choices = {"yes"};
    answers["middle"].choices = {"yes"};
    answers["last"].text = "слово";
    CHECK(showingOf(*survey, answers).answers.size() == 3);
    answers["first"].choices = {"no"};
    const Answers leaving = showingOf(*survey, answers).answers;
    CHECK(leaving.size() == 1);
    CHECK(showingOf(*survey, leaving).answers == leaving);  // as the server judges, which sees only these
    answers["last"].text.clear();
    CHECK(validate(*survey, showingOf(*survey, answers))
              .empty());  // nobody is asked for an answer to what is hidden
}

TEST_CASE("The ends of a scale are told with their own values, wherever it begins") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "rating", "name": "r", "title": "R", "rateMin": 0, "rateMax": 10,
         "minRateDescription": "никогда", "maxRateDescription": "обязательно"},
        {"type": "rating", "name": "half", "title": "H", "rateMin": 2, "rateMax": 4, "maxRateDescription": "да"}]})");
    REQUIRE(survey);
    CHECK(scaleEnds(survey->questions[0], "ru").low == "0 — никогда");
    CHECK(scaleEnds(survey->questions[0], "ru").high == "10 — обязательно");
    CHECK(scaleEnds(survey->questions[1], "ru").low.empty());
    CHECK(scaleEnds(survey->questions[1], "ru").high == "4 — да");
}

TEST_CASE("A text beside an option that is not chosen chooses it without script, and is given up with one") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "r", "title": "R", "choices": ["x"], "showOtherItem": true},
        {"type": "checkbox", "name": "c", "title": "C", "choices": ["x"], "showOtherItem": true}]})");
    REQUIRE(survey);
    const auto read = [&](const FormFields& fields, LoneText loneText) {
        return answersFromForm(*survey, fields, loneText);
    };
    const FormFields both = {{"q-c", "x"}, {"other-c", "слово"}}, alone = {{"other-r", "слово"}},
                     abandoned = {{"q-r", "x"}, {"other-r", "слово"}};
    CHECK(read(both, LoneText::choosesOption).answers["c"].chose(kOther));
    CHECK(read(alone, LoneText::choosesOption).answers["r"].chose(kOther));
    CHECK(read(abandoned, LoneText::choosesOption).problems.front().code == "comment-without-other");
    for (const FormFields& fields : {both, abandoned}) {
        const FormReading reading = read(fields, LoneText::isGivenUp);
        CHECK(reading.problems.empty());
        REQUIRE(reading.answers.size() == 1);
        CHECK(reading.answers.begin()->second.choices == std::vector<std::string>{"x"});
        CHECK(reading.answers.begin()->second.comment.empty());
    }
    CHECK(read(alone, LoneText::isGivenUp).answers.empty());
}
