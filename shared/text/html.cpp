#include "shared/text/html.h"

namespace otklik {

std::string escapeHtml(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (char c : text) switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
    return html;
}

}  // namespace otklik
