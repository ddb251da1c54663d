#include "server/store/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace otklik {
namespace {

/// What the system says of the call that just failed on `path`.
Status failed(const std::string& path) {
    return Status::passing(path + ": " + std::strerror(errno));
}

class FileLock : public Disk::Lock {
  public:
    explicit FileLock(int file) : file_(file) {}
    ~FileLock() override { close(file_); }

  private:
    int file_;
};

}  // namespace

Disk::Entry SystemDisk::look(const std::string& path) const {
    struct stat found {};
    if (lstat(path.c_str(), &found) != 0) return Entry::none;
    return S_ISREG(found.st_mode) ? Entry::file : Entry::other;
}

std::optional<std::uint64_t> SystemDisk::size(const std::string& path) const {
    struct stat found {};
    if (stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    return static_cast<std::uint64_t>(found.st_size);
}

Status SystemDisk::create(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return failed(path);
    close(file);
    return {};
}

Status SystemDisk::sync(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return failed(path);
    Status status;
    if (fsync(file) != 0) status = Status::lasting(path + ": " + std::strerror(errno));
    close(file);
    return status;
}

Status SystemDisk::rename(const std::string& from, const std::string& to) {
    return std::rename(from.c_str(), to.c_str()) == 0 ? Status() : failed(to);
}

Status SystemDisk::remove(const std::string& path) {
    return unlink(path.c_str()) == 0 || errno == ENOENT ? Status() : failed(path);
}

StatusOr<std::unique_ptr<Disk::Lock>> SystemDisk::lock(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return failed(path);
    std::unique_ptr<Lock> lock = std::make_unique<FileLock>(file);
    if (flock(file, LOCK_EX | LOCK_NB) != 0)
        return Status::refused("another Otklik process uses this folder");
    return lock;
}

std::string folderOf(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

}  // namespace otklik
