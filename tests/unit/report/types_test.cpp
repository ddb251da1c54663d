// What each type of question becomes in a report, from answers that are known.

#include "shared/report/types/types.h"
#include "tests/unit/report/views.h"

using namespace otklik;
using test::Waves;

namespace {

Survey surveyOf(const std::string& elements) {
    auto survey = parseSurvey("{\"title\": \"Опрос\", \"elements\": [" + elements + "]}");
    REQUIRE(survey);
    return *survey;
}

/// A wave whose `n`-th of 1000 people answers what `answering(n, answers)` says.
template <class Answering>
Waves answered(const std::string& elements, Answering answering) {
    Waves waves;
    int n = 0;
    waves.add(
        "2026", surveyOf(elements), [&](test::FixedRandom&, Answers& answers) { answering(n++, answers); },
        1000);
    test::checkWhole(waves);
    return waves;
}

void checkNear(const Figure& figure, double truth, double within) {
    REQUIRE(figure.value);
    CHECK(std::abs(*figure.value - truth) <= within);
    REQUIRE(figure.low);
    CHECK(*figure.low <= truth);
    CHECK(*figure.high >= truth);
}

const char* const kTenths =
    R"({"type": "rating", "name": "nps", "title": "Посоветуете?", "rateMin": 0, "rateMax": 10})";

}  // namespace

TEST_CASE("A ranking: the best first, its mean place and its share of first places, each with an interval") {
    // 600 say c b a, 200 b c a, 200 a b c.
    const Waves waves =
        answered(R"({"type": "ranking", "name": "r", "title": "Что важнее?", "choices": ["a", "b", "c"]})",
                 [](int n, Answers& answers) {
                     auto& cells = answers["r"].cells;
                     if (n < 600)
                         cells = {{"c", "1"}, {"b", "2"}, {"a", "3"}};
                     else if (n < 800)
                         cells = {{"b", "1"}, {"c", "2"}, {"a", "3"}};
                     else
                         cells = {{"a", "1"}, {"b", "2"}, {"c", "3"}};
                 });
    const Report report = waves.report();
    const Table& table = *test::table(report, "r");
    REQUIRE(table.lines.size() == 3);
    CHECK(table.lines[0].value == "c");
    CHECK(table.lines[1].value == "b");
    CHECK(table.lines[2].value == "a");
    checkNear(*test::figure(report, "r", "c", "share"), 60, 4);
    checkNear(*test::figure(report, "r", "b", "share"), 20, 4);
    checkNear(*test::figure(report, "r", "c", "place"), 1.6, 0.1);
    checkNear(*test::figure(report, "r", "b", "place"), 1.8, 0.1);
    checkNear(*test::figure(report, "r", "a", "place"), 2.6, 0.1);
    CHECK(test::figure(report, "r", "a", "place")->decimals == 1);
    double sum = 0;
    for (const Line& line : table.lines) sum += line.figures[0].drawn;
    CHECK(sum == doctest::Approx(100));
    CHECK(table.says.find("«c»") != std::string::npos);
    const std::string html = reportHtml(report, waves.russian);
    CHECK(html.find("Среднее место: " + table.lines[0].figures[1].text) != html.npos);
}

TEST_CASE("A ranking of some: an option that few chose does not stand first for its mean place") {
    const Waves waves = answered(
        R"({"type": "ranking", "name": "r", "title": "Что важнее?", "choices": ["a", "b", "c"],
            "selectToRankEnabled": true, "maxSelectedChoices": 2})",
        [](int n, Answers& answers) {
            auto& cells = answers["r"].cells;
            if (n < 100)
                cells = {{"a", "1"}, {"b", "2"}};
            else if (n < 500)
                cells = {{"b", "1"}, {"c", "2"}};
            else
                cells = {{"c", "1"}, {"b", "2"}};
        });
    const Report report = waves.report();
    const Table& table = *test::table(report, "r");
    CHECK(table.lines.back().value == "a");
    CHECK(*test::figure(report, "r", "a", "place")->value < *test::figure(report, "r", "b", "place")->value);
    CHECK(std::abs(*test::figure(report, "r", "a", "ranked")->value - 100) < 40);
}

TEST_CASE("Several texts: how many wrote each, of all who responded, and what they wrote of") {
    Waves waves = answered(
        R"({"type": "multipletext", "name": "t", "title": "Три слова?", "items": [{"name": "один"}, {"name": "два"}]})",
        [](int n, Answers& answers) {
            if (n < 400) answers["t"].cells["один"] = kWritten, answers["t"].texts["один"] = "слово";
            if (n < 100) answers["t"].cells["два"] = kWritten, answers["t"].texts["два"] = "слово";
        });
    waves.releases.back().themes = {{"t", "тишина", 200}};
    test::checkWhole(waves);
    const Report report = waves.report();
    checkNear(*test::figure(report, "t", "один", "share"), 40, 4);
    checkNear(*test::figure(report, "t", "два", "share"), 10, 4);
    checkNear(*test::figure(report, "t--texts", "тишина", "share"), 20, 4);
    const Table& written = *test::table(report, "written");
    REQUIRE(written.lines.size() == 1);
    CHECK(written.lines[0].figures[0].text.find("один — около") == 0);
}

