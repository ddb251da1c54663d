#include "server/admin/owner.h"

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>

namespace otklik {
namespace {

constexpr gid_t kNoGroup = 65534;

/// The user's own group; never root's, whoever's group the folder has.
gid_t groupOf(const struct stat& folder) {
    const passwd* user = getpwuid(folder.st_uid);
    const gid_t group = user ? user->pw_gid : folder.st_gid;
    return group == 0 ? kNoGroup : group;
}

/// Rather than leave files there that its owner cannot use.
[[noreturn]] void mayNotBecome(const std::string& folder) {
    std::fprintf(stderr, "otklik: %s belongs to another user, and this process may not become that user.\n",
                 folder.c_str());
    std::exit(1);
}

/// Whose `folder`, or the nearest folder above it that exists, is, where that is not root's.
std::optional<struct stat> otherOwnerOf(const std::string& folder) {
    std::error_code error;
    std::filesystem::path nearest = std::filesystem::absolute(folder, error);
    while (nearest.has_relative_path() && !std::filesystem::exists(nearest, error))
        nearest = nearest.parent_path();
    struct stat found {};
    if (stat(nearest.c_str(), &found) != 0 || found.st_uid == 0) return std::nullopt;
    return found;
}

/// For the owner of the data folder; where it is somebody else's to make, or is there, nothing is done.
void makeKeysFolder(const Folders& folders) {
    const auto owner = geteuid() == 0 ? otherOwnerOf(folders.data) : std::nullopt;
    const std::string keys = folders.keys();
    if (!owner || !isRootsAlone(folderOf(keys)) || mkdir(keys.c_str(), 0700) != 0) return;
    if (const Status synced = SystemDisk().sync(folderOf(keys)); !synced.isGood())
        std::fprintf(stderr, "otklik: %s may be lost at a power cut: %s.\n", keys.c_str(),
                     synced.detail().c_str());
    if (lchown(keys.c_str(), owner->st_uid, groupOf(*owner)) != 0)
        std::fprintf(stderr, "otklik: %s could not be given to the owner of %s.\n", keys.c_str(),
                     folders.data.c_str());
}

}  // namespace

void becomeOwnerOf(const std::string& folder) {
    if (geteuid() != 0) return;
    const auto owner = otherOwnerOf(folder);
    if (!owner) return;
    const struct stat& found = *owner;
    const gid_t group = groupOf(found);
    if (setgroups(0, nullptr) != 0 || setresgid(group, group, group) != 0 ||
        setresuid(found.st_uid, found.st_uid, found.st_uid) != 0) {
        mayNotBecome(folder);
    }
    prctl(PR_SET_DUMPABLE, 0);  // which a change of user may have turned on again
}

void becomeOwnerAndMake(const Folders& folders) {
    makeKeysFolder(folders);
    becomeOwnerOf(folders.data);
    std::error_code error;
    std::filesystem::create_directories(folders.data, error);
}

AsOwnerOf::AsOwnerOf(const std::string& folder) {
    const auto owner = geteuid() == 0 ? otherOwnerOf(folder) : std::nullopt;
    if (!owner) return;
    isOther_ = setegid(groupOf(*owner)) == 0 && seteuid(owner->st_uid) == 0;
    if (!isOther_) mayNotBecome(folder);
}

AsOwnerOf::~AsOwnerOf() {
    if (isOther_ && (seteuid(0) != 0 || setegid(0) != 0)) std::abort();
    prctl(PR_SET_DUMPABLE, 0);  // which a change of user may have turned on again
}

bool isRootsAlone(const std::string& folder) {
    struct stat found {};
    return stat(folder.c_str(), &found) == 0 && found.st_uid == 0 &&
           (found.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace otklik
