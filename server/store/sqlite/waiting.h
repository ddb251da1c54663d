#pragma once
// A response as it waits in the pool: taken apart once, by whoever brings it, so that a mix, during which
// nothing is stored, has only to write.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/stats/tally.h"
#include "shared/survey/answers.h"

namespace otklik {

struct Waiting {
    std::string body;                                        ///< the pool's record
    std::string closed;                                      ///< the archive's
    std::vector<std::pair<std::string, std::string>> texts;  ///< question and text, of every open answer
    std::vector<std::uint32_t> cells;                        ///< of the layout, in which it counts
};

/// A submission on its way into the pool.
struct Arriving {
    std::string id, wave;
    Waiting response;
};

/// Answers that were read, checked and redacted.
Waiting takeApart(const TallyLayout& layout, const Answers& answers, const std::string& via);

/// From the pool's body; nothing where it cannot be read.
std::optional<Waiting> readWaiting(const TallyLayout& layout, const std::string& body);

/// Overwrites what it says.
void wipe(Waiting& response);

}  // namespace otklik
