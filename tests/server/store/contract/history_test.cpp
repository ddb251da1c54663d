// Many histories, each from its seed. OTKLIK_HISTORIES says how many ("scripts/bench faults" asks for
// 10,000), OTKLIK_HISTORY plays one of them alone and tells what happens in it.

#include <cstdlib>

#include "tests/server/store/contract/history.h"
#include "tests/support.h"

using namespace otklik;
using test::History;

namespace {

std::uint64_t numberOf(const char* variable, std::uint64_t fallback) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : fallback;
}

}  // namespace

TEST_CASE(
    "The contract holds in every history: devices, retries, lost answers, clocks, disks, ends, mixes, "
    "closings") {
    const std::uint64_t only = numberOf("OTKLIK_HISTORY", 0), count = numberOf("OTKLIK_HISTORIES", 2000);
    std::map<std::string, int> played;
    for (std::uint64_t seed = only ? only : 1; seed <= (only ? only : count); ++seed) {
        History history(seed);
        const std::vector<std::string> findings = history.play();
        for (const auto& [what, times] : history.played()) played[what] += times;
        if (only)
            for (const std::string& event : history.events()) MESSAGE(event);
        for (const std::string& finding : findings)
            FAIL_CHECK("history ", seed, ": ", finding, " (play it again with OTKLIK_HISTORY=", seed, ")");
        if (!findings.empty()) return;
    }
    if (only) return;
    std::string told;
    for (const auto& [what, times] : played) told += what + " " + std::to_string(times) + ", ";
    MESSAGE(count, " histories: ", told);
    for (const char* what : {"stored", "repeated", "closed", "unavailable", "unknown", "kill", "power cut",
                             "release", "final release", "open", "stop", "close", "copy", "discard"})
        CHECK_MESSAGE(played[what] > 0, what);
}
