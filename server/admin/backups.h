#pragma once
// Where a copy goes: a file, or a folder of dated copies of which the newest are kept.

#include <chrono>
#include <optional>
#include <string>

#include "server/store/store.h"

namespace otklik {

/// Writes a copy of `store`, in the place of the file `path`, or into the folder `path` as
/// otklik-2026-11-26.db, where a copy of the same day is replaced and, with `keep` > 0, all but so many
/// newest dated copies are removed. Gives the copy's name. Refused: what is there and is no copy.
StatusOr<std::string> makeBackup(Store& store, const std::string& path, int keep, const std::string& today);

/// How long ago the newest dated copy in `folder` was made; nothing where there is none.
std::optional<std::chrono::seconds> ageOfLatestCopy(const std::string& folder);

/// Which file it is, whatever its name: two processes that see the same file say the same. Empty where there
/// is none.
std::string identityOf(const std::string& file);

}  // namespace otklik
