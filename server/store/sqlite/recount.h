#pragma once

#include <functional>
#include <string>

#include "server/store/sqlite/database.h"

namespace otklik {

/// Counts again everything that a database holds and compares: each cell of each tally with the archive and
/// the texts, the ids that were seen with the responses; reads every response that waits, and every wave's
/// latest release. `each` hears a sentence about each wave that is in order, and about whatever is not; false
/// where anything is not.
bool recount(Database& database, const std::function<void(bool isInOrder, const std::string& what)>& each);

}  // namespace otklik
