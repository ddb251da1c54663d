// Screens of the types that open fields and lists, of panels, of words between questions and of quotes.

#include "tests/unit/app/visits.h"
#include "web/app/app.h"

using namespace otklik;
using namespace otklik::test;

namespace {

Survey asking(const std::string& elements) {
    return surveyOf(
        R"({"title": "Опрос", "elements": [{"type": "text", "name": "first", "title": "Первый"}, )" +
        elements + "]}");
}

/// Of the second question.
Screen screenOfSecond(const Survey& survey, Answers answers = {}) {
    const Visit visit(survey, std::move(answers), 1);
    return screenOf(visit, Keyboard(), locale("ru"), false);
}

}  // namespace

TEST_CASE("What opens a list is a field that says so; its other text stands under it once it is chosen") {
    const Survey survey = asking(
        R"({"type": "dropdown", "name": "q", "title": "Q", "choices": ["a", "b"], "showOtherItem": true})");
    CHECK(kinds(screenOfSecond(survey)) == "step title field");
    CHECK(all<TextField>(screenOfSecond(survey))[0].isList);
    CHECK(kinds(screenOfSecond(survey, {{"q", chosen({"other"})}})) == "step title field field link");
}

TEST_CASE("A table is a list for each of its cells") {
    const Survey table = asking(R"({"type": "matrixdropdown", "name": "q", "title": "Q", "choices": [1, 2],
        "columns": [{"name": "x"}, {"name": "y"}], "rows": ["a", "b"]})");
    CHECK(kinds(screenOfSecond(table)) == "step title lead field field lead field field");
}

TEST_CASE("A measure says how to write it; several texts are a field each") {
    const Survey number =
        asking(R"({"type": "text", "name": "q", "title": "Q", "inputType": "number", "min": 1, "max": 40})");
    CHECK(kinds(screenOfSecond(number)) == "step title soft field");
    CHECK(words(screenOfSecond(number), Words::Role::soft) == "Напишите число от 1 до 40.");
    const Survey texts = asking(
        R"({"type": "multipletext", "name": "q", "title": "Q", "items": [{"name": "a"}, {"name": "b"}]})");
    CHECK(kinds(screenOfSecond(texts)) == "step title field field privacy");
}

TEST_CASE("Steps that are long or many stand below each other") {
    const Survey words =
        asking(R"({"type": "rating", "name": "q", "title": "Q", "rateValues": ["плохо", "хорошо"]})");
    CHECK(kinds(screenOfSecond(words)) == "step title option option");
    const Survey many = asking(R"({"type": "rating", "name": "q", "title": "Q", "rateMax": 12})");
    CHECK(kinds(screenOfSecond(many)).ends_with("option option option"));
}

TEST_CASE(
    "A question stands under its panels, whose description comes once, and behind the words before it") {
    const Survey survey = asking(R"({"type": "panel", "title": "Раздел", "description": "О нём", "elements": [
        {"type": "html", "html": "<h3>Слово</h3><p>Ещё <b>одно</b></p><ul><li>раз</li></ul>"},
        {"type": "text", "name": "q", "title": "Q"}, {"type": "text", "name": "r", "title": "R"}]})");
    CHECK(kinds(screenOfSecond(survey)) == "panel soft lead body body step title field privacy");
    CHECK(words(screenOfSecond(survey), Words::Role::panel) == "Раздел");
    const Visit third(survey, {}, 2);
    CHECK(kinds(screenOf(third, Keyboard(), locale("ru"), false)) == "panel step title field privacy");
}

TEST_CASE(
    "A title quotes what was answered, as the option is called; hidden options and rows are not there") {
    const Survey survey = surveyOf(R"({"title": "T", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": [{"value": 1, "text": "Да"}, 2]},
        {"type": "checkbox", "name": "q", "title": "Почему «{a}»?", "choices": ["x", {"value": "y", "visibleIf": "{a} = 2"}]}]})");
    const Screen screen = screenOfSecond(survey, {{"a", chosen({"1"})}});
    CHECK(words(screen, Words::Role::title) == "Почему «Да»?");
    CHECK(screen.quoting == "Почему «Да»?");
    CHECK(kinds(screen) == "step title option");
    CHECK(kinds(screenOfSecond(survey, {{"a", chosen({"2"})}})) == "step title option option");
}

TEST_CASE("What cannot be read keeps the question, with what is wrong") {
    App app(
        asking(R"({"type": "text", "name": "q", "title": "Q", "inputType": "number", "max": 5, "min": 1})"),
        locale("ru"), {}, 1, false);
    app.setForm("q-q=много");
    CHECK_FALSE(app.act("next").moves);
    CHECK(kinds(app.screen()) == "step title error soft field link");
    app.setForm("q-q=9");
    CHECK(app.act("next").says == "Здесь нужно значение не больше 5.");
    app.setForm("q-q=4");
    CHECK(app.act("next").moves);
}

TEST_CASE("A field for numbers brings up the symbols, the next one for words its letters again") {
    Keyboard keyboard;
    keyboard.act("show");
    const auto first = [&] { return keyboard.rows(locale("ru"))[0][0].label; };
    keyboard.act("symbols");
    CHECK(first() == "1");
    keyboard.act("letters");
    CHECK(first() == "й");
    keyboard.act("letters-2");
    keyboard.act("letters");
    CHECK(first() == "q");
}
