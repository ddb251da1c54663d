// What the preview reads is what the page says.

#include "shared/report/report_json.h"

#include "tests/unit/report/waves.h"

using namespace otklik;
using test::Waves;

TEST_CASE("A report read back has the same sections, figure by figure") {
    Waves waves;
    waves.add("2026", 90, 0.5);  // with shares that cannot be told
    const Report report = waves.report();
    const auto read = reportFromJson(reportJson(report));
    REQUIRE(read);
    CHECK(read->wave == report.wave);
    CHECK(read->day == report.day);
    CHECK(read->final == report.final);
    REQUIRE(read->sections.size() == report.sections.size());
    int figures = 0;
    for (std::size_t s = 0; s < report.sections.size(); ++s) {
        const Section &a = report.sections[s], &b = read->sections[s];
        CHECK(a.title == b.title);
        CHECK(a.isQuestion == b.isQuestion);
        REQUIRE(a.tables.size() == b.tables.size());
        for (std::size_t t = 0; t < a.tables.size(); ++t) {
            CHECK(a.tables[t].drawing == b.tables[t].drawing);
            CHECK(a.tables[t].says == b.tables[t].says);
            REQUIRE(a.tables[t].lines.size() == b.tables[t].lines.size());
            for (std::size_t l = 0; l < a.tables[t].lines.size(); ++l)
                for (std::size_t f = 0; f < a.tables[t].lines[l].figures.size(); ++f) {
                    const Figure &one = a.tables[t].lines[l].figures[f],
                                 &two = b.tables[t].lines[l].figures[f];
                    CHECK(one.text == two.text);
                    CHECK(one.unit == two.unit);
                    CHECK(one.value == two.value);
                    CHECK(one.low == two.low);
                    CHECK(one.high == two.high);
                    CHECK(one.count == two.count);
                    if (one.unit == Unit::percent) CHECK(std::abs(one.drawn - two.drawn) <= 0.5);
                    ++figures;
                }
        }
    }
    CHECK(figures > 100);
}

TEST_CASE("What is no report is a problem, and reads nothing out of its bounds") {
    Waves waves;
    waves.add("2026", 300, 0.5);
    const Json good = reportJson(waves.report());
    for (const char* member : {"language", "wave", "release", "final", "day", "sections"}) {
        Json bad = good;
        bad.erase(member);
        CHECK_MESSAGE(!reportFromJson(bad), member);
    }
    Json bad = good;
    bad["sections"][0]["tables"][0]["lines"][0]["figures"] = Json::array();  // fewer than columns
    CHECK_FALSE(reportFromJson(bad));
    for (const Json& none : {Json(), Json::array(), Json(3), Json::object()})
        CHECK_FALSE(reportFromJson(none));
}
