#include "server/http/origin.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace otklik {
namespace {

struct Authority {
    std::string host, port;  // the port is empty where it is not said
};

Authority authorityOf(std::string_view text) {
    const std::size_t colon = text.find(':', text.starts_with('[') ? text.find(']') : 0);
    std::string host(text.substr(0, colon));
    std::transform(host.begin(), host.end(), host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return {host, colon == std::string_view::npos ? "" : std::string(text.substr(colon + 1))};
}

struct Origin {
    std::string_view scheme;
    Authority at;

    bool isAt(const Authority& other) const {
        const std::string_view usual = scheme == "https" ? "443" : "80";
        return at.host == other.host && (at.port.empty() ? usual : at.port) ==
                                            (other.port.empty() ? usual : std::string_view(other.port));
    }
};

/// None for "null", and for what is no page's of the web.
std::optional<Origin> originOf(std::string_view text) {
    const std::size_t end = text.find("://");
    const std::string_view scheme = text.substr(0, end);
    if (end == std::string_view::npos || (scheme != "http" && scheme != "https")) return std::nullopt;
    const std::string_view rest = text.substr(end + 3);
    return Origin{scheme, authorityOf(rest.substr(0, rest.find('/')))};
}

bool isOurs(const std::string& origin, const std::string& host, const std::string& site) {
    const auto from = originOf(origin), own = originOf(site);
    if (!from || from->at.host.empty()) return false;
    return from->isAt(authorityOf(host)) || (own && from->scheme == own->scheme && from->isAt(own->at));
}

}  // namespace

bool isFromElsewhere(const httplib::Request& request, const std::string& site) {
    const std::size_t fetched = request.get_header_value_count("Sec-Fetch-Site");
    const std::size_t said = request.get_header_value_count("Origin");
    if (fetched > 1 || said > 1) return true;  // no browser does
    const std::string from = request.get_header_value("Sec-Fetch-Site");
    if (!from.empty()) return from != "same-origin" && from != "none";
    const std::string origin = request.get_header_value("Origin");
    return !origin.empty() && !isOurs(origin, request.get_header_value("Host"), site);
}

}  // namespace otklik
