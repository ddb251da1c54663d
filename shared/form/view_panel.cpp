// The first value of each setting is what the visitor's system asks for.

#include "shared/form/view_panel.h"

#include <string_view>
#include <vector>

#include "shared/text/html.h"

namespace otklik {
namespace {

struct Setting {
    std::string_view name;
    std::vector<std::string_view> values;
};

const std::vector<Setting> kSettings = {
    {"size", {"100", "150", "200", "300"}},
    {"scheme", {"standard", "dark", "black-on-white", "white-on-black", "blue-on-light-blue"}},
    {"letters", {"usual", "wide"}},
    {"lines", {"usual", "wide"}},
    {"motion", {"usual", "off"}},
};

constexpr std::string_view kEye =
    "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M1 12s4-7 11-7 11 7 11 7-4 7-11 7S1 12 1 "
    "12z\"/><circle cx=\"12\" cy=\"12\" r=\"3\"/></svg>";

std::string optionHtml(const Locale& locale, const Setting& setting, std::string_view value) {
    const std::string name(setting.name), key = "view." + name + "-" + std::string(value);
    std::string html = "<label><input type=\"radio\" name=\"view-" + name + "\" value=\"" +
                       std::string(value) + "\"" + (value == setting.values.front() ? " checked" : "") + ">";
    // A sample of the colours, painted in them.
    if (name == "scheme")
        html += "<span class=\"sample\" aria-hidden=\"true\" data-scheme=\"" + std::string(value) + "\">" +
                escapeHtml(locale.text("view.sample")) + "</span>";
    const std::string words = name == "size" ? std::string(value) + "\u00A0%" : locale.text(key);
    return html + "<span>" + escapeHtml(words) + "</span></label>";
}

}  // namespace

std::string viewPanelHtml(const Locale& locale, bool remembers) {
    std::string html = "<details id=\"view\"" + std::string(remembers ? "" : " data-forgets") + "><summary>" +
                       std::string(kEye) + escapeHtml(locale.text("view.title")) + "</summary><div>";
    for (const Setting& setting : kSettings) {
        html +=
            "<fieldset><legend>" + escapeHtml(locale.text("view." + std::string(setting.name))) + "</legend>";
        for (std::string_view value : setting.values) html += optionHtml(locale, setting, value);
        html += "</fieldset>";
    }
    html += "<p><button type=\"button\">" + escapeHtml(locale.text("view.reset")) + "</button>";
    if (remembers) html += " <span class=\"soft\">" + escapeHtml(locale.text("view.remembers")) + "</span>";
    return html + "</p></div></details>";
}

}  // namespace otklik
