#include "shared/report/report.h"

#include "tests/support.h"

using namespace otklik;

TEST_CASE("Before the first release the page says when results appear, and no number") {
    const Survey survey = test::orderSurvey();
    const std::string html = reportHtml({survey, nullptr, "2026", true}, test::locale("ru"));
    CHECK(html.find("наберётся достаточно ответов") != std::string::npos);
    CHECK(html.find("<table") == std::string::npos);
}

TEST_CASE("Every closed question has its table; the number in the page is the release's") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site"});
    Counts counts(layout.size(), 120), noise(layout.size());
    counts[static_cast<std::size_t>(layout.position("sex//female"))] = 72;
    counts[static_cast<std::size_t>(layout.position("sex//male"))] = 48;
    Release release = makeRelease(layout, counts, noise, {}, false);
    release.number = 1;
    release.day = "2026-11-24";
    const std::string html = reportHtml({survey, &release, "2026", true}, test::locale("ru"));
    for (const Question& question : survey.questions)
        CHECK(html.find("id=\"" + question.name + "\"") != std::string::npos);
    CHECK(html.find("60 %") != std::string::npos);
    CHECK(html.find("<td>70</td>") != std::string::npos);
    CHECK(html.find("2026-11-24") != std::string::npos);
}

TEST_CASE("A wave that closed with too few responses publishes no figure") {
    const Survey survey = test::orderSurvey();
    Release release;
    release.number = 1;
    release.final = release.tooFew = true;
    const std::string html = reportHtml({survey, &release, "2026", false}, test::locale("ru"));
    CHECK(html.find("слишком мало") != std::string::npos);
    CHECK(html.find("<table") == std::string::npos);
}
