// Each page says what is the case and what to do next.

#include "shared/form/pages.h"

#include "shared/form/view_panel.h"
#include "shared/text/html.h"

namespace otklik {
namespace {

void link(HtmlWriter& html, const Locale& locale, const Arrival& arrival, std::string_view path,
          std::string_view key) {
    html.element("a", locale.text(key), {{"href", addressIn(locale, path, arrival)}});
}

/// Begins a note with what is the case, in the texts of `area`; what to do next follows.
void openNote(HtmlWriter& html, const Locale& locale, const std::string& area) {
    html.open("article", {{"class", "note"}})
        .element("h1", locale.text(area + ".title"))
        .element("p", locale.text(area + ".text"));
}

/// Ends a note with the page to go to.
std::string closeNote(HtmlWriter& html, const Locale& locale, const Arrival& arrival, std::string_view path,
                      std::string_view key) {
    html.open("p");
    link(html, locale, arrival, path, key);
    return html.close().close().take();
}

std::string note(const Locale& locale, const Arrival& arrival, const std::string& area,
                 std::string_view path) {
    HtmlWriter html;
    openNote(html, locale, area);
    return closeNote(html, locale, arrival, path, area + ".link");
}

}  // namespace

std::string framedHtml(const Locale& locale, const Arrival& arrival, std::string_view main,
                       std::string_view path) {
    HtmlWriter html;
    html.open("header", {{"class", "top"}}).open("nav", {{"aria-label", locale.text("page.navigation")}});
    link(html, locale, arrival, "/", "page.form");
    link(html, locale, arrival, "/results", "page.results");
    html.element("a", locale.text("page.other-language"),
                 {{"href", addressInOther(locale, path, arrival)},
                  {"lang", locale.text("page.other-language-code")}})
        .close()
        .markup(viewPanelHtml(locale, true))
        .close();
    return html.open("main").markup(main).close().take();
}

std::string kioskHtml(const Locale& locale, std::string_view main) {
    return HtmlWriter().markup(viewPanelHtml(locale, false)).open("main").markup(main).close().take();
}

std::string thanksHtml(const Locale& locale, const Arrival& arrival, bool isUnasked) {
    HtmlWriter html;
    openNote(html, locale, "thanks");
    if (isUnasked) html.element("p", locale.text("thanks.unasked"));
    return closeNote(html, locale, arrival, "/results", "thanks.link");
}
std::string noWaveHtml(const Locale& locale, const Arrival& arrival) {
    return note(locale, arrival, "no-wave", "/results");
}
std::string notFoundHtml(const Locale& locale, const Arrival& arrival) {
    return note(locale, arrival, "not-found", "/");
}
std::string fromElsewhereHtml(const Locale& locale, const Arrival& arrival) {
    return note(locale, arrival, "elsewhere", "/");
}

std::string notHereHtml(const Locale& locale, const Arrival& arrival, const FormFields& sent) {
    HtmlWriter html;
    openNote(html, locale, "not-here");
    html.open("form", {{"method", "post"}, {"action", addressIn(locale, "/", arrival)}});
    for (const auto& [name, value] : sent)
        html.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
    html.element("button", locale.text("not-here.send"), {{"class", "primary"}, {"type", "submit"}});
    return html.close().close().take();
}

std::string privacyHtml(const Locale& locale, const Arrival& arrival, ResponseKind kind) {
    HtmlWriter html;
    html.open("article", {{"class", "note"}}).element("h1", locale.text("privacy.title")).open("ol");
    for (int i = 1; i <= 7; ++i) html.element("li", locale.text("privacy." + std::to_string(i)));
    html.close().element("p", locale.text("privacy.not-promised"));
    if (kind == ResponseKind::trial) html.element("p", locale.text("privacy.trial"));
    return closeNote(html, locale, arrival, "/", "privacy.link");
}

}  // namespace otklik
