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
    CHECK(html.find("href=\"#q-seek-answer\"") != std::string::npos);
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
    const Locale russian = test::locale("ru");
    for (const std::string& html :
         {formHtml(test::orderSurvey(), russian, fresh()), privacyHtml(russian, {}, ResponseKind::trial),
          thanksHtml(russian, {}, true), noWaveHtml(russian, {}), notHereHtml(russian, {}, {})}) {
        CHECK(html.find(" style=") == std::string::npos);
        CHECK(html.find(" on") == std::string::npos);
    }
}

TEST_CASE("Who reads English stays in English: the form's address and every link carry the language") {
    const Locale english = test::locale("en");
    CHECK(formHtml(test::orderSurvey(), english, fresh()).find("action=\"/?via=vk&amp;lang=en\"") !=
          std::string::npos);
    for (const std::string& html : {thanksHtml(english, {}, true), framedHtml(english, {}, "")})
        CHECK(html.find("/results?lang=en") != std::string::npos);
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
    CHECK(count(formHtml(test::orderSurvey(), test::locale("ru"), state),
                " data-kiosk inert data-name=\"Опрос об информации о работе Министерства\"") == 1);
}

TEST_CASE("A form that cannot be taken now is shown as one that can be sent again, field by field") {
    const std::string html =
        notHereHtml(test::locale("ru"), {"vk", ""}, {{"id", "a"}, {"x[y]", "1"}, {"x[y]", "<2>"}});
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
    CHECK(html.find("href=\"#q-sources-site\"") != std::string::npos);
    CHECK(html.find("href=\"#q-sources-Comment\"") != std::string::npos);
    CHECK(count(html, "class=\"error\"") == 2);
    CHECK(html.find("aria-invalid=\"true\" aria-describedby=\"q-sources-error\"") != std::string::npos);
}
