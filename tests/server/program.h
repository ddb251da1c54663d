#pragma once
// The program as the administrator calls it.

#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdio>
#include <set>
#include <string>

#include "tests/support.h"

namespace otklik::test {

struct Ran {
    int code;
    std::string said;  ///< both outputs

    bool says(const std::string& words) const { return said.find(words) != std::string::npos; }
};

/// Runs `otklik WORDS`, through the shell.
inline Ran runOtklik(const std::string& words) {
    FILE* pipe = popen((std::string(OTKLIK_BINARY) + " " + words + " 2>&1").c_str(), "r");
    REQUIRE(pipe);
    Ran ran{0, ""};
    char buffer[4096];
    for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.said.append(buffer, got);
    ran.code = WEXITSTATUS(pclose(pipe));
    return ran;
}

inline const std::string kOrder = std::string(OTKLIK_SOURCE_DIR) + "/assets/surveys/order-50-01-05-62.json";

/// The names in a folder.
inline std::set<std::string> namesIn(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

}  // namespace otklik::test
