// Conditions of a table of fields, whose rows are cells.

#include "shared/survey/answers_json.h"
#include "shared/survey/places.h"
#include "shared/survey/showing.h"
#include "shared/survey/types/type.h"
#include "tests/support.h"

using namespace otklik;

TEST_CASE("The condition of a table's rows speaks of the row, and shows or hides all its fields") {
    const auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "checkbox", "name": "были", "title": "Где были?", "choices": ["парк", "двор"]},
        {"type": "matrixdropdown", "name": "m", "title": "Как там?", "rows": ["парк", "двор"],
         "rowsVisibleIf": "{были} contains {item}", "columns": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
         "choices": [1, 2]}]})");
    REQUIRE(survey);
    Answers answers;
    answers["были"].choices = {"двор"};
    for (const Choice& cell : survey->questions[1].rows) answers["m"].cells[cell.value] = "2";
    const Showing shown = showingOf(*survey, answers);
    CHECK(shown.rows[1] == std::vector<bool>{false, false, false, true, true, true});
    CHECK(shown.answers.at("m").cells.size() == 3);
}

const char* const kTwoLists = R"({"title": "t", "elements": [
    {"type": "matrixdropdown", "name": "m", "title": "Как там?", "rows": ["парк", "двор"],
     "columns": [{"name": "чисто", "choices": [{"value": 1, "text": "Грязно"}, {"value": 2, "text": "Чисто"}]},
                 {"name": "шум", "choices": [{"value": 1, "text": "Шумно"}, {"value": 2, "text": "Терпимо"},
                                             {"value": 3, "text": "Тихо"}]},
                 {"name": "был", "cellType": "boolean"}]}]})";

TEST_CASE("Columns of a table may have lists of their own, whose values may be the same") {
    const auto survey = parseSurvey(kTwoLists);
    REQUIRE(survey);
    const Question& table = survey->questions[0];
    REQUIRE(table.rows.size() == 6);
    CHECK(table.optionsOf(table.rows[0]).size() == 2);
    CHECK(table.optionsOf(table.rows[4]).size() == 3);
    CHECK(table.optionIn(table.rows[3], "1")->text.in("ru") == "Грязно");
    CHECK(table.optionIn(table.rows[4], "1")->text.in("ru") == "Шумно");
    CHECK(table.optionIn(table.rows[0], "3") == nullptr);

    const auto read =
        answersFromJson(*survey, Json::parse(R"({"m": {"двор": {"чисто": 2, "шум": 3, "был": true}}})"));
    REQUIRE(read);
    const Answer& answer = read->at("m");
    CHECK(table.type->inWords(table, answer, "ru", "—") ==
          std::vector<std::string>{"парк: чисто — —", "парк: шум — —", "парк: был — —", "двор: чисто — Чисто",
                                   "двор: шум — Тихо", "двор: был — Да"});
    // What is kept is its places, which come back as the same answer.
    Answer back;
    for (const std::size_t place : placesOf(table, answer)) CHECK(addPlace(table, place, back));
    CHECK(back.cells == answer.cells);
    CHECK(placesIn(table) == 2 * (2 + 3 + 2));
}

TEST_CASE("A cell takes no option of another column") {
    const auto survey = parseSurvey(kTwoLists);
    REQUIRE(survey);
    const auto read = answersFromJson(*survey, Json::parse(R"({"m": {"двор": {"чисто": 3}}})"));
    REQUIRE_FALSE(read);
    CHECK(read.problems()[0].code == "unknown-choice");
}

TEST_CASE("A table of several lists has no index, and no column without options") {
    std::string json = kTwoLists;
    json.replace(json.find("\"name\": \"m\""), 0, "\"index\": \"ease\", ");
    CHECK(parseSurvey(json).problems()[0].code == "index-of-lists");
    CHECK(parseSurvey(R"({"title": "t", "elements": [{"type": "matrixdropdown", "name": "m", "title": "?",
        "rows": ["a"], "columns": [{"name": "x"}, {"name": "y", "choices": [1, 2]}]}]})")
              .problems()[0]
              .code == "column-without-choices");
}
