// Each page says what is the case and what to do next.

#include "shared/form/pages.h"

#include "shared/form/form.h"
#include "shared/form/view_panel.h"

namespace otklik {
namespace {

std::string text(const Locale& locale, std::string_view tag, std::string_view key) {
    return "<" + std::string(tag) + ">" + escapeHtml(locale.text(key)) + "</" + std::string(tag) + ">";
}

std::string link(const Locale& locale, std::string_view address, std::string_view key) {
    return "<a href=\"" + escapeHtml(addressIn(locale, address)) + "\">" + escapeHtml(locale.text(key)) +
           "</a>";
}

std::string note(const Locale& locale, std::string_view area, std::string_view address) {
    const std::string prefix(area);
    return "<article class=\"note\">" + text(locale, "h1", prefix + ".title") +
           text(locale, "p", prefix + ".text") + "<p>" + link(locale, address, prefix + ".link") +
           "</p></article>";
}

std::string mainHtml(std::string_view main) {
    return "<main>" + std::string(main) + "</main>";
}

}  // namespace

std::string framedHtml(const Locale& locale, std::string_view main, std::string_view otherLanguage) {
    std::string html = "<header class=\"top\"><nav aria-label=\"" +
                       escapeHtml(locale.text("page.navigation")) + "\">" + link(locale, "/", "page.form") +
                       link(locale, "/results", "page.results");
    if (!otherLanguage.empty())
        html += "<a href=\"" + escapeHtml(otherLanguage) + "\" lang=\"" +
                escapeHtml(locale.text("page.other-language-code")) + "\">" +
                escapeHtml(locale.text("page.other-language")) + "</a>";
    return html + "</nav>" + viewPanelHtml(locale, true) + "</header>" + mainHtml(main);
}

std::string kioskHtml(const Locale& locale, std::string_view main) {
    return viewPanelHtml(locale, false) + mainHtml(main);
}

std::string thanksHtml(const Locale& locale) {
    return note(locale, "thanks", "/results");
}
std::string noWaveHtml(const Locale& locale) {
    return note(locale, "no-wave", "/results");
}
std::string notFoundHtml(const Locale& locale) {
    return note(locale, "not-found", "/");
}

std::string privacyHtml(const Locale& locale) {
    std::string html = "<article class=\"note\">" + text(locale, "h1", "privacy.title") + "<ol>";
    for (int i = 1; i <= 6; ++i) html += text(locale, "li", "privacy." + std::to_string(i));
    return html + "</ol>" + text(locale, "p", "privacy.not-promised") + "<p>" +
           link(locale, "/", "privacy.link") + "</p></article>";
}

}  // namespace otklik
