#pragma once
// Whose files a command makes. A command as root in the folder of another user would leave files there that
// the service cannot use, and would follow wherever that user's links lead.

#include <string>

#include "server/admin/machine.h"

namespace otklik {

/// Where this process is root and `folder`, or the nearest folder above it that exists, is another user's, it
/// becomes that user for good. What only root can read must have been opened before.
void becomeOwnerOf(const std::string& folder);

/// The same for a store's folder, and makes it where it is missing; where this process is root, it makes the
/// keys folder too, for the same owner, in a folder in which that user could not.
void becomeOwnerAndMake(const Folders& folders);

/// The same, only while it lives: of what comes before root's own files are read.
class AsOwnerOf {
  public:
    explicit AsOwnerOf(const std::string& folder);
    ~AsOwnerOf();
    AsOwnerOf(const AsOwnerOf&) = delete;

  private:
    bool isOther_ = false;
};

/// True where nobody but root can change what a name in `folder` leads to.
bool isRootsAlone(const std::string& folder);

}  // namespace otklik
