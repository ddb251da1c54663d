#pragma once
// Closed waves of made-up responses, one a year up to this one, so that anyone can see a whole report in a
// minute. They go the way of real ones: taken, mixed, released.

#include <cstdint>
#include <string>

#include "server/redact/redactor.h"
#include "server/store/status.h"
#include "shared/survey/survey.h"

namespace otklik {

inline constexpr int kMostDemoResponses = 100'000, kMostDemoWaves = 20;

struct Demonstration {
    std::string folder, keys;  ///< with a database of its own: refused where waves of real responses are
    Survey survey;
    int responses = 0;       ///< of each wave, up to kMostDemoResponses
    int waves = 0;           ///< up to kMostDemoWaves
    std::uint64_t seed = 0;  ///< the same seed makes the same report
    std::string day;         ///< today, as an ISO date
};

Status makeDemonstration(Demonstration demonstration, const Redactor& redactor);

}  // namespace otklik
