#pragma once
// A response as it waits in the pool: taken apart once, by whoever brings it, so that a mix has only to add.

#include <optional>
#include <string>

#include "shared/privacy/mix.h"
#include "shared/survey/answers.h"

namespace otklik {

struct PooledResponse {
    std::string record;  ///< see record.h
    Ballot ballot;
};

/// A submission on its way into the pool.
struct Arriving {
    std::string id, wave;
    PooledResponse response;
};

/// Answers that were read, checked and redacted.
PooledResponse takeApart(const TallyLayout& layout, const Answers& answers, const std::string& via);

/// From a record; nothing where it cannot be read.
std::optional<PooledResponse> readPooled(const TallyLayout& layout, const std::string& record);

/// Adds `times` what all of them count, as far as `counts` reach: main cells, or group sums too.
void addPooled(const std::vector<PooledResponse>& pool, int times, Counts& counts);

/// Overwrites what it says.
void wipe(PooledResponse& response);

}  // namespace otklik
