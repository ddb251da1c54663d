#pragma once

#include <string>

namespace otklik {

/// Where this process is root and `folder` is another user's, it becomes that user for good: what it makes
/// there can be used by the service that runs as that user, and a link that the user planted leads it nowhere
/// that the user could not go. What only root can read must have been opened before. Nothing happens where
/// there is no such folder.
void becomeOwnerOf(const std::string& folder);

}  // namespace otklik
