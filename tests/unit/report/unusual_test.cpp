// Reports of what is unusual: many waves, many questions, long words, few people, no index. Each is whole in
// every view and in both languages.

#include <set>

#include "shared/report/question_id.h"
#include "shared/report/report_html.h"
#include "shared/report/report_tidy.h"
#include "shared/survey/definition.h"
#include "tests/unit/report/answering.h"
#include "tests/unit/report/views.h"
#include "tests/unit/report/waves.h"

using namespace otklik;
using test::Waves;

namespace {

void answerAlike(test::FixedRandom&, Answers& answers) {
    answers["satisfaction"].cells = {{"site", "5"}, {"vk", "5"}, {"ok", "5"}};
    answers["sources"].choices = {"site"};
    answers["sex"].choices = {"female"};
}

Survey surveyWith(const std::string& elements) {
    auto survey = parseSurvey("{\"title\": \"Опрос\", \"elements\": [" + elements + "]}");
    REQUIRE(survey);
    return *survey;
}

std::string repeated(const std::string& word, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += word;
    return text;
}

}  // namespace

TEST_CASE("Ten waves are compared with the last of them, each with its place in every year's chart") {
    Waves waves;
    for (int year = 2017; year <= 2026; ++year)
        waves.add(std::to_string(year), 200, 0.05 * (year - 2017), static_cast<std::uint64_t>(year));
    test::checkWhole(waves);
    CHECK(test::table(waves.report(), "years-satisfaction")->lines.size() == 10);
    CHECK(test::table(waves.report(), "changes")->columns[0].id == "2025");
}

TEST_CASE("A first year, and one of 50 responses, are whole") {
    Waves one, few;
    one.add("2026", 400, 0.5);
    few.add("2026", 60, 0.5);
    test::checkWhole(one);
    test::checkWhole(few);
}

TEST_CASE("Everybody the same: shares near 100 %, and nothing is notable") {
    Waves waves;
    waves.add("2025", test::orderSurvey(), answerAlike, 300, 1);
    waves.add("2026", test::orderSurvey(), answerAlike, 300, 2);
    test::checkWhole(waves);
    const Report report = waves.report();
    CHECK(test::figure(report, "indices", "satisfaction", "change")->verdict == Verdict::chance);
    for (const Line& line : test::table(report, "by-sex")->lines)
        CHECK(line.figures[0].verdict != Verdict::higher);
}

TEST_CASE("A form without any index has its questions, and neither indices, groups nor years of them") {
    Survey survey = test::orderSurvey();
    for (Question& question : survey.questions) question.index.clear();
    Waves waves;
    waves.add("2025", survey, answerAlike, 300, 1);
    waves.add("2026", survey, answerAlike, 300, 2);
    test::checkWhole(waves);
    const Report report = waves.report();
    for (const char* id : {"indices", "groups", "years"}) CHECK_FALSE(test::section(report, id));
    CHECK(test::section(report, "sources")->isUpFront);
    CHECK(test::section(report, "frequency")->isUpFront);
    CHECK_FALSE(test::section(report, "sex")->isUpFront);
}

TEST_CASE("200 questions: two before unfolding, the rest in one fold, all in the form's order") {
    std::string elements;
    for (int i = 0; i < 200; ++i)
        elements += (i ? ", " : "") + std::string(R"({"type": "radiogroup", "name": "q)") +
                    std::to_string(i) + R"(", "title": "Вопрос?", "choices": ["a", "b"]})";
    Waves waves;
    waves.add(
        "2026", surveyWith(elements),
        [](test::FixedRandom&, Answers& answers) { answers["q7"].choices = {"a"}; }, 300);
    test::checkWhole(waves);
    const std::string html = reportHtml(waves.report(), waves.russian);
    CHECK(html.find("<summary>Ещё 198 вопросов</summary>") != html.npos);
    CHECK(html.find("id=\"q41\"") < html.find("id=\"q42\""));
}

TEST_CASE("Questions called as parts of the report keep their own places, tables and pictures") {
    std::string elements;
    for (const char* name :
         {"indices", "groups", "years", "method", "print", "by-sex", "index-satisfaction", "written"})
        elements += std::string(R"({"type": "radiogroup", "name": ")") + name +
                    R"(", "title": "Вопрос?", "choices": ["a", "b"]}, )";
    elements +=
        R"({"type": "radiogroup", "name": "sex", "title": "Пол?", "breakdown": true, "choices": ["m", "f"]},
        {"type": "comment", "name": "themes", "title": "Что?"},
        {"type": "matrix", "name": "s", "title": "Довольны?", "index": "satisfaction", "rows": ["a"], "columns": [1, 2]})";
    Waves waves;
    const auto answering = [](test::FixedRandom& random, Answers& answers) {
        for (const char* name : {"indices", "groups", "by-sex"}) answers[name].choices = {"a"};
        answers["sex"].choices = {random.below(2) ? "m" : "f"};
        answers["s"].cells["a"] = "2";
    };
    waves.add("2025", surveyWith(elements), answering, 500, 1);
    waves.add("2026", surveyWith(elements), answering, 500, 2);
    test::checkWhole(waves);
    const Report report = waves.report();
    std::set<std::string> ids;
    for (const Section& section : report.sections)
        for (const Table& table : section.tables) CHECK_MESSAGE(ids.insert(table.id).second, table.id);
    CHECK(test::section(report, "indices")->kind == Section::Kind::indices);
    CHECK(test::section(report, ".indices")->kind == Section::Kind::question);
}

