#include "server/http/reply.h"

#include <algorithm>

#include <cctype>

namespace otklik {
namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* kProblemType = "application/problem+json";
constexpr const char* kSvgType = "image/svg+xml";
constexpr const char* kHtmlType = "text/html; charset=utf-8";

const char* titleOf(int status) {
    switch (status) {
        case 400:
            return "Bad request";
        case 403:
            return "Sent by another site";
        case 404:
            return "Not found";
        case 405:
            return "Method not allowed";
        case 409:
            return "The wave takes no responses";
        case 413:
            return "Too large";
        case 415:
            return "Unsupported media type";
        case 422:
            return "The response cannot be stored as it is";
        case 429:
            return "Too many responses";
        case 503:
            return "Not possible now";
        default:
            return status >= 500 ? "Server error" : "Request refused";
    }
}

bool accepts(const Request& request, const char* encoding) {
    return request.get_header_value("Accept-Encoding").find(encoding) != std::string::npos;
}

void sendEncoded(const Request& request, Response& response, const std::string& plain,
                 const std::string& brotli, const std::string& gzip, const char* type) {
    response.set_header("Vary", "Accept-Encoding");
    if (!brotli.empty() && accepts(request, "br")) {
        response.set_header("Content-Encoding", "br");
        response.set_content(brotli, type);
    } else if (!gzip.empty() && accepts(request, "gzip")) {
        response.set_header("Content-Encoding", "gzip");
        response.set_content(gzip, type);
    } else {
        response.set_content(plain, type);
    }
}

/// True where the client has this version already: then the answer is a 304.
bool notModified(const Request& request, Response& response, const std::string& etag) {
    response.set_header("ETag", etag);
    const std::string known = request.get_header_value("If-None-Match");
    if (known != "*" && known.find(etag) == std::string::npos) return false;
    response.set_header("Vary", "Accept-Encoding");
    response.status = 304;
    return true;
}

}  // namespace

Json problemJson(int status, const std::string& detail, const Problems& problems) {
    Json json = {{"type", "about:blank"}, {"title", titleOf(status)}, {"status", status}, {"detail", detail}};
    for (const Problem& problem : problems)
        json["errors"].push_back(
            {{"pointer", problem.pointer}, {"code", problem.code}, {"detail", problem.detail}});
    return json;
}

void sendProblem(Response& response, int status, const std::string& detail, const Problems& problems) {
    response.status = status;
    response.set_content(problemJson(status, detail, problems).dump(), kProblemType);
}

void sendProblem(Response& response, int status) {
    sendProblem(response, status, titleOf(status));
}

void comeAgain(Response& response, int seconds) {
    const auto said = response.headers.find("Retry-After");
    if (said != response.headers.end()) seconds = std::max(seconds, std::stoi(said->second));
    response.headers.erase("Retry-After");  // two would be read as one that is no number
    response.set_header("Retry-After", std::to_string(seconds));
}

void protectPage(Response& response, const std::string& policy) {
    response.set_header("Content-Security-Policy", policy);
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    response.set_header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
}

void sendHtml(const Request& request, Response& response, const std::string& html) {
    response.set_header("Cache-Control", "no-store");
    const std::string brotli = accepts(request, "br") ? compressBrotli(html) : "";
    const std::string gzip = brotli.empty() && accepts(request, "gzip") ? compressGzip(html) : "";
    sendEncoded(request, response, html, brotli, gzip, kHtmlType);
}

void sendFile(const Request& request, Response& response, const WebFile& file) {
    if (!file.name.empty())
        response.set_header("Content-Disposition", "attachment; filename=\"" + file.name + '"');
    if (file.type == kSvgType)  // opened by its own address it is a document, which could run things
        response.set_header("Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.set_header("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!notModified(request, response, file.etag))
        sendEncoded(request, response, file.plain, file.brotli, file.gzip, file.type.c_str());
}

std::string mediaType(const Request& request) {
    std::string type = request.get_header_value("Content-Type");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ') type.pop_back();
    for (char& c : type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return type;
}

}  // namespace otklik
