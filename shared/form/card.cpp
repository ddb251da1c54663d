#include "shared/form/card.h"

#include "shared/text/html.h"

namespace otklik {
namespace {

void property(HtmlWriter& html, std::string_view name, std::string_view content) {
    html.empty("meta", {{"property", name}, {"content", content}});
}

}  // namespace

std::string cardHtml(const Card& card) {
    HtmlWriter html;
    html.empty("meta", {{"name", "description"}, {"content", card.description}})
        .empty("link", {{"rel", "canonical"}, {"href", card.address}});
    property(html, "og:type", "website");
    property(html, "og:title", card.title);
    property(html, "og:description", card.description);
    property(html, "og:url", card.address);
    property(html, "og:locale", card.locale.language() + "_" + card.locale.text("page.region"));
    if (card.image.empty()) return html.take();
    property(html, "og:image", card.image);
    property(html, "og:image:width", "1200");
    property(html, "og:image:height", "630");
    property(html, "vk:image", card.image);
    html.empty("meta", {{"name", "twitter:card"}, {"content", "summary_large_image"}});
    return html.take();
}

}  // namespace otklik
