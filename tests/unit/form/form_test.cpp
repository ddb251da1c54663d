#include "shared/form/form.h"

#include <regex>
#include <set>

#include "shared/form/pages.h"
#include "tests/support.h"

using namespace otklik;

namespace {

FormState fresh() {
    FormState state;
    state.id = "0123456789abcdef0123456789abcdef", state.wave = "2026", state.via = "vk";
    return state;
}

/// A page of an office that nobody has named.
struct Page {
    Locale locale;
    Office office = {};
    Arrival arrival = {};
    Locales locales = test::locales();

    PageContext context() const { return {locale, locales, office, arrival}; }
};

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("Every question is a fieldset with its legend, every id is unique") {
    const Survey survey = test::orderSurvey();
    const std::string html = formHtml(survey, test::locale("ru"), fresh());
    CHECK(count(html, "<fieldset") == 13);
    CHECK(count(html, "<legend") == 13);
    std::set<std::string> ids;
    const std::regex id(" id=\"([^\"]*)\"");
    for (std::sregex_iterator at(html.begin(), html.end(), id), end; at != end; ++at)
        CHECK_MESSAGE(ids.insert((*at)[1]).second, (*at)[1].str());
    const std::regex reference("aria-labelledby=\"([^ \"]*) ([^\"]*)\"");
    for (std::sregex_iterator at(html.begin(), html.end(), reference), end; at != end; ++at) {
        CHECK(ids.contains((*at)[1]));
        CHECK(ids.contains((*at)[2]));
    }
}

TEST_CASE("Answers that were given are shown again, errors are linked") {
    const Survey survey = test::orderSurvey();
    FormState state = fresh();
    state.answers["sex"].choices = {"female"};
    state.answers["seek"].text = "рас<b>писание";
    state.problems = {{"/answers/seek", "too-long", "", 2000}};
    const std::string html = formHtml(survey, test::locale("ru"), state);
    CHECK(html.find("value=\"female\" checked") != std::string::npos);
    CHECK(html.find("рас&lt;b&gt;писание</textarea>") != std::string::npos);
    CHECK(html.find("href=\"#answer-seek\"") != std::string::npos);
    CHECK(html.find("до 2000 знаков") != std::string::npos);
    CHECK(html.find("aria-invalid=\"true\"") != std::string::npos);
}

TEST_CASE("Nothing in a definition becomes markup") {
    auto survey = parseSurvey(R"({"title": "<script>1</script>", "pages": [{"elements": [
        {"type": "radiogroup", "name": "q", "title": "<script>2</script>", "choices": [{"value": "a", "text": "\"><script>3</script>"}]}]}]})");
    REQUIRE(survey);
    CHECK(formHtml(*survey, test::locale("ru"), fresh()).find("<script") == std::string::npos);
}

TEST_CASE("Pages need no inline style or handler, which the content security policy forbids") {
    Page page{test::locale("ru")};
    for (LocalizedText* words : {&page.office.name, &page.office.shortName, &page.office.order,
                                 &page.office.address, &page.office.controller, &page.office.retention})
        *words = LocalizedText("A");
    page.office.emblem = "/a/e.svg", page.office.reception = "mailto:a@b";
    page.office.phone = "+7 (342) 212-34-56", page.office.site = "https://example.ru";
    const PageContext context = page.context();
    const Thanks thanks{true, "2026-10-31", "2025", "59"};
    for (const std::string& html :
         {formHtml(test::orderSurvey(), page.locale, fresh()), privacyHtml(context, ResponseKind::trial, "S"),
          thanksHtml(context, thanks), noWaveHtml(context, true), notHereHtml(context, {}),
          accessibilityHtml(context), framedHtml(context, "")}) {
        CHECK(html.find(" style=") == std::string::npos);
        CHECK(html.find(" on") == std::string::npos);
    }
}

