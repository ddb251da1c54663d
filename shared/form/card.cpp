#include "shared/form/card.h"

#include "shared/text/html.h"

namespace otklik {
namespace {

std::string property(const char* name, const std::string& content) {
    return std::string("<meta property=\"") + name + "\" content=\"" + escapeHtml(content) + "\">";
}

}  // namespace

std::string cardHtml(const Card& card) {
    std::string html = "<meta name=\"description\" content=\"" + escapeHtml(card.description) +
                       "\"><link rel=\"canonical\" href=\"" + escapeHtml(card.address) + "\">" +
                       property("og:type", "website") + property("og:title", card.title) +
                       property("og:description", card.description) + property("og:url", card.address) +
                       property("og:locale", card.language == "ru" ? "ru_RU" : card.language);
    if (!card.image.empty())
        html += property("og:image", card.image) + property("og:image:width", "1200") +
                property("og:image:height", "630") + property("vk:image", card.image) +
                "<meta name=\"twitter:card\" content=\"summary_large_image\">";
    return html;
}

}  // namespace otklik
