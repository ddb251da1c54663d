#pragma once

#include <optional>

#include "server/store/open.h"
#include "server/store/sqlite/database.h"

namespace otklik {

/// Compares what `database` says in several places; where the ballot key of a wave is given, also what its
/// bundles say. `each` hears, in a sentence, what is in order and what is not. False where anything is not.
bool recount(Database& database, const std::optional<hpke::KeyPair>& ballotKey,
             const StoreReader::FindingHandler& each);

/// Good where recount() finds nothing in `file` that is not in order, without a ballot key.
Status inOrder(const std::string& file, Disk& disk);

}  // namespace otklik
