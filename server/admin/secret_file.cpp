#include "server/admin/secret_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/base/place.h"
#include "server/store/disk.h"

namespace otklik {
namespace {

Status apart(const std::string& path, const std::vector<std::string>& forbiddenFolders) {
    for (const std::string& folder : forbiddenFolders)
        if (isInside(path, folder))
            return Status::refused(path + " lies in " + folder +
                                   ", beside what the ballot key opens. Name a file elsewhere.");
    return {};
}

/// Good where nobody else can put another file in the place of one in `folder`.
Status nobodyElses(const std::string& folder) {
    struct stat found {};
    if (stat(folder.c_str(), &found) != 0) return Status::passing(folder + ": " + std::strerror(errno) + ".");
    const bool isOurs = found.st_uid == 0 || found.st_uid == geteuid();
    const bool isShared = (found.st_mode & (S_IWGRP | S_IWOTH)) != 0 && (found.st_mode & S_ISVTX) == 0;
    if (isOurs && !isShared) return {};
    return Status::refused(folder +
                           " belongs to others, too, who could take the key or put in another one. "
                           "Name a file in a folder of your own.");
}

/// Where a key may lie.
Status isPlaceFor(const std::string& path, const std::vector<std::string>& forbiddenFolders) {
    const Status status = apart(path, forbiddenFolders);
    return status.isGood() ? nobodyElses(folderOf(path)) : status;
}

}  // namespace

Status writeSecretFile(const std::string& path, std::string_view text,
                       const std::vector<std::string>& forbiddenFolders) {
    if (Status status = isPlaceFor(path, forbiddenFolders); !status.isGood()) return status;
    SystemDisk disk;
    if (disk.look(path) != Disk::Entry::none)
        return Status::refused(path + " exists, and nothing is written over it. Choose another name.");
    Status status = disk.create(path);
    if (!status.isGood()) return status.within("", ".");
    status = disk.write(path, 0, text);
    if (status.isGood()) status = disk.sync(path);
    if (status.isGood()) status = disk.sync(folderOf(path));
    if (!status.isGood()) static_cast<void>(disk.remove(path));
    return status.within("", ".");
}

StatusOr<std::string> readSecretFile(const std::string& path,
                                     const std::vector<std::string>& forbiddenFolders) {
    if (Status status = isPlaceFor(path, forbiddenFolders); !status.isGood()) return status;
    const SystemDisk disk;
    const Disk::Entry found = disk.look(path);
    if (found == Disk::Entry::other || (found == Disk::Entry::file && !disk.isOurs(path)))
        return Status::refused(
            path +
            " is not a file that only you can read, so the key in it may be known to others, or theirs. "
            "If it is yours: chmod 600 " +
            path);
    auto text = disk.read(path, kMostSecretBytes);
    if (!text && text.status().kind() == Status::Kind::refused)
        return Status::refused(path + " is too long to be a ballot key.");
    if (!text) return text.status().within("", ".");
    return text;
}

}  // namespace otklik
