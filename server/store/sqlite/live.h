#pragma once
// A wave as the writer keeps it: what has been counted and published, and what waits.

#include <optional>
#include <utility>
#include <vector>

#include "server/store/sqlite/waiting.h"
#include "server/store/store.h"

namespace otklik {

struct Live {
    Wave wave;
    TallyLayout layout;
    Counts counts, noise;
    std::vector<Waiting> pool;       ///< the rows of the file's pool, in whatever order
    std::optional<Release> release;  ///< the latest

    explicit Live(Wave opened)
        : wave(std::move(opened)),
          layout(*wave.survey, wave.channels),
          counts(layout.size()),
          noise(layout.size()) {}
};

}  // namespace otklik