TEST_CASE("Texts of 2,000 letters stand whole on the page and in the tables") {
    const std::string title = repeated("Слово ", 333) + "?", label = repeated("ы", 2000);
    Waves waves;
    waves.add(
        "2026",
        surveyWith(R"({"type": "matrix", "name": "m", "title": ")" + title + R"(", "index": "satisfaction",
            "rows": [{"value": "a", "text": ")" +
                   label + R"("}], "columns": [{"value": "1", "text": ")" + label +
                   R"("}, "2", "3"]}, {"type": "checkbox", "name": "c", "title": ")" + title +
                   R"(", "choices": [{"value": "x", "text": ")" + label + R"("}]})"),
        [](test::FixedRandom& random, Answers& answers) {
            answers["m"].cells["a"] = random.below(2) ? "1" : "3";
            answers["c"].choices = {"x"};
        },
        400);
    test::checkWhole(waves);
    CHECK(reportHtml(waves.report(), waves.russian).find(label) != std::string::npos);
}

TEST_CASE("A table of more columns than a page has room for is a block a row everywhere") {
    std::string columns;
    for (int i = 0; i < 30; ++i) columns += (i ? ", \"c" : "\"c") + std::to_string(i) + "\"";
    Waves waves;
    waves.add(
        "2026",
        surveyWith(R"({"type": "matrix", "name": "m", "title": "Что?", "rows": ["a"], "columns": [)" +
                   columns + "]}"),
        [](test::FixedRandom&, Answers& answers) { answers["m"].cells["a"] = "c3"; }, 400);
    test::checkWhole(waves);
    CHECK(reportHtml(waves.report(), waves.russian).find("<div class=\"narrowed\"><table id=\"table-m\"") !=
          std::string::npos);
}

TEST_CASE("Answers of which the definition does not say what is good take no side") {
    Waves waves;
    waves.add(
        "2026", surveyWith(R"({"type": "matrix", "name": "m", "title": "Что?", "rows": ["a"],
            "columns": ["red", "green", {"value": "hard-to-say", "text": "Затрудняюсь"}]})"),
        [](test::FixedRandom& random, Answers& answers) {
            answers["m"].cells["a"] = random.below(3) ? "red" : "green";
        },
        400);
    test::checkWhole(waves);
    const Report report = waves.report();
    const Table& table = *test::table(report, "m");
    CHECK(table.columns[0].tone == Tone::plain);
    CHECK(table.columns[1].tone == Tone::plain);
    CHECK(table.columns[2].tone == Tone::apart);
    CHECK_MESSAGE(table.says.find("red — около") != std::string::npos, table.says);
    CHECK(table.says.find(";") == std::string::npos);
}

TEST_CASE("A column's tone is what its definition says, and one out of 1 to 5 is a problem") {
    const Survey survey = test::orderSurvey();
    const std::vector<Choice>& columns = survey.question("frequency")->options;
    CHECK(columns[0].tone == 5);
    CHECK(columns[1].tone == 4);
    CHECK(columns[2].tone == 1);
    CHECK_FALSE(columns[3].tone);
    const auto wrong =
        parseSurvey(R"({"title": "t", "elements": [{"type": "matrix", "name": "m", "title": "M?",
        "rows": ["a"], "columns": [{"value": "x", "tone": 6}]}]})");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.problems().front().pointer == "/elements/0/columns/0/tone");
}

TEST_CASE("A year that was counted elsewhere, without noise, is compared by its sampling error") {
    Waves waves;
    waves.add("2025", 600, 0.2, 1), waves.add("2026", 600, 0.2, 2);
    Release& counted = waves.releases[0];
    counted.noise.counts = counted.noise.sums = 0;
    counted.groups.clear(), counted.channels.clear();
    test::checkWhole(waves);
    CHECK(test::figure(waves.report(), "indices", "satisfaction", "change")->verdict == Verdict::chance);
}