TEST_CASE("Who reads English stays in English: the form's address and every link carry the language") {
    const Page page{test::locale("en")};
    CHECK(formHtml(test::orderSurvey(), page.locale, fresh()).find("action=\"/?via=vk&amp;lang=en\"") !=
          std::string::npos);
    Thanks thanks;
    thanks.wave = "2025";
    CHECK(thanksHtml(page.context(), thanks).find("/results/2025?lang=en") != std::string::npos);
    CHECK(framedHtml(page.context(), "").find("/results?lang=en") != std::string::npos);
    CHECK(formHtml(test::orderSurvey(), test::locale("ru"), {}).find("action=\"/\"") != std::string::npos);
}

TEST_CASE("The form's links and its address keep where the visitor came from, or the terminal") {
    FormState state = fresh();
    std::string html = formHtml(test::orderSurvey(), test::locale("ru"), state);
    CHECK(html.find("href=\"/privacy?via=vk\"") != std::string::npos);
    CHECK(html.find("action=\"/?via=vk\"") != std::string::npos);
    state.kiosk = "hall";
    html = formHtml(test::orderSurvey(), test::locale("ru"), state);
    CHECK(html.find("action=\"/?kiosk=hall\" novalidate data-survey data-kiosk") != std::string::npos);
    CHECK(html.find("href=\"/privacy\"") != std::string::npos);  // under which it keeps the note
}

TEST_CASE(
    "A question that must be answered whatever else is says so, in words, to a script without the rules") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "isRequired": true, "choices": ["yes", "no"]},
        {"type": "text", "name": "b", "title": "B", "isRequired": true, "visibleIf": "{a} = 'yes'"},
        {"type": "text", "name": "c", "title": "C"}]})");
    REQUIRE(survey);
    const std::string html = formHtml(*survey, test::locale("ru"), fresh());
    CHECK(count(html, " data-required=\"Ответьте, пожалуйста") == 1);
    CHECK(html.find("data-question=\"a\" data-required") != std::string::npos);
}

TEST_CASE("A terminal's form cannot be touched before its script is there") {
    FormState state = fresh();
    CHECK(count(formHtml(test::orderSurvey(), test::locale("ru"), state), " inert") == 0);
    state.kiosk = "hall";
    CHECK(count(formHtml(test::orderSurvey(), test::locale("ru"), state), " data-kiosk inert") == 1);
}

TEST_CASE("A form that cannot be taken now is shown as one that can be sent again, field by field") {
    const std::string html = notHereHtml(Page{test::locale("ru"), {}, {"vk", ""}}.context(),
                                         {{"id", "a"}, {"x[y]", "1"}, {"x[y]", "<2>"}});
    CHECK(html.find("action=\"/?via=vk\"") != std::string::npos);
    CHECK(count(html, "type=\"hidden\"") == 3);
    CHECK(count(html, "name=\"x[y]\"") == 2);
    CHECK(html.find("value=\"&lt;2&gt;\"") != std::string::npos);
    CHECK(html.find("data-survey") == std::string::npos);  // the page's script leaves it alone
    CHECK(html.find("Отправить ещё раз</button>") != std::string::npos);
}

TEST_CASE("Two problems of one question are both linked and both said") {
    FormState state = fresh();
    state.problems = {{"/answers/sources", "unknown-choice", "", 0},
                      {"/answers/sources-Comment", "too-long", "", 200}};
    const std::string html = formHtml(test::orderSurvey(), test::locale("ru"), state);
    CHECK(html.find("href=\"#q-sources--site\"") != std::string::npos);
    CHECK(html.find("href=\"#other-sources\"") != std::string::npos);
    CHECK(count(html, "class=\"error\"") == 2);
    CHECK(html.find("aria-invalid=\"true\" aria-describedby=\"error-sources\"") != std::string::npos);
}

