#pragma once
// The program as the administrator calls it.

#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdio>
#include <set>
#include <string>

#include "server/store/clock.h"
#include "tests/support.h"

namespace otklik::test {

/// Tests tell days as the program does.
inline const bool kHasOfficeZone = useTimeZone(kTimeZone);

struct Ran {
    int code;
    std::string said;  ///< both outputs

    bool says(const std::string& words) const { return said.find(words) != std::string::npos; }
};

/// Runs `otklik WORDS`, through the shell, for somebody who types `typed`, in whole lines.
inline Ran runOtklik(const std::string& words, const std::string& typed = "") {
    const std::string program = std::string("<<'END OF TYPING' ") + OTKLIK_BINARY;
    FILE* pipe = popen((program + " " + words + " 2>&1\n" + typed + "END OF TYPING\n").c_str(), "r");
    REQUIRE(pipe);
    Ran ran{0, ""};
    char buffer[4096];
    for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.said.append(buffer, got);
    ran.code = WEXITSTATUS(pclose(pipe));
    return ran;
}

inline const std::string kOrder = std::string(OTKLIK_SOURCE_DIR) + "/assets/surveys/order-50-01-05-62.json";

/// Opens a wave of the order's survey in the folder `data`, its ballot key in the file DATA.key; `words`
/// begin with the wave's name.
inline Ran openWave(const std::string& data, const std::string& words = "2026") {
    return runOtklik("wave open " + words + " --survey " + kOrder + " --data " + data + " --key-file " +
                     data + ".key");
}

/// Stops and closes wave 2026 with the key that openWave() wrote.
inline void closeWave(const std::string& data) {
    for (const std::string command : {"wave stop", "wave close"}) {
        const Ran ran = runOtklik(command + " 2026 --data " + data + " --key-file " + data + ".key");
        REQUIRE_MESSAGE(ran.code == 0, ran.said);
    }
}

/// The names in a folder.
inline std::set<std::string> namesIn(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

}  // namespace otklik::test