TEST_CASE("Names and values of any text have ids of their own, and are told as they are") {
    const std::vector<std::string> names = {"a/b|c", "a",           "a.b",         "a--b", "__proto__",
                                            "«Да»",  "пол \"и\" ё", "😀 смайл",     "=1+1", "a b",
                                            "base",  "share",       "constructor", "<b>",  "elements"};
    Json choices = Json::array(), elements = Json::array();
    for (const std::string& name : names) choices.push_back({{"value", name}, {"text", "Текст " + name}});
    for (const std::string& name : names) {
        elements.push_back(
            {{"type", "radiogroup"}, {"name", name}, {"title", "Вопрос?"}, {"choices", choices}});
        elements.push_back({{"type", "matrix"},
                            {"name", "m " + name},
                            {"title", "Строки?"},
                            {"rows", choices},
                            {"columns", choices}});
        elements.push_back(
            {{"type", "ranking"}, {"name", "r " + name}, {"title", "Порядок?"}, {"choices", choices}});
        elements.push_back({{"type", "comment"}, {"name", "c " + name}, {"title", "Слова?"}});
    }
    elements[0]["breakdown"] = true;
    elements[1]["index"] = "satisfaction";
    auto survey = parseSurvey(Json{{"title", "Имена"}, {"elements", elements}}.dump());
    REQUIRE(survey);
    Waves waves;
    for (const char* wave : {"2025", "2026"})
        waves.add(
            wave, *survey,
            [&](test::FixedRandom& random, Answers& answers) {
                answers = test::answersOf(waves.surveys.back(), random);
            },
            300, 3);
    waves.releases.back().themes = {{"c =1+1", "=2+2", 40}, {"c =1+1", "answers", 30}};
    test::checkWhole(waves);
    const Report report = waves.report();
    std::set<std::string> tables, codes;
    const auto isSafe = [](const std::string& id) { return id.find_first_of(" /|\"'<>=?&#%") == id.npos; };
    for (const Section& section : report.sections) {
        CHECK_MESSAGE(isSafe(section.id), section.id);
        for (const Table& table : section.tables) {
            CHECK_MESSAGE(tables.insert(table.id).second, table.id);
            CHECK_MESSAGE(isSafe(table.id), table.id);
            for (const Line& line : table.lines)
                for (const Column& column : table.columns) {
                    CHECK_MESSAGE(isSafe(line.id + column.id), line.id << " " << column.id);
                    CHECK_MESSAGE(codes.insert(table.id + "/" + line.id + "/" + column.id).second, line.id);
                }
        }
    }
    // Programs are told the names themselves.
    std::set<std::string> questions, rows, answers;
    for (const TidyFigure& figure : tidyFigures(report, waves.russian)) {
        questions.insert(figure.question.code);
        rows.insert(figure.row.code);
        answers.insert(figure.answer.code);
    }
    for (const std::string& name : names) {
        for (const std::string& each : {name, "m " + name, "r " + name, "c " + name})
            CHECK_MESSAGE(questions.contains(each), each);
        const std::string value = name.substr(0, name.find('|'));  // what follows it in a value is its text
        CHECK_MESSAGE(rows.contains(value), value);
        CHECK_MESSAGE(answers.contains(value), value);
    }
    CHECK(answers.contains("=2+2"));
    CHECK_FALSE(test::table(report, "a--b"));  // a name with two hyphens is no table of question «a»
    CHECK(test::table(report, "a-.2db"));
    const Table& table = *test::table(report, "m.20a");
    std::size_t own = 0;
    for (const Column& column : table.columns) own += column.value.empty();
    CHECK(own == 2);  // how many answered, and how many did not
    // No cell of a file is a formula.
    for (const std::string& file : {reportCsv(report, waves.russian, CsvDialect::rfc4180),
                                    tidyCsv(report, waves.russian, CsvDialect::rfc4180),
                                    codebookCsv(report, waves.russian, CsvDialect::rfc4180)}) {
        CHECK(file.find("\"=") == file.npos);
        CHECK(file.find("=1+1") != file.npos);
    }
}

TEST_CASE("A part of a question has an id that no other one has") {
    std::set<std::string> ids;
    const std::vector<std::string> words = {"a", "b", "a.b", "2eb", "a--b", "-", "--", "", "a.2eb", "."};
    for (const std::string& name : words)
        for (const std::string& part : words) {
            Question question;
            question.name = name;
            if (!name.empty()) CHECK_MESSAGE(ids.insert(partId(question, part)).second, name << " " << part);
        }
    ids.clear();
    for (const char* value : {"base", ".base", "blank", ".blank", "share", "..base", "a"})
        CHECK_MESSAGE(ids.insert(answerId(value)).second, value);
    CHECK_FALSE(ids.contains("base"));
    CHECK_FALSE(ids.contains("share"));
}
