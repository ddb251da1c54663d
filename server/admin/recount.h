#pragma once

#include <string>

namespace otklik {

/// Counts again everything that a database holds and compares: each cell of each tally with the archive and
/// the texts, the ids that were seen with the responses; reads every response that waits, and every wave's
/// latest release. 0: in order; 1: what is wrong is on stderr.
int checkDatabase(const std::string& path);

}  // namespace otklik
