// The preview of forms of every type, from reports as the server makes them.

#include <algorithm>
#include <filesystem>

#include "shared/report/report_lines.h"
#include "tests/unit/app/visits.h"
#include "tests/unit/report/answering.h"
#include "tests/unit/report/waves.h"
#include "web/app/describing.h"

using namespace otklik;
using test::all;

namespace {

/// As the server sends it.
Report sent(const Report& report) {
    const std::string written = previewLines(report);
    LineReader lines(written);
    auto read = previewFromLines(lines);
    REQUIRE(read);
    return *read;
}

std::vector<Part> partsOf(const Survey& survey, Answers answers, const Report& report) {
    Visit visit(survey, std::move(answers), 0);
    visit.setResults(sent(report));
    Screen screen;
    screen.items = previewItems(visit, test::locale("ru"));
    return all<Part>(screen);
}

/// Of a wave of its own.
Report reportOf(const Survey& survey, test::Waves& waves) {
    waves.add(
        "2025", survey,
        [&](test::FixedRandom& random, Answers& answers) { answers = test::answersOf(survey, random); }, 400);
    return waves.report();
}

}  // namespace

TEST_CASE("Every table that the report draws of a form of the corpus is in its preview") {
    for (const auto& file :
         std::filesystem::directory_iterator(std::string(OTKLIK_SOURCE_DIR) + "/tests/corpus")) {
        INFO(file.path().string());
        const auto survey = parseSurvey(test::fileText(file.path().string()));
        REQUIRE(survey);
        test::Waves waves;
        const Report report = reportOf(*survey, waves);
        std::size_t tables = 0;
        for (const Section& section : report.sections)
            for (const Table& table : section.tables)
                tables += section.kind == Section::Kind::question && table.drawing != Drawing::none;
        CHECK(partsOf(*survey, {}, report).size() == tables);
    }
}

TEST_CASE("One's own answer is marked in every kind of table, and the score is said") {
    const Survey survey = test::surveyOf(R"({"title": "Опрос", "elements": [
        {"type": "ranking", "name": "r", "title": "Что важнее?", "choices": ["base", "b c"]},
        {"type": "multipletext", "name": "t", "title": "Слова?", "items": [{"name": "один"}, {"name": "два"}]},
        {"type": "matrixdropdown", "name": "m", "title": "Как?", "rows": ["лифт", "двор"],
         "columns": [{"name": "чисто"}, {"name": "светло"}], "choices": ["да", "base"]},
        {"type": "rating", "name": "nps", "title": "Посоветуете?", "rateMin": 0, "rateMax": 10}]})");
    test::Waves waves;
    const Report report = reportOf(survey, waves);
    Answers answers;
    answers["r"].cells = {{"b c", "1"}, {"base", "2"}};
    answers["t"].cells["два"] = kWritten, answers["t"].texts["два"] = "слово";
    answers["m"].cells[survey.question("m")->rows[3].value] = "base";  // двор: светло
    const std::vector<Part> parts = partsOf(survey, answers, report);
    REQUIRE(parts.size() == 5);
    std::vector<std::string> own;
    for (const Part& part : parts) {
        for (const Part::Bar& bar : part.bars)
            if (!bar.own.empty()) own.push_back(bar.label + ": " + bar.own);
        for (const Part::Stack& stack : part.stacks)
            if (!stack.own.empty())
                own.push_back(part.title + ", " + stack.label + ": " +
                              stack.own.substr(0, stack.own.find(" (")));
    }
    std::sort(own.begin(), own.end());
    CHECK(own == std::vector<std::string>{"3. Как?: светло, двор: Ваш ответ: base", "b c: Ваш ответ: 1",
                                          "base: Ваш ответ: 2", "два: Ваш ответ"});
    CHECK(parts[0].notes.front().find("Среднее место: ") == 0);
    CHECK(parts[4].notes.front().find("Готовность рекомендовать: ") == 0);
}
