#include "server/admin/owner.h"

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace otklik {
namespace {

constexpr gid_t kNoGroup = 65534;

/// The user's own group; never root's, whoever's group the folder has.
gid_t groupOf(const struct stat& folder) {
    const passwd* user = getpwuid(folder.st_uid);
    const gid_t group = user ? user->pw_gid : folder.st_gid;
    return group == 0 ? kNoGroup : group;
}

}  // namespace

void becomeOwnerOf(const std::string& folder) {
    if (geteuid() != 0) return;
    std::error_code error;
    std::filesystem::path nearest = std::filesystem::absolute(folder, error);
    while (nearest.has_relative_path() && !std::filesystem::exists(nearest, error))
        nearest = nearest.parent_path();
    struct stat found {};
    if (stat(nearest.c_str(), &found) != 0 || found.st_uid == 0) return;
    const gid_t group = groupOf(found);
    if (setgroups(0, nullptr) != 0 || setresgid(group, group, group) != 0 ||
        setresuid(found.st_uid, found.st_uid, found.st_uid) != 0) {
        std::fprintf(stderr,
                     "otklik: %s belongs to another user, and this process may not become that user.\n",
                     folder.c_str());
        std::exit(1);  // rather than leave files there that its owner cannot use
    }
    prctl(PR_SET_DUMPABLE, 0);  // which a change of user may have turned on again
}

void becomeOwnerAndMake(const std::string& folder) {
    becomeOwnerOf(folder);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
}

bool isRootsAlone(const std::string& folder) {
    struct stat found {};
    return stat(folder.c_str(), &found) == 0 && found.st_uid == 0 &&
           (found.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace otklik