TEST_CASE("A table of fields: stacked bars a column, under its name") {
    const Waves waves = answered(
        R"({"type": "matrixdropdown", "name": "t", "title": "Как было?", "rows": ["лифт", "двор"],
            "columns": [{"name": "чисто", "title": "Чистота"}, {"name": "base"}], "choices": ["да", "base"]})",
        [](int n, Answers& answers) {
            const Survey survey = surveyOf(
                R"({"type": "matrixdropdown", "name": "t", "title": "Как было?", "rows": ["лифт", "двор"],
            "columns": [{"name": "чисто", "title": "Чистота"}, {"name": "base"}], "choices": ["да", "base"]})");
            for (const Choice& row : survey.questions[0].rows)
                answers["t"].cells[row.value] = n < 700 ? "да" : "base";
        });
    const Report report = waves.report();
    const Section& section = *test::section(report, "t");
    REQUIRE(section.tables.size() == 2);
    CHECK(section.tables[0].name == "Чистота");
    CHECK(section.tables[0].drawing == Drawing::stacked);
    REQUIRE(section.tables[0].lines.size() == 2);
    CHECK(section.tables[0].lines[0].label == "лифт");
    for (const Table& table : section.tables)
        for (const Line& line : table.lines) {
            checkNear(line.figures[0], 70, 4);
            checkNear(line.figures[1], 30, 4);
        }
    CHECK(reportHtml(report, waves.russian).find("<h4>Чистота</h4>") != std::string::npos);
}

TEST_CASE("A table whose columns have lists of their own: each column's bars are of its list alone") {
    const char* const question =
        R"({"type": "matrixdropdown", "name": "t", "title": "Как было?", "rows": ["лифт", "двор"],
            "columns": [{"name": "чисто", "choices": ["да", "нет"]},
                        {"name": "часто", "choices": ["да", "редко", "никогда"]}]})";
    const Waves waves = answered(question, [&](int n, Answers& answers) {
        const Survey survey = surveyOf(question);
        for (const Choice& row : survey.questions[0].rows)
            answers["t"].cells[row.value] = survey.questions[0].optionsOf(row)[n < 700 ? 0 : 1].value;
    });
    const Report report = waves.report();
    const Section& section = *test::section(report, "t");
    REQUIRE(section.tables.size() == 2);
    CHECK(section.tables[0].columns[1].label == "нет");
    CHECK(section.tables[1].columns[1].label == "редко");
    CHECK(section.tables[1].columns[2].label == "никогда");
    for (const Table& table : section.tables)
        for (const Line& line : table.lines) {
            checkNear(line.figures[0], 70, 4);
            checkNear(line.figures[1], 30, 4);
        }
}

TEST_CASE("A number: bins in their order, and about what they are on average") {
    const Waves waves = answered(
        R"({"type": "text", "inputType": "number", "name": "n", "title": "Сколько?", "bins": [0, 10, 20, 50]})",
        [](int n, Answers& answers) {
            answers["n"].text = "5";
            answers["n"].choices = {n < 500 ? "0" : n < 800 ? "10" : n < 900 ? "20" : n < 950 ? "50" : "<0"};
        });
    const Survey& survey = waves.surveys.back();
    CHECK(numbersOf(survey.questions[0]) == std::vector<double>{0, 4.5, 14.5, 34.5, 50});
    const Report report = waves.report();
    const Table& table = *test::table(report, "n");
    REQUIRE(table.lines.size() == 5);
    CHECK(table.lines[0].value == "<0");
    CHECK(table.lines[4].value == "50");
    const double truth = 0.5 * 4.5 + 0.3 * 14.5 + 0.1 * 34.5 + 0.05 * 50;
    const Figure& mean = *test::figure(report, "n--mean", "mean", "value");
    checkNear(mean, truth, 2);
    CHECK(mean.text.find("около") == 0);
    CHECK(mean.unit == Unit::own);
}

