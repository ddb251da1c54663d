// What no survey that ships has, and a file of the report must bear all the same: hostile words, very many
// lines, sections of one name.

#include <set>

#include "server/report/chart_png.h"
#include "server/report/report_xlsx.h"
#include "shared/report/chart_file.h"
#include "shared/report/chart_words.h"
#include "shared/report/report_tidy.h"
#include "shared/text/utf8.h"
#include "tests/server/zip.h"
#include "tests/support.h"
#include "tests/unit/report/answering.h"
#include "tests/unit/report/waves.h"

using namespace otklik;

namespace {

Figure share(double percent) {
    Figure figure;
    figure.text = std::to_string(static_cast<int>(percent)) + "\u00a0%";
    figure.unit = Unit::percent;
    figure.value = figure.drawn = percent;
    figure.low = percent - 2, figure.high = percent + 2;
    return figure;
}

/// Two columns, of which both are drawn where answers are stacked.
Table drawnTable(Drawing drawing, std::size_t lines, const std::string& label) {
    Table table;
    table.id = "q";
    table.title = label;
    table.drawing = drawing;
    const bool isStacked = drawing == Drawing::stacked;
    table.columns = {{"yes", label, isStacked ? Tone::best : Tone::none},
                     {"no", label, isStacked ? Tone::apart : Tone::none}};
    for (std::size_t i = 0; i < lines; ++i)
        table.lines.push_back({"line-" + std::to_string(i), label, {share(60), share(40)}});
    table.everybody = 55;
    return table;
}

Report reportOf(std::vector<Table> tables, const std::string& words) {
    Report report;
    report.language = "ru", report.wave = "2026", report.day = "2026-11-24";
    report.title = report.survey = report.name = report.source = words;
    report.kind = ResponseKind::trial;
    report.licence = {words, "https://example.org"};
    report.headline = {words, {{words, words}}};
    Section section;
    section.id = "q", section.title = section.wording = section.explanation = words;
    section.tables = std::move(tables);
    report.sections.push_back(std::move(section));
    return report;
}

const Drawing kDrawings[] = {Drawing::bars, Drawing::stacked, Drawing::intervals, Drawing::groups,
                             Drawing::trend};

const std::string kHostile[] = {
    "\"quotes\" & <tags> ]]> 'both' <!-- -->",
    "controls \x01\x02\x1b\x7f \xEF\xBF\xBE \xEF\xBF\xBF and \t tabs\nlines",
    "not UTF-8 \xff\xfe \xc0\x80",
    "\u202Eright to left\u202C مرحبا بالعالم שלום",
    "\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F1F7\U0001F1FA e\u0301\u0301\u0301",
    std::string(2000, 'w'),
    "&#0; &lt; %s {n}",
    " ",
};

int heightOf(const std::string& svg) {
    const std::string mark = " height=\"";
    return std::stoi(svg.substr(svg.find(mark) + mark.size()));
}

}  // namespace

TEST_CASE("A chart is well-formed XML and can be drawn, whatever people wrote") {
    const Locale russian = test::locale("ru");
    for (const std::string& words : kHostile)
        for (const Drawing drawing : kDrawings) {
            INFO(words);
            const Report report = reportOf({drawnTable(drawing, 3, words)}, words);
            REQUIRE(chartsOf(report).size() == 1);
            const std::string svg = chartFile(report, chartsOf(report).front(), "text{fill:#000}", russian);
            CHECK(isUtf8(svg));
            for (const char c : {'\x01', '\x02', '\x1b'}) CHECK(svg.find(c) == std::string::npos);
            for (const char* point : {"\uFFFE", "\uFFFF"}) CHECK(svg.find(point) == std::string::npos);
            const auto png = chartPng(svg);  // whose reader takes no other XML
            REQUIRE(png);
            CHECK(png->substr(1, 3) == "PNG");
        }
}

TEST_CASE("What is no XML is drawn by nobody") {
    CHECK_FALSE(chartPng("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g></svg>"));
    CHECK_FALSE(chartPng(""));
}

TEST_CASE("A chart of very many lines or waves has an end, and says how many it left out") {
    const Locale russian = test::locale("ru");
    for (const Drawing drawing : kDrawings) {
        for (const std::string& label : {std::string("Да"), std::string(2000, 'w')}) {
            const Report report = reportOf({drawnTable(drawing, 200, label)}, "Слова");
            const std::string svg = chartFile(report, chartsOf(report).front(), "", russian);
            CHECK(heightOf(svg) < 4800);
            CHECK(svg.find("в таблице отчёта") != std::string::npos);
        }
        const Report few = reportOf({drawnTable(drawing, 20, "Да")}, "Слова");
        CHECK(chartFile(few, chartsOf(few).front(), "", russian).find("в таблице отчёта") ==
              std::string::npos);
    }
}

