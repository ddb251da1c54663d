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

void eye(HtmlWriter& html) {
    html.open("svg", {{"viewBox", "0 0 24 24"}, {"aria-hidden", "true"}})
        .element("path", {}, {{"d", "M1 12s4-7 11-7 11 7 11 7-4 7-11 7S1 12 1 12z"}})
        .element("circle", {}, {{"cx", 12}, {"cy", 12}, {"r", 3}})
        .close();
}

void option(HtmlWriter& html, const Locale& locale, const Setting& setting, std::string_view value) {
    const std::string name(setting.name), words(value);
    html.open("label").empty("input", {{"type", "radio"},
                                       {"name", "view-" + name},
                                       {"value", value},
                                       {"checked", value == setting.values.front()}});
    // A sample of the colours, painted in them.
    if (name == "scheme")
        html.element("span", locale.text("view.sample"),
                     {{"class", "sample"}, {"aria-hidden", "true"}, {"data-scheme", value}});
    html.element("span", name == "size" ? words + "\u00A0%" : locale.text("view." + name + "-" + words));
    html.close();
}

}  // namespace

std::string viewPanelHtml(const Locale& locale, bool remembers) {
    HtmlWriter html;
    html.open("details", {{"id", "view"}, {"data-forgets", !remembers}}).open("summary");
    eye(html);
    html.text(locale.text(remembers ? "view.title" : "kiosk.view")).close().open("div");
    for (const Setting& setting : kSettings) {
        html.open("fieldset").element("legend", locale.text("view." + std::string(setting.name)));
        for (std::string_view value : setting.values) option(html, locale, setting, value);
        html.close();
    }
    html.open("p").element("button", locale.text("view.reset"), {{"type", "button"}});
    if (remembers) html.text(" ").element("span", locale.text("view.remembers"), {{"class", "soft"}});
    return html.close().close().close().take();
}

}  // namespace otklik
