#pragma once
// A wave as the writer keeps it: what has been counted and published, and how many responses wait.

#include <optional>

#include "server/store/sqlite_store.h"

namespace otklik {

struct SqliteStore::Live {
    Wave wave;
    TallyLayout layout;
    Counts counts, noise;
    int pooled = 0;
    std::optional<Release> release;  ///< the latest

    explicit Live(Wave opened)
        : wave(std::move(opened)),
          layout(*wave.survey, wave.channels),
          counts(layout.size()),
          noise(layout.size()) {}
};

}  // namespace otklik
