#include "server/admin/secret_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/base/place.h"
#include "server/base/wipe.h"
#include "server/store/disk.h"

namespace otklik {
namespace {

Status failed(const std::string& path, int error) {
    return Status::passing(path + ": " + std::strerror(error) + ".");
}

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
    if (stat(folder.c_str(), &found) != 0) return failed(folder, errno);
    const bool isOurs = found.st_uid == 0 || found.st_uid == geteuid();
    const bool isShared = (found.st_mode & (S_IWGRP | S_IWOTH)) != 0 && (found.st_mode & S_ISVTX) == 0;
    if (isOurs && !isShared) return {};
    return Status::refused(folder +
                           " belongs to others, too, who could take the key or put in another one. "
                           "Name a file in a folder of your own.");
}

class File {
  public:
    File(const std::string& path, int flags)
        : file_(open(path.c_str(), flags | O_NOFOLLOW | O_CLOEXEC, 0600)) {}
    ~File() {
        if (file_ >= 0) close(file_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    operator int() const { return file_; }

  private:
    int file_;
};

/// False, with errno, where not all of it lies on the disk.
bool writeWhole(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t wrote = write(file, text.data(), text.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return fsync(file) == 0;
}

}  // namespace

Status writeSecretFile(const std::string& path, std::string_view text,
                       const std::vector<std::string>& forbiddenFolders) {
    Status status = apart(path, forbiddenFolders);
    if (status.isGood()) status = nobodyElses(folderOf(path));
    if (!status.isGood()) return status;
    const File file(path, O_WRONLY | O_CREAT | O_EXCL);
    if (file < 0 && errno == EEXIST)
        return Status::refused(path + " exists, and nothing is written over it. Choose another name.");
    if (file < 0) return failed(path, errno);
    if (!writeWhole(file, text)) status = failed(path, errno);
    if (status.isGood()) status = SystemDisk().sync(folderOf(path));
    if (!status.isGood()) unlink(path.c_str());
    return status;
}

StatusOr<std::string> readSecretFile(const std::string& path,
                                     const std::vector<std::string>& forbiddenFolders) {
    Status status = apart(path, forbiddenFolders);
    if (status.isGood()) status = nobodyElses(folderOf(path));
    if (!status.isGood()) return status;
    const File file(path, O_RDONLY | O_NONBLOCK);
    struct stat found {};
    if (file < 0 || fstat(file, &found) != 0) return failed(path, errno);
    if (!S_ISREG(found.st_mode) || found.st_uid != geteuid() || (found.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Status::refused(path +
                               " is not a file that only you can read, so the key in it may be known to "
                               "others, or theirs. If it is yours: chmod 600 " +
                               path);
    std::string text(kMostSecretBytes + 1, '\0');
    std::size_t size = 0;
    ssize_t got = 0;
    while (size < text.size() && (got = read(file, text.data() + size, text.size() - size)) > 0)
        size += static_cast<std::size_t>(got);
    if (got < 0) return failed(path, errno);
    if (size > kMostSecretBytes) {
        wipe(text);
        return Status::refused(path + " is too long to be a ballot key.");
    }
    text.resize(size);
    return text;
}

}  // namespace otklik
