#include "server/admin/owner.h"

#include <grp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace otklik {

void becomeOwnerOf(const std::string& folder) {
    struct stat found {};
    if (geteuid() != 0 || stat(folder.c_str(), &found) != 0 || found.st_uid == 0) return;
    if (setgroups(0, nullptr) != 0 || setresgid(found.st_gid, found.st_gid, found.st_gid) != 0 ||
        setresuid(found.st_uid, found.st_uid, found.st_uid) != 0) {
        std::fprintf(stderr,
                     "otklik: %s belongs to another user, and this process may not become that user.\n",
                     folder.c_str());
        std::exit(1);  // rather than leave files there that its owner cannot use
    }
    prctl(PR_SET_DUMPABLE, 0);  // which a change of user may have turned on again
}

}  // namespace otklik
