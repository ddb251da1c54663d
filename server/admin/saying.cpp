#include "server/admin/saying.h"

#include <cstdio>

namespace otklik {

int refuse(const std::string& why) {
    std::fprintf(stderr, "otklik: %s\n", why.c_str());
    return 1;
}

int refuse(const Status& status) {
    return refuse(status.detail());
}

int refuse(const std::string& file, const Problems& problems) {
    for (const Problem& problem : problems)
        std::fprintf(stderr, "otklik: %s%s: %s\n", file.c_str(), problem.pointer.c_str(),
                     problem.detail.c_str());
    return 1;
}

int say(const Json& answer) {
    const std::string said = stringMember(answer, "said");
    if (!said.empty()) std::printf("%s%s", said.c_str(), said.back() == '\n' ? "" : "\n");
    if (!answer.contains("problems")) return 0;
    for (const Json& problem : answer["problems"]) refuse(problem.get<std::string>());
    return 1;
}

}  // namespace otklik
