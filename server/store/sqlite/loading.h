#pragma once
// What is read of the file when it opens. What cannot be is refused, not trusted.

#include <memory>
#include <string>
#include <vector>

#include "server/store/sqlite/database.h"
#include "server/store/sqlite/live.h"

namespace otklik {

/// Every wave with its tally, its latest release and what waits.
StatusOr<std::vector<std::unique_ptr<Live>>> loadWaves(const Database& database);

/// The key of the seen ids' hash; drawn where there is none yet.
StatusOr<std::string> loadSecret(Database& database);

}  // namespace otklik
