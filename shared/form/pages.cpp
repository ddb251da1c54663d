// Each page says what is the case and what to do next.

#include "shared/form/pages.h"

#include <vector>

#include "shared/form/view_panel.h"
#include "shared/text/html.h"
#include "shared/text/typeset.h"

namespace otklik {
namespace {

void link(HtmlWriter& html, const PageContext& page, std::string_view path, std::string_view key) {
    html.element("a", page.locale.text(key), {{"href", addressIn(page.locale, path, page.arrival)}});
}

void nameOffice(HtmlWriter& html, const PageContext& page, const LocalizedText& name) {
    if (name.empty() && page.office.emblem.empty()) return;
    html.open("p", {{"class", "office"}});
    if (!page.office.emblem.empty()) html.empty("img", {{"src", page.office.emblem}, {"alt", ""}});
    html.element("span", typeset(name.in(page.locale.language()))).close();
}

/// Three lines: what opens the links on a phone. It holds nothing, so that wide screens show the links
/// without it.
void menu(HtmlWriter& html, const Locale& locale) {
    html.open("details", {{"class", "menu"}})
        .open("summary", {{"aria-label", locale.text("page.menu")}})
        .open("svg", {{"viewBox", "0 0 24 24"}, {"aria-hidden", "true"}})
        .element("path", {}, {{"d", "M4 7h16M4 12h16M4 17h16"}})
        .close()
        .close()
        .close();
}

/// The main one first.
std::vector<const Locale*> languagesOf(const PageContext& page) {
    std::vector<const Locale*> languages;
    for (const auto& [language, locale] : page.locales)
        languages.insert(language == kMainLanguage ? languages.begin() : languages.end(), &locale);
    return languages;
}

void header(HtmlWriter& html, const PageContext& page, std::string_view path) {
    const Locale& locale = page.locale;
    html.open("header", {{"class", "top"}});
    html.element("a", locale.text("page.skip"), {{"class", "skip"}, {"href", "#content"}});
    nameOffice(html, page, page.office.called());
    menu(html, locale);
    html.open("nav", {{"aria-label", locale.text("page.navigation")}});
    link(html, page, "/", "page.form");
    link(html, page, "/results", "page.results");
    link(html, page, "/privacy", "page.privacy");
    for (const Locale* other : languagesOf(page))
        if (other->language() != locale.language())
            html.element("a", other->name(),
                         {{"href", addressInOther(*other, path, page.arrival)}, {"lang", other->language()}});
    html.close().markup(viewPanelHtml(locale, true)).close();
}

void reception(HtmlWriter& html, const PageContext& page) {
    if (!page.office.reception.empty())
        html.element("a", page.locale.text("app.reception"), {{"href", page.office.reception}});
}

/// In a line of its own, where there is one.
void receptionLine(HtmlWriter& html, const PageContext& page) {
    if (page.office.reception.empty()) return;
    html.open("p");
    reception(html, page);
    html.close();
}

/// A telephone that dials itself on a phone, and a site under its name.
void contacts(HtmlWriter& html, const Office& office) {
    if (office.phone.empty() && office.site.empty()) return;
    html.open("p", {{"class", "links"}});
    if (!office.phone.empty()) {
        std::string digits;
        for (const char letter : office.phone)
            if ((letter >= '0' && letter <= '9') || (letter == '+' && digits.empty())) digits += letter;
        html.element("a", office.phone, {{"href", "tel:" + digits}});
    }
    if (!office.site.empty()) {
        const std::size_t host = office.site.find("://") + 3;
        html.element("a", office.site.substr(host, office.site.find('/', host) - host),
                     {{"href", office.site}});
    }
    html.close();
}

void footer(HtmlWriter& html, const PageContext& page) {
    const std::string& language = page.locale.language();
    html.open("footer", {{"class", "foot"}});
    for (const LocalizedText* words : {&page.office.name, &page.office.order, &page.office.address})
        if (!words->empty()) html.element("p", typeset(words->in(language)));
    contacts(html, page.office);
    html.open("p", {{"class", "links"}});
    link(html, page, "/privacy", "form.privacy");
    link(html, page, "/accessibility", "accessibility.title");
    reception(html, page);
    html.close().close();
}

/// Begins a note with what is the case, in the texts of `area`; what to do next follows.
void openNote(HtmlWriter& html, const Locale& locale, const std::string& area) {
    html.open("article", {{"class", "note"}})
        .element("h1", locale.text(area + ".title"))
        .element("p", locale.text(area + ".text"));
}

/// Ends a note with the page to go to.
std::string closeNote(HtmlWriter& html, const PageContext& page, std::string_view path,
                      std::string_view key) {
    html.open("p");
    link(html, page, path, key);
    return html.close().close().take();
}

std::string note(const PageContext& page, const std::string& area, std::string_view path) {
    HtmlWriter html;
    openNote(html, page.locale, area);
    return closeNote(html, page, path, area + ".link");
}

}  // namespace

std::string framedHtml(const PageContext& page, std::string_view main, std::string_view path) {
    HtmlWriter html;
    header(html, page, path);
    html.open("main", {{"id", "content"}}).markup(main).close();
    footer(html, page);
    return html.take();
}

std::string kioskHtml(const PageContext& page, std::string_view main) {
    HtmlWriter html;
    html.open("header");
    nameOffice(html, page, page.office.name);
    return html.close().markup(viewPanelHtml(page.locale, false)).open("main").markup(main).close().take();
}

std::string thanksHtml(const PageContext& page, const Thanks& thanks) {
    const Locale& locale = page.locale;
    HtmlWriter html;
    openNote(html, locale, "thanks");
    if (thanks.isUnasked) html.element("p", locale.text("thanks.unasked"));
    html.element("p", thanks.closes.empty()
                          ? locale.text("app.thanks-next")
                          : locale.text("app.thanks-next-day", {{"day", locale.date(thanks.closes)}}));
    if (!thanks.wave.empty()) {
        html.open("section", {{"class", "last"}})
            .element("h2", locale.text("app.thanks-last", {{"wave", thanks.wave}}))
            .element("p", thanks.summary)
            .open("p");
        link(html, page, "/results/" + thanks.wave, "thanks.link");
        html.close().close();
    }
    html.element("h2", locale.text("app.thanks-answer"))
        .element("p",
                 locale.text(page.office.reception.empty() ? "app.thanks-anonymous" : "app.thanks-write"));
    receptionLine(html, page);
    return html.close().take();
}

std::string noWaveHtml(const PageContext& page, bool hasResults) {
    if (hasResults) return note(page, "no-wave", "/results");
    HtmlWriter html;
    html.open("article", {{"class", "note"}})
        .element("h1", page.locale.text("no-wave.title"))
        .element("p", page.locale.text("no-wave.none"));
    return html.close().take();
}
std::string notFoundHtml(const PageContext& page) {
    return note(page, "not-found", "/");
}
std::string fromElsewhereHtml(const PageContext& page) {
    return note(page, "elsewhere", "/");
}

std::string notHereHtml(const PageContext& page, const FormFields& sent) {
    HtmlWriter html;
    openNote(html, page.locale, "not-here");
    html.open("form", {{"method", "post"}, {"action", addressIn(page.locale, "/", page.arrival)}});
    for (const auto& [name, value] : sent)
        html.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
    html.element("button", page.locale.text("not-here.send"), {{"class", "primary"}, {"type", "submit"}});
    return html.close().close().take();
}

std::string privacyHtml(const PageContext& page, ResponseKind kind, std::string_view survey) {
    const Locale& locale = page.locale;
    HtmlWriter html;
    html.open("article", {{"class", "note"}}).element("h1", locale.text("privacy.title"));
    if (!survey.empty()) html.element("p", typeset(survey), {{"class", "soft"}});
    html.open("ol");
    for (int i = 1; i <= 7; ++i) html.element("li", locale.text("privacy." + std::to_string(i)));
    html.close().element("p", locale.text("privacy.not-promised"));
    if (kind == ResponseKind::trial) html.element("p", locale.text("privacy.trial"));
    if (const Office& office = page.office; !office.controller.empty() || !office.retention.empty()) {
        html.element("h2", locale.text("privacy.office"));
        for (const LocalizedText* words : {&office.controller, &office.retention})
            if (!words->empty()) html.element("p", typeset(words->in(locale.language())));
    }
    return closeNote(html, page, "/", "privacy.link");
}

std::string accessibilityHtml(const PageContext& page) {
    const Locale& locale = page.locale;
    std::string languages;
    for (const Locale* each : languagesOf(page)) languages += (languages.empty() ? "" : ", ") + each->name();
    HtmlWriter html;
    openNote(html, locale, "accessibility");
    for (const std::string part : {"done", "not", "tried"}) {
        html.element("h2", locale.text("accessibility." + part)).open("ul");
        for (int i = 1;; ++i) {
            const std::string key = "accessibility." + part + "-" + std::to_string(i);
            if (!locale.has(key)) break;
            html.element("li", locale.text(key, {{"languages", languages}}));
        }
        html.close();
    }
    html.element("h2", locale.text("accessibility.complain"));
    const std::string& office = page.office.name.in(locale.language());
    html.element("p", office.empty() ? locale.text("accessibility.complain-text")
                                     : locale.text("accessibility.complain-to", {{"office", office}}));
    receptionLine(html, page);
    return closeNote(html, page, "/", "privacy.link");
}

}  // namespace otklik