TEST_CASE("Lines of words are as narrow and as many as they may be, and say where there are more") {
    for (const std::string& words : kHostile)
        for (const double width : {60.0, 300.0}) {
            const auto lines = wrapped(words, width, 15, 4);
            CHECK(lines.size() <= 4);
            for (const std::string& line : lines) CHECK(widthOf(line, 15) <= width + 0.01);
        }
    CHECK(wrapped(std::string(2000, 'w'), 300, 15, 4).back().ends_with("…"));
    CHECK(wrapped("Одно слово, два слова", 300, 15, 4) == std::vector<std::string>{"Одно слово, два слова"});
    CHECK(wrapped("", 300, 15, 4).empty());
}

TEST_CASE("Nothing that a definition says is a formula in the tidy table or its code book") {
    const Locale russian = test::locale("ru");
    Table table = drawnTable(Drawing::bars, 1, "=HYPERLINK(\"https://example.org\")");
    table.lines[0].id = table.lines[0].value = "-1";
    Report report = reportOf({table}, "@SUM(1)");
    report.sections[0].id = report.sections[0].question = "+1";
    for (const std::string& csv :
         {tidyCsv(report, russian, CsvDialect::rfc4180), codebookCsv(report, russian, CsvDialect::excel)}) {
        for (const char* start : {"\"=", "\"@", "\"+", "\"-"}) CHECK(csv.find(start) == std::string::npos);
        CHECK(csv.find("\"'-1\"") != std::string::npos);
    }
}

TEST_CASE("Every form of the corpus has a workbook, and a picture of each of its drawings") {
    const Locale russian = test::locale("ru");
    for (const auto& file :
         std::filesystem::directory_iterator(std::string(OTKLIK_SOURCE_DIR) + "/tests/corpus")) {
        INFO(file.path().string());
        const auto survey = parseSurvey(test::fileText(file.path().string()));
        REQUIRE(survey);
        test::Waves waves;
        waves.add(
            "2026", *survey,
            [&](test::FixedRandom& random, Answers& answers) { answers = test::answersOf(*survey, random); },
            300);
        const Report report = waves.report();
        CHECK(reportXlsx(report, russian));
        // One of each kind: they differ by it, and drawing takes its time.
        std::set<Drawing> drawn;
        for (const Chart& chart : chartsOf(report))
            if (drawn.insert(chart.table->drawing).second)
                CHECK_MESSAGE(chartPng(chartFile(report, chart, "", russian)), chart.table->id);
        CHECK_FALSE(drawn.empty());
    }
}

TEST_CASE("Each section of two hundred has a sheet of its own, also where their titles are the same") {
    const Locale russian = test::locale("ru");
    const std::string title = "Насколько Вы довольны [тем], как: отвечают?";
    Report report = reportOf({drawnTable(Drawing::bars, 200, "Да")}, title);
    for (int i = 1; i < 200; ++i) report.sections.push_back(report.sections.front());
    report.sections[1].title = "НАСКОЛЬКО ВЫ ДОВОЛЬНЫ  тем , как: ОТВЕЧАЮТ";
    report.sections[2].title = "", report.sections[2].id = "third";
    report.sections[3].title = "History";
    const auto bytes = reportXlsx(report, russian);
    REQUIRE(bytes);
    const std::string book = test::unzipped(*bytes)["xl/workbook.xml"];
    std::set<std::string> names;
    const std::string mark = "<sheet name=\"";
    for (std::size_t at = 0; (at = book.find(mark, at)) != std::string::npos;) {
        at += mark.size();
        std::string name = book.substr(at, book.find('"', at) - at), lower;
        CHECK(countCodePoints(name) <= 31);
        for (std::size_t i = 0; i < name.size();) appendUtf8(lower, toLower(nextCodePoint(name, i)));
        CHECK(names.insert(lower).second);
    }
    CHECK(names.size() == 201);
    CHECK_FALSE(names.contains("history"));
    CHECK(*reportXlsx(report, russian) == *bytes);
}

TEST_CASE("The workbook has the office's own words as paragraphs") {
    const Locale russian = test::locale("ru");
    Report report = reportOf({}, "Слова");
    report.sections[0].kind = Section::Kind::changes;
    OfficeStatement statement{"Что отвечали в 2025 году", "Отдел, 25 ноября 2025 года", "ru", {}};
    statement.blocks.push_back(
        {TextBlock::Kind::heading, TextBlock::Sign::done, {{"Расписание", false, false, ""}}});
    statement.blocks.push_back({TextBlock::Kind::item,
                                TextBlock::Sign::none,
                                {{"=обновляется ", true, false, ""}, {"каждый день", false, false, ""}}});
    report.sections[0].statements = {statement};
    const auto bytes = reportXlsx(report, russian);
    REQUIRE(bytes);
    auto files = test::unzipped(*bytes);
    for (const char* words : {"Что отвечали в 2025 году", "Отдел, 25 ноября 2025 года", "Сделано: Расписание",
                              "• =обновляется каждый день"})
        CHECK(files["xl/sharedStrings.xml"].find(words) != std::string::npos);
    CHECK(files["xl/worksheets/sheet2.xml"].find("<f>") == std::string::npos);
}