TEST_CASE("Every page names who asks, and nobody where that is not said") {
    Page page{test::locale("en")};
    CHECK(framedHtml(page.context(), "").find("class=\"office\"") == std::string::npos);
    CHECK(kioskHtml(page.context(), "").find("class=\"office\"") == std::string::npos);
    page.office.name = LocalizedText("Ministry of <Roads> of the North");
    page.office.shortName = LocalizedText("Ministry of Roads");
    page.office.order = LocalizedText("Order 7");
    page.office.emblem = "/a/emblem-1.svg";
    const std::string framed = framedHtml(page.context(), "");
    CHECK(framed.find("<img src=\"/a/emblem-1.svg\" alt=\"\"><span>Ministry of Roads</span>") !=
          std::string::npos);
    const std::string footer = framed.substr(framed.find("<footer"));
    CHECK(footer.find("Ministry of &lt;Roads&gt; of the North") != std::string::npos);
    CHECK(footer.find("Order 7") != std::string::npos);
    CHECK(footer.find("href=\"/accessibility?lang=en\"") != std::string::npos);
    CHECK(kioskHtml(page.context(), "").find("Ministry of &lt;Roads&gt; of the North") != std::string::npos);
    CHECK(kioskHtml(page.context(), "").find("<a ") == std::string::npos);  // leads nowhere
    page.office.shortName = {};
    CHECK(framedHtml(page.context(), "").find("<span>Ministry of &lt;Roads&gt; of the North</span>") !=
          std::string::npos);
}

TEST_CASE(
    "Thanks say what comes next, when, and who answers; they lead to results only where there are some") {
    Page page{test::locale("en")};
    const std::string bare = thanksHtml(page.context(), {});
    CHECK(bare.find("/results") == std::string::npos);
    CHECK(bare.find("mailto:") == std::string::npos);
    CHECK(bare.find("When the survey ends") != std::string::npos);
    page.office.reception = "mailto:office@example.org";
    const std::string full =
        thanksHtml(page.context(), {false, "2026-10-31", "2025", "Satisfaction: 59 of 100."});
    CHECK(full.find("31 October 2026") != std::string::npos);
    CHECK(full.find("Satisfaction: 59 of 100.") != std::string::npos);
    CHECK(full.find("href=\"/results/2025?lang=en\"") != std::string::npos);
    CHECK(full.find("href=\"mailto:office@example.org\"") != std::string::npos);
    CHECK(noWaveHtml(page.context(), false).find("<a ") == std::string::npos);
    CHECK(noWaveHtml(page.context(), true).find("/results?lang=en") != std::string::npos);
}

TEST_CASE("The accessibility statement says where to complain, and to whom") {
    Page page{test::locale("ru")};
    CHECK(accessibilityHtml(page.context()).find("ГОСТ Р 52872-2019") != std::string::npos);
    CHECK(accessibilityHtml(page.context()).find("{office}") == std::string::npos);
    page.office.name = LocalizedText("Министерство дорог");
    page.office.reception = "https://example.org/ask";
    const std::string html = accessibilityHtml(page.context());
    CHECK(html.find("(Министерство дорог)") != std::string::npos);
    CHECK(html.find("href=\"https://example.org/ask\"") != std::string::npos);
}

TEST_CASE("A form begins with its short name and ends in the full one; paper has the order's words") {
    auto survey = parseSurvey(R"json({"title": "The whole long name", "shortTitle": "Short", "elements": [
        {"type": "comment", "name": "a", "title": "A 18-25?", "description": "(Open question)", "shortDescription": "In your words"},
        {"type": "text", "name": "b", "title": "B", "description": "(One)"}]})json");
    REQUIRE(survey);
    const std::string html = formHtml(*survey, test::locale("en"), fresh());
    CHECK(html.find("<h1>Short</h1>") < html.find("<fieldset"));
    CHECK(html.find("The whole long name") > html.rfind("</fieldset>"));
    CHECK(html.find("<span class=\"hint screen\">In your words</span> <span class=\"hint paper\">(Open "
                    "question)</span>") != std::string::npos);
    CHECK(html.find("<span class=\"hint\">One</span>") != std::string::npos);
    CHECK(html.find("A 18–25?") != std::string::npos);
    CHECK(html.find("maxlength") == std::string::npos);  // no letter is dropped in silence
    CHECK(html.find("data-max-length=\"2000\"") != std::string::npos);
}
