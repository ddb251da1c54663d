#include "server/admin/saying.h"

#include <cstdio>

#include "shared/text/utf8.h"

namespace otklik {
std::string printable(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        nextCodePoint(text, at);
        const std::string_view letter = text.substr(begin, at - begin);
        shown += letter != "\n" && hasHiddenControl(letter, false) ? "?" : letter;
    }
    return shown;
}

int refuse(const std::string& why) {
    std::fprintf(stderr, "otklik: %s\n", printable(why).c_str());
    return 1;
}

int refuse(const Status& status) {
    return refuse(status.detail());
}

int refuse(const Problems& problems) {
    for (const Problem& problem : problems) refuse(problem.detail);
    return 1;
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
