#include "server/admin/saying.h"

#include <cstdio>

namespace otklik {
namespace {

/// Nothing that a terminal would obey.
std::string printable(std::string text) {
    for (char& c : text)
        if ((static_cast<unsigned char>(c) < ' ' && c != '\n') || c == '\x7f') c = '?';
    return text;
}

}  // namespace

int refuse(const std::string& why) {
    std::fprintf(stderr, "otklik: %s\n", printable(why).c_str());
    return 1;
}

int refuse(const Status& status) {
    return refuse(status.detail());
}

int refuse(const std::string& file, const Problems& problems) {
    for (const Problem& problem : problems) refuse(file + problem.pointer + ": " + problem.detail);
    return 1;
}

int say(const Json& answer) {
    if (!answer.is_object()) return refuse("The server's answer is none; are both programs of one version?");
    const std::string said = printable(stringMember(answer, "said"));
    if (!said.empty()) std::printf("%s%s", said.c_str(), said.back() == '\n' ? "" : "\n");
    if (!answer.contains("problems")) return 0;
    for (const Json& problem : answer["problems"])
        refuse(problem.is_string() ? problem.get<std::string>() : problem.dump());
    return 1;
}

}  // namespace otklik
