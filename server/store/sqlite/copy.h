#pragma once

#include <string>

#include "server/store/sqlite/database.h"

namespace otklik {

/// Writes what `from`, a database or a copy, has into `to`, an empty file or none: all tables but the pool,
/// in the order of their keys, and how many waited. It has nothing that a period key would open.
Status copyInto(Database& from, const std::string& to, Disk& disk);

}  // namespace otklik
