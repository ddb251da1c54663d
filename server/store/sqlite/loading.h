#pragma once
// What is read of the file when it opens. What cannot be is refused, not trusted.

#include <memory>
#include <string>
#include <vector>

#include "server/store/keys.h"
#include "server/store/sqlite/active_wave.h"
#include "server/store/sqlite/database.h"

namespace otklik {

using Waves = std::vector<std::unique_ptr<ActiveWave>>;

/// Every wave with its latest release: all that can be read without keys.
StatusOr<Waves> loadWaves(const Database& database);

/// Of each wave that is not closed, what has been counted and what waits, and how many must wait for a mix.
Status loadPools(const Database& database, const Keys& keys, Waves& waves, Random& random);

/// A value of the table of secrets.
StatusOr<std::string> loadSecret(const Database& database, std::string_view name);

}  // namespace otklik
