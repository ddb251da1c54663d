#include "server/admin/version.h"

#include "commit.inc"  // kCommit: made by commit.cmake
#include "server/store/sqlite/schema.h"

namespace otklik {

std::string programVersion() {
    return std::string("otklik ") + OTKLIK_VERSION + ", commit " + kCommit + ", store format " +
           std::to_string(kFormat);
}

}  // namespace otklik
