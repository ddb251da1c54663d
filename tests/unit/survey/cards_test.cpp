// Conditions of a table of fields, whose rows are cells.

#include "shared/survey/showing.h"
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
