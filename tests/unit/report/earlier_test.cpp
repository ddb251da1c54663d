// Releases of schema 1 are read by their own rules: what was rounded, bounded or hidden stays so. Expected
// numbers are R's (4.2.2), by the call that stands beside each.

#include <cmath>

#include "shared/report/measured.h"
#include "shared/report/report_html.h"
#include "tests/support.h"
#include "tests/unit/report/waves.h"

using namespace otklik;

namespace {

Survey small() {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "rating", "name": "q", "title": "Q", "rateMax": 5, "index": "satisfaction"},
        {"type": "radiogroup", "name": "f", "title": "F", "index": "findability",
         "choices": ["yes", "no", "hard-to-say"]}]}]})");
    REQUIRE(survey);
    return std::move(*survey);
}

/// A row of cells such as "40", "<_", ">_" and "--", in percent of `base`.
PublishedRow written(const std::string& cells, const std::vector<Choice>& choices, std::int64_t base) {
    PublishedRow row;
    row.base.count = base;
    for (std::size_t at = 0; at < choices.size(); ++at) {
        const std::string cell = cells.substr(3 * at, 2);
        PublishedCell published{choices[at].value, Shown::number, 0, 0};
        if (cell == "--")
            published.shown = Shown::hidden;
        else if (cell[0] == '<')
            published.shown = Shown::atMost, published.percent = 10;
        else if (cell[0] == '>')
            published.shown = Shown::atLeast, published.percent = 90;
        else
            published.percent = std::stoi(cell), published.count = base * published.percent / 100;
        row.cells.push_back(published);
    }
    return row;
}

Measured measuredOf(const Survey& survey, const std::string& marks, const std::string& found,
                    std::int64_t base) {
    EarlierFigures figures;
    figures.responses.count = base;
    figures.questions = {{"q", {written(marks, survey.questions[0].options, base)}},
                         {"f", {written(found, survey.questions[1].options, base)}}};
    return measuredEarlier(survey, figures, 0);
}

}  // namespace

TEST_CASE("Everything shown: indices and intervals are the textbook's, but for rounding") {
    const Survey survey = small();
    const Measured measured = measuredOf(survey, "12 09 20 39 20 ", "45 30 25 ", 20'000);
    // x <- (rep(1:5, c(2400, 1800, 4000, 7800, 4000)) - 1) / 4; mean(x); t.test(x)$conf.int
    const Measure& mean = *measured.indices[0].whole;
    CHECK(std::fabs(mean.value - 0.615) < 0.003);
    CHECK(std::fabs(mean.interval.low - 0.6107) < 0.012);
    CHECK(std::fabs(mean.interval.high - 0.6193) < 0.012);
    // prop.test(9000, 15000, correct = FALSE)$conf.int
    const Measure& share = *measured.indices[1].whole;
    CHECK(std::fabs(share.value - 0.6) < 0.003);
    CHECK(share.interval.low < 0.5921);
    CHECK(share.interval.high > 0.6078);
}

TEST_CASE("What was bounded or hidden stays so; what it leaves is drawn evenly") {
    const Survey survey = small();
    const Measured measured = measuredOf(survey, "50 <_ -- <_ 20 ", "-- -- >_ ", 200);
    const auto& marks = measured.questions[0].rows[0].shares;
    CHECK(marks[0].kind == Share::Kind::known);
    CHECK(marks[1].kind == Share::Kind::atMost);
    CHECK(marks[2].kind == Share::Kind::hidden);
    CHECK(std::fabs(marks[2].drawn - 0.1) < 0.02);
    CHECK(measured.questions[1].rows[0].shares[2].kind == Share::Kind::atLeast);
    CHECK_FALSE(measured.indices[1].whole);  // nobody may know how many said yes or no
    const Index& index = measured.indices[0];
    REQUIRE(index.whole);
    // The interval covers what the hidden shares may be: 0.2 + 0.25 h with h from 0.1 to 0.3.
    CHECK(index.whole->interval.low <= 0.2 + 0.5 * 0.1 + 0.25 * 0.1);
    CHECK(index.whole->interval.high >= 0.2 + 0.5 * 0.3);
}

TEST_CASE("Its report says by which rules it was made") {
    test::Waves waves;
    waves.surveys.push_back(small());
    Release release;
    release.wave = "2025", release.number = 1, release.day = "2025-11-24", release.final = true;
    EarlierFigures figures;
    figures.responses.count = 200;
    figures.questions = {{"q", {written("50 <_ -- <_ 20 ", waves.surveys[0].questions[0].options, 200)}}};
    release.earlier = figures;
    waves.releases.push_back(release);
    waves.input.waves.push_back({"2025", &waves.surveys.back(), &waves.releases.back()});
    const Report report = waves.report();
    CHECK(report.schema == 1);
    const std::string html = reportHtml(report, waves.russian);
    CHECK(html.find("округлены до 5") != std::string::npos);
    CHECK(html.find("скрыто") != std::string::npos);
}
