#pragma once
// What answers are made of: a problem document (RFC 9457) for programs, content in the best encoding that
// both sides know, and a 304 for who has it already.

#include <httplib.h>

#include <string>

#include "server/http/web_files.h"
#include "shared/base/json.h"

namespace otklik {

constexpr const char* kJsonType = "application/json";

Json problemJson(int status, const std::string& detail, const Problems& problems = {});
void sendProblem(httplib::Response& response, int status, const std::string& detail,
                 const Problems& problems = {});
/// For an error that has no more to say than its status.
void sendProblem(httplib::Response& response, int status);

/// Says after how many seconds to come again; the longest wait of an answer counts.
void comeAgain(httplib::Response& response, int seconds);

/// What a browser heeds in a page alone, and every other file would carry for nothing: `policy`, which says
/// what the page may load and run, what it shares with windows of other sites, and what it asks of the
/// device.
void protectPage(httplib::Response& response, const std::string& policy);

/// A page made for one visitor, which nobody keeps.
void sendHtml(const httplib::Request& request, httplib::Response& response, const std::string& html);
/// A file, or a page that is the same for all; a 304 where the client has this version.
void sendFile(const httplib::Request& request, httplib::Response& response, const WebFile& file);

/// The body's media type in lower case, without parameters.
std::string mediaType(const httplib::Request& request);

}  // namespace otklik
