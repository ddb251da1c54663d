// What the preview reads is what the page says.

#include "shared/report/report_lines.h"

#include "shared/text/typeset.h"
#include "tests/unit/report/waves.h"

using namespace otklik;
using test::Waves;

TEST_CASE("A preview read back has the indices and the questions, figure by figure") {
    Waves waves;
    waves.add("2026", 90, 0.5);  // with shares that cannot be told
    const Report report = waves.report();
    const std::string written = previewLines(report);
    LineReader lines(written);
    const auto read = previewFromLines(lines);
    REQUIRE(read);
    CHECK(lines.left().empty());
    CHECK(read->wave == report.wave);
    CHECK(read->day == report.day);
    CHECK(read->final == report.final);
    int figures = 0;
    for (const Section& b : read->sections) {
        const auto a = std::find_if(report.sections.begin(), report.sections.end(),
                                    [&](const Section& each) { return each.id == b.id; });
        REQUIRE(a != report.sections.end());
        CHECK(typeset(a->title) == b.title);
        CHECK(a->kind == b.kind);
        const Table &from = a->tables.front(), &to = b.tables.front();
        CHECK(from.drawing == to.drawing);
        REQUIRE(from.lines.size() == to.lines.size());
        for (std::size_t l = 0; l < from.lines.size(); ++l) {
            CHECK(typeset(from.lines[l].label) == to.lines[l].label);
            REQUIRE(from.lines[l].figures.size() == to.lines[l].figures.size());
            for (std::size_t f = 0; f < from.lines[l].figures.size(); ++f) {
                const Figure &one = from.lines[l].figures[f], &two = to.lines[l].figures[f];
                CHECK(one.text == two.text);
                CHECK(one.unit == two.unit);
                CHECK(one.value == two.value);
                CHECK(one.low == two.low);
                CHECK(one.high == two.high);
                if (one.unit == Unit::percent) CHECK(std::abs(one.drawn - two.drawn) <= 0.5);
                ++figures;
            }
        }
    }
    CHECK(read->sections.front().id == "indices");
    CHECK(figures > 100);
}

TEST_CASE("Where nothing is published, the preview says that and no more") {
    const Survey survey = test::orderSurvey();
    const std::string written =
        previewLines(makeReport({{{"2026", &survey, nullptr, ResponseKind::real}}, 0}, test::locale("ru")));
    LineReader lines(written);
    const auto read = previewFromLines(lines);
    REQUIRE(read);
    CHECK(read->sections.empty());
}

TEST_CASE("What is no preview is none, wherever it ends or changes, and reads nothing out of its bounds") {
    Waves waves;
    waves.add("2026", 300, 0.5);
    const std::string good = previewLines(waves.report());
    for (std::size_t end = 0; end < good.size(); end += 97) {
        LineReader lines(std::string_view(good).substr(0, end));
        CHECK_FALSE(previewFromLines(lines));
    }
    for (std::size_t at = 0; at < good.size(); at += 97)
        for (const char other : {'\n', '\\', '9', '-'}) {
            std::string bad = good;
            bad[at] = other;
            LineReader lines(bad);
            previewFromLines(lines);
        }
}
