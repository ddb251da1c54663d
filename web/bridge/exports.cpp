// What the page may call. Every call that changes the visit ends in a new description of the screen when it
// became another one. Painting happens only in frame().

#include <optional>
#include <string>
#include <utility>

#include "shared/form/form.h"
#include "shared/report/report_json.h"
#include "shared/survey/response.h"
#include "web/app/markup.h"
#include "web/app/visit.h"
#include "web/bridge/bridge.h"
#include "web/bridge/exchange.h"
#include "web/paint/frame.h"
#include "web/paint/pages.h"
#include "web/paint/text.h"
#include "web/paint/theme.h"

namespace otklik {

using bridge::input;

namespace {

struct App {
    Survey survey;
    Locale locale;
    Visit visit;
    Keyboard keyboard;
    bool isKiosk;

    App(Survey definition, Locale texts, Answers answers, int openAt, bool atKiosk)
        : survey(std::move(definition)),
          locale(std::move(texts)),
          visit(survey, std::move(answers), openAt),
          isKiosk(atKiosk) {}
};

App* app = nullptr;  // one visit a page; lives until the page goes
paint::Extent lastFrame{0, 0, true};

void show(std::string_view part, const std::string& markup) {
    bridge::otklik_show(part.data(), static_cast<int>(part.size()), markup.data(),
                        static_cast<int>(markup.size()));
}

void describeScreen() {
    const Visit& visit = app->visit;
    show("chrome", chromeMarkup(visit, app->locale));
    show("panel", panelMarkup(visit, app->locale));
    show("bar", barMarkup(visit, app->keyboard, app->locale));
    show("title", documentTitle(visit, app->locale));
    show("question", visit.screen() == Screen::question ? questionId(visit.current()) : "");
}

std::string problemText() {
    const Problems& problems = app->visit.problems();
    if (problems.empty()) return {};
    return app->locale.text("problem." + problems.front().code,
                            {{"limit", std::to_string(problems.front().limit)}});
}

/// Nothing where the form cannot be read, which is not the same as a form without answers.
std::optional<Answers> answersOfForm(const Survey& survey, std::string_view body) {
    const auto fields = parseUrlEncoded(body, kFormOnDevice);
    if (!fields) return std::nullopt;
    return answersFromForm(survey, *fields, LoneText::isGivenUp).answers;
}

Delivery deliveryNamed(std::string_view name) {
    return name == "sent" ? Delivery::sent : name == "waiting" ? Delivery::waiting : Delivery::refused;
}

}  // namespace

extern "C" {

/// Input: {"survey": definition, "locale": locale file, "form": urlencoded form, "open": number,
/// "kiosk": bool}. 1: the visit began.
OTKLIK_EXPORT(start) int otklik_start() {
    auto json = parseJson(input, {.depth = 48});
    if (!json || !json->is_object() || !json->contains("survey") || !json->contains("locale")) return 0;
    auto survey = parseSurvey((*json)["survey"].dump());
    auto locale = Locale::parse((*json)["locale"].dump());
    if (!survey || !locale || survey->questions.empty()) return 0;
    auto answers = answersOfForm(*survey, stringMember(*json, "form"));
    if (!answers) return 0;
    const auto open = json->find("open");
    const int openAt = open != json->end() && open->is_number_integer() ? open->get<int>() : 0;
    const auto kiosk = json->find("kiosk");
    const bool isKiosk = kiosk != json->end() && kiosk->is_boolean() && kiosk->get<bool>();
    delete app;
    app = new App(std::move(*survey), std::move(*locale), std::move(*answers), openAt, isKiosk);
    describeScreen();
    return 1;
}

/// Input: the form, urlencoded, after something in it changed. What cannot be read changes no answer.
OTKLIK_EXPORT(answers) void otklik_answers() {
    auto answers = answersOfForm(app->survey, input);
    if (!answers) return show("status", app->locale.text("problem.too-large"));
    const auto count = app->visit.questions().size();
    app->visit.setAnswers(std::move(*answers));
    show("status", "");
    if (app->visit.questions().size() != count) describeScreen();
}

/// Input: "next", "back", "goto:N", "delivered:sent", "delivered:waiting", "delivered:refused:WHY", or "key:"
/// and what a key of the on-screen keyboard does. 1: the response should go out now.
OTKLIK_EXPORT(act) int otklik_act() {
    Visit& visit = app->visit;
    const Screen screen = visit.screen();
    const int position = visit.position();
    const std::string_view act = input;
    bool send = false;
    if (act.substr(0, 4) == "key:") {
        app->keyboard.act(act.substr(4));
    } else if (act == "back") {
        visit.back();
    } else if (act == "next" && visit.screen() == Screen::review) {
        send = visit.send();
    } else if (act == "next" && visit.screen() == Screen::thanks) {
        visit.showPreview();
    } else if (act == "next" && !visit.next()) {
        show("status", problemText());
        return 0;
    } else if (act.substr(0, 5) == "goto:") {
        int to = 0;
        for (char digit : act.substr(5)) to = to * 10 + (digit - '0');
        visit.goTo(to);
    } else if (act.substr(0, 10) == "delivered:") {
        const std::string_view rest = act.substr(10);
        const std::size_t colon = rest.find(':');
        visit.delivered(deliveryNamed(rest.substr(0, colon)), colon == std::string_view::npos
                                                                  ? std::string()
                                                                  : std::string(rest.substr(colon + 1)));
    }
    describeScreen();
    if (visit.screen() != screen || visit.position() != position)
        show("status", !visit.problems().empty()            ? problemText()
                       : visit.screen() == Screen::question ? progressText(visit, app->locale)
                                                            : "");
    return send ? 1 : 0;
}

/// Input: a report as JSON, or anything else where there is none.
OTKLIK_EXPORT(results) void otklik_results() {
    auto json = parseJson(input);
    if (!json) return;
    auto report = reportFromJson(*json);
    if (report && !report->sections.empty()) app->visit.setResults(std::move(*report));
    if (app->visit.screen() == Screen::preview) describeScreen();
}

/// Output: the answers as they leave, as JSON.
OTKLIK_EXPORT(outgoing) void otklik_outgoing() {
    bridge::output = toJson(app->survey, app->visit.outgoing()).dump();
}

/// Everything painted before is void: the scheme, the scale or the atlas changed.
OTKLIK_EXPORT(forget) void otklik_forget() {
    paint::forgetText();
}

/// Paints; returns the height that the page came to.
OTKLIK_EXPORT(frame)
float otklik_frame(float width, float viewport, float canvasTop, float canvasHeight, float scale, int focused,
                   int hovered, int pressed, int scheme, float rootFontSize, float lines) {
    paint::setTheme(scheme, rootFontSize, lines, width);
    lastFrame = paint::paintFrame(
        {width, viewport, canvasTop, canvasHeight, scale}, {focused, hovered, pressed},
        [] { paint::paintPage(app->visit, app->locale, !app->isKiosk); },
        [] { paint::paintBar(app->visit, app->keyboard, app->locale); });
    return lastFrame.page;
}

/// Height of the bar in the frame just painted.
OTKLIK_EXPORT(bar_height) float otklik_bar_height() {
    return lastFrame.bar;
}
/// 0: text is missing from it, as the atlas is too small; paint less of the page, or larger pixels.
OTKLIK_EXPORT(frame_complete) int otklik_frame_complete() {
    return lastFrame.isComplete ? 1 : 0;
}
}

}  // namespace otklik
