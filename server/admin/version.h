#pragma once
// What this program is: "otklik 0.6.0, commit 1a2b3c4, store format 5".

#include <string>

namespace otklik {

/// The version, the commit it was built from ("unknown" outside a checkout; with "-changed" where its sources
/// were), and the format of the folders it reads.
std::string programVersion();

}  // namespace otklik
