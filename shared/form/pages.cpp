// Each page says what is the case and what to do next.

#include "shared/form/pages.h"

#include "shared/form/form.h"
#include "shared/form/view_panel.h"

namespace otklik {
namespace {

std::string text(const Locale& locale, std::string_view tag, std::string_view key) {
    return "<" + std::string(tag) + ">" + escapeHtml(locale.text(key)) + "</" + std::string(tag) + ">";
}

std::string link(const Locale& locale, const Arrival& arrival, std::string_view path, std::string_view key) {
    return "<a href=\"" + escapeHtml(addressIn(locale, path, arrival)) + "\">" +
           escapeHtml(locale.text(key)) + "</a>";
}

/// What is the case, in the texts of `area`, and what to do next.
std::string note(const Locale& locale, std::string_view area, const std::string& next) {
    const std::string prefix(area);
    return "<article class=\"note\">" + text(locale, "h1", prefix + ".title") +
           text(locale, "p", prefix + ".text") + next + "</article>";
}

std::string note(const Locale& locale, const Arrival& arrival, std::string_view area, std::string_view path) {
    return note(locale, area, "<p>" + link(locale, arrival, path, std::string(area) + ".link") + "</p>");
}

std::string mainHtml(std::string_view main) {
    return "<main>" + std::string(main) + "</main>";
}

}  // namespace

std::string framedHtml(const Locale& locale, const Arrival& arrival, std::string_view main,
                       std::string_view path) {
    return "<header class=\"top\"><nav aria-label=\"" + escapeHtml(locale.text("page.navigation")) + "\">" +
           link(locale, arrival, "/", "page.form") + link(locale, arrival, "/results", "page.results") +
           "<a href=\"" + escapeHtml(addressInOther(locale, path, arrival)) + "\" lang=\"" +
           escapeHtml(locale.text("page.other-language-code")) + "\">" +
           escapeHtml(locale.text("page.other-language")) + "</a></nav>" + viewPanelHtml(locale, true) +
           "</header>" + mainHtml(main);
}

std::string kioskHtml(const Locale& locale, std::string_view main) {
    return viewPanelHtml(locale, false) + mainHtml(main);
}

std::string thanksHtml(const Locale& locale, const Arrival& arrival, bool isUnasked) {
    return note(locale, "thanks",
                (isUnasked ? text(locale, "p", "thanks.unasked") : "") + "<p>" +
                    link(locale, arrival, "/results", "thanks.link") + "</p>");
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
    std::string form =
        "<form method=\"post\" action=\"" + escapeHtml(addressIn(locale, "/", arrival)) + "\">";
    for (const auto& [name, value] : sent)
        form +=
            "<input type=\"hidden\" name=\"" + escapeHtml(name) + "\" value=\"" + escapeHtml(value) + "\">";
    return note(locale, "not-here",
                form + "<button class=\"primary\" type=\"submit\">" +
                    escapeHtml(locale.text("not-here.send")) + "</button></form>");
}

std::string privacyHtml(const Locale& locale, const Arrival& arrival, ResponseKind kind) {
    std::string html = "<article class=\"note\">" + text(locale, "h1", "privacy.title") + "<ol>";
    for (int i = 1; i <= 7; ++i) html += text(locale, "li", "privacy." + std::to_string(i));
    return html + "</ol>" + text(locale, "p", "privacy.not-promised") +
           (kind == ResponseKind::trial ? text(locale, "p", "privacy.trial") : "") + "<p>" +
           link(locale, arrival, "/", "privacy.link") + "</p></article>";
}

}  // namespace otklik