TEST_CASE("Middles of bins: whole numbers end before the next bin, others where it begins") {
    const auto middles = [](const std::string& members) {
        return numbersOf(
            surveyOf(R"({"type": "text", "inputType": "number", "name": "n", "title": "Сколько?", )" +
                     members + "}")
                .questions[0]);
    };
    CHECK(middles(R"("min": 1, "max": 3)") == std::vector<double>{1, 2, 3});
    CHECK(middles(R"("min": 0, "max": 1, "step": 0.5, "bins": [0, 0.5])") == std::vector<double>{0.25, 0.75});
    CHECK(middles(R"("min": 0, "max": 60, "bins": [0, 10, 20])") == std::vector<double>{4.5, 14.5, 40});
}

TEST_CASE("A rating of 0 to 10 has a recommendation score, and no other one has") {
    const Waves waves = answered(kTenths, [](int n, Answers& answers) {
        answers["nps"].choices = {n < 500 ? "10" : n < 600 ? "9" : n < 800 ? "8" : n < 900 ? "6" : "0"};
    });
    const Report report = waves.report();
    const Figure& score = *test::figure(report, "nps--recommendation", "recommendation", "value");
    checkNear(score, 40, 5);
    CHECK(score.unit == Unit::points);
    CHECK(reportHtml(report, waves.russian).find("Готовность рекомендовать: <b>" + score.text) !=
          std::string::npos);
    for (const char* members :
         {R"("rateMin": 1, "rateMax": 10)", R"("rateMin": 0, "rateMax": 10, "rateStep": 2)",
          R"("rateMin": 1, "rateMax": 11)"})
        CHECK(readinessOf(
                  surveyOf(std::string(R"({"type": "rating", "name": "q", "title": "Q?", )") + members + "}")
                      .questions[0])
                  .empty());
}

TEST_CASE("A day counted by its weekday has seven bars from Monday on") {
    const Waves waves = answered(
        R"({"type": "text", "inputType": "date", "name": "d", "title": "Когда?", "bins": "weekday"})",
        [](int n, Answers& answers) {
            answers["d"].text = "2026-01-05";
            answers["d"].choices = {n < 700 ? "1" : "7"};
        });
    const Report report = waves.report();
    const Table& table = *test::table(report, "d");
    REQUIRE(table.lines.size() == 7);
    CHECK(table.lines[0].label == "понедельник");
    CHECK(table.drawing == Drawing::bars);
    CHECK(test::section(report, "d")->tables.size() == 1);
}

TEST_CASE("Pages and panels with titles are headings, the outermost first, each where its questions begin") {
    Waves waves;
    auto survey = parseSurvey(R"({"title": "Опрос", "pages": [
        {"title": "Двор", "elements": [
            {"type": "boolean", "name": "a", "title": "А?"},
            {"type": "panel", "title": "Площадка", "elements": [{"type": "boolean", "name": "b", "title": "Б?"}]},
            {"type": "boolean", "name": "c", "title": "В?"}]},
        {"elements": [{"type": "boolean", "name": "d", "title": "Г?"}]}]})");
    REQUIRE(survey);
    waves.add(
        "2026", *survey, [](test::FixedRandom&, Answers& answers) { answers["a"].choices = {"true"}; }, 300);
    test::checkWhole(waves);
    const Report report = waves.report();
    const auto of = [&](const char* id) { return *test::section(report, id); };
    CHECK(of("a").panels == std::vector<std::string>{"Двор"});
    CHECK(of("a").headings == 1);
    CHECK(of("b").panels == std::vector<std::string>{"Двор", "Площадка"});
    CHECK(of("b").headings == 1);
    CHECK(of("c").panels == std::vector<std::string>{"Двор"});
    CHECK(of("c").headings == 1);  // or it would seem to stand in «Площадка»
    CHECK(of("d").panels.empty());
    const std::string html = reportHtml(report, waves.russian);
    const auto at = [&](const std::string& text) { return html.find(text); };
    CHECK(at("id=\"heading-a\"") < at("<section class=\"question\" id=\"a\""));
    CHECK(at(">Площадка</h3>") < at("<section class=\"question\" id=\"b\""));
    CHECK(at("href=\"#heading-a\"") != html.npos);
    CHECK(reportJson(report).dump().find(R"("panels":["Двор","Площадка"])") != std::string::npos);
}

TEST_CASE("A title that quotes an answer has what that question is called") {
    const Waves waves = answered(
        R"({"type": "radiogroup", "name": "кто", "title": "Кто Вы?", "choices": ["а", "б"]},
           {"type": "radiogroup", "name": "q", "title": "Почему Вы «{кто}»?", "choices": ["а", "б"]},
           {"type": "comment", "name": "w", "title": "Почему {q}?"})",
        [](int, Answers& answers) { answers["q"].choices = {"а"}; });
    const Report report = waves.report();
    CHECK(test::section(report, "q")->title.find("Почему Вы «Кто Вы?»?") != std::string::npos);
    CHECK(test::table(report, "written")->lines[0].label.find('{') == std::string::npos);
}
