#include "server/http/emblem.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace otklik {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;
constexpr std::string_view kPng = "\x89PNG\r\n\x1A\n";

/// What makes an SVG more than a picture, in small letters; tags may have a prefix.
constexpr std::array<std::string_view, 9> kActive = {
    "<script",  ":script", "javascript:", "<foreignobject", ":foreignobject",
    "<!entity", "<iframe", ":iframe",     "@import"};

bool isSpace(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

/// An attribute whose name begins with "on".
bool hasHandler(std::string_view small) {
    for (std::size_t at = small.find("on"); at != std::string_view::npos; at = small.find("on", at + 1)) {
        if (at == 0 || !isSpace(small[at - 1])) continue;
        std::size_t end = at;
        while (end < small.size() && (std::isalnum(static_cast<unsigned char>(small[end])) != 0)) ++end;
        while (end < small.size() && isSpace(small[end])) ++end;
        if (end < small.size() && small[end] == '=') return true;
    }
    return false;
}

/// A link to anything but a part of the picture itself.
bool leadsOut(std::string_view small) {
    for (const std::string_view link : {"href", "url("})
        for (std::size_t at = small.find(link); at != std::string_view::npos; at = small.find(link, at + 1)) {
            const std::size_t to = small.find_first_not_of(" \t\r\n='\"", at + link.size());
            if (to == std::string_view::npos || small[to] != '#') return true;
        }
    return false;
}

/// What follows a byte order mark and what an XML file may begin with.
std::string_view withoutProlog(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    for (;;) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        const std::string_view end = text.starts_with("<?")      ? "?>"
                                     : text.starts_with("<!--")  ? "-->"
                                     : text.starts_with("<!doc") ? ">"
                                                                 : "";
        const std::size_t at = end.empty() ? text.npos : text.find(end);
        if (at == text.npos) return text;
        text.remove_prefix(at + end.size());
    }
}

bool isPicture(std::string_view svg) {
    std::string small(svg);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const bool isActive = std::any_of(kActive.begin(), kActive.end(), [&](std::string_view active) {
        return small.find(active) != std::string::npos;
    });
    return withoutProlog(small).starts_with("<svg") && !isActive && !hasHandler(small) && !leadsOut(small);
}

}  // namespace

bool isPng(const std::string& content) {
    return content.starts_with(kPng);
}

const char* emblemProblem(const std::string& content) {
    if (content.size() > kMostBytes)
        return "the picture is larger than 64 KiB. Make it smaller: it is shown 28 pixels high.";
    if (!isPng(content) && !isPicture(content))
        return "a PNG is expected, or an SVG that is only a picture: without scripts, handlers and links to "
               "other files. Export it as a plain SVG, or as a PNG.";
    return nullptr;
}

}  // namespace otklik
