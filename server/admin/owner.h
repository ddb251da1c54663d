#pragma once
// Whose files a command makes. A command as root in the folder of another user would leave files there that
// the service cannot use, and would follow wherever that user's links lead.

#include <string>

namespace otklik {

/// Where this process is root and `folder`, or the nearest folder above it that exists, is another user's, it
/// becomes that user for good. What only root can read must have been opened before.
void becomeOwnerOf(const std::string& folder);

/// The same, and makes the folder where it is missing.
void becomeOwnerAndMake(const std::string& folder);

/// True where nobody but root can change what a name in `folder` leads to.
bool isRootsAlone(const std::string& folder);

}  // namespace otklik
