#include "shared/text/mark.h"

#include "shared/text/html.h"

namespace otklik {
namespace {

/// As the locale's keys and the stylesheet call it.
std::string nameOf(ResponseKind kind) {
    return kind == ResponseKind::trial ? "trial" : "made-up";
}

}  // namespace

std::string markLabel(ResponseKind kind, const Locale& locale) {
    return kind == ResponseKind::real ? "" : locale.text("mark." + nameOf(kind));
}

std::string markText(ResponseKind kind, const Locale& locale) {
    return kind == ResponseKind::real ? "" : locale.text("mark." + nameOf(kind) + "-says");
}

std::string markHtml(ResponseKind kind, const Locale& locale) {
    if (kind == ResponseKind::real) return "";
    return HtmlWriter()
        .element("p", markText(kind, locale),
                 {{"class", "mark " + nameOf(kind)}, {"data-label", markLabel(kind, locale)}})
        .take();
}

std::string markedTitle(ResponseKind kind, std::string_view title, const Locale& locale) {
    const std::string label = markLabel(kind, locale);
    return (label.empty() ? label : label + ": ") + std::string(title);
}

}  // namespace otklik
