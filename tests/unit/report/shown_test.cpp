// What is shown holds the truth as often as what was computed: ends are rounded outward, and themes are not
// cut to a noisy number of answers.

#include <cmath>

#include "shared/report/figures.h"
#include "tests/unit/report/waves.h"

using namespace otklik;

namespace {

Share share(double value, double low, double high) {
    Share share{"a", Share::Kind::known, {}, 0, 100.0, value};
    share.measure.value = value, share.measure.interval = {low, high};
    return share;
}

}  // namespace

TEST_CASE("Ends of an interval are rounded outward, and one that begins under a point is a bound") {
    const Locale russian = test::locale("ru");
    const Figure inside = shareFigure(share(0.404, 0.361, 0.4491), russian);
    CHECK(inside.text == "40\xC2\xA0%");
    CHECK(*inside.low == 36);
    CHECK(*inside.high == 45);
    const Figure whole = shareFigure(share(0.4, 0.36, 0.45), russian);
    CHECK(*whole.low == 36);
    CHECK(*whole.high == 45);
    const Figure small = shareFigure(share(0.02, 0.004, 0.0341), russian);
    CHECK_FALSE(small.value);
    CHECK(small.text == "до 4\xC2\xA0%");
    Share none = share(0, 0, 0.0021);
    none.kind = Share::Kind::atMost, none.bound = 0.0021;
    CHECK(shareFigure(none, russian).text == "до 1\xC2\xA0%");
    Measure index;
    index.value = 0.7, index.interval = {0.66041, 0.73999};
    const Figure points = indexFigure(index, russian);
    CHECK(*points.low == doctest::Approx(66.0));
    CHECK(*points.high == doctest::Approx(74.0));
}

TEST_CASE("Of a theme that all answers speak of, the interval holds their number in 94 % of releases") {
    test::FixedRandom random(11);
    constexpr int kPlays = 2000;
    for (const int people : {100, 300, 1000}) {
        const Survey survey = test::orderSurvey();
        const TallyLayout layout(survey, {"site"});
        Answers answers;
        answers["demand"].text = "слово";
        Counts exact(layout.size());
        for (int n = 0; n < people; ++n) add(layout.amountsOf(answers, "site"), exact);
        int held = 0;
        for (int play = 0; play < kPlays; ++play) {
            Counts counts = exact;
            addNoise(layout, {800, 500'000, 0}, random, counts);
            Release release = makeRelease(layout, counts, {800, 500'000, 0});
            addThemes({{"demand", "тема", people}}, 1400, random, release);
            for (const MeasuredQuestion& question : measured(survey, release).questions)
                for (const MeasuredTheme& theme : question.themes)
                    held +=
                        std::floor(theme.interval.low) <= people && people <= std::ceil(theme.interval.high);
        }
        CAPTURE(people);
        CHECK(held >= kPlays * 0.925);
    }
}

TEST_CASE("A line of a chart is told in words only where all of its shares are") {
    test::Waves waves;
    waves.add("2026", 75, 0.5);
    for (const Section& section : waves.report().sections)
        for (const Table& table : section.tables)
            if (table.drawing == Drawing::stacked) CHECK(table.says.empty());
}
