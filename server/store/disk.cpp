#include "server/store/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
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

/// An open file that is closed.
class Opened {
  public:
    Opened(const std::string& path, int flags)
        : file_(::open(path.c_str(), flags | O_NOFOLLOW | O_CLOEXEC)) {}
    ~Opened() {
        if (file_ >= 0) close(file_);
    }
    Opened(const Opened&) = delete;
    operator int() const { return file_; }

  private:
    int file_;
};

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

StatusOr<std::string> SystemDisk::read(const std::string& path, std::size_t most) const {
    const Opened file(path, O_RDONLY);
    struct stat found {};
    if (file < 0 || fstat(file, &found) != 0) return failed(path);
    if (found.st_size < 0 || static_cast<std::size_t>(found.st_size) > most)
        return Status::refused(path + ": is too large");
    std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
    const ssize_t got = ::read(file, bytes.data(), bytes.size());
    if (got < 0) return failed(path);
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
}

std::vector<std::string> SystemDisk::list(const std::string& folder) const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

bool SystemDisk::isOurs(const std::string& path) const {
    struct stat found {};
    return stat(path.c_str(), &found) == 0 && found.st_uid == geteuid() &&
           (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

Status SystemDisk::createFolder(const std::string& path) {
    return mkdir(path.c_str(), 0700) == 0 ? Status() : failed(path);
}

Status SystemDisk::create(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return failed(path);
    close(file);
    return {};
}

Status SystemDisk::write(const std::string& path, std::uint64_t at, std::string_view bytes) {
    const Opened file(path, O_WRONLY);
    if (file < 0) return failed(path);
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (put <= 0) return failed(path);
        bytes.remove_prefix(static_cast<std::size_t>(put));
        at += static_cast<std::uint64_t>(put);
    }
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

Status Disk::destroy(const std::string& path) {
    const auto bytes = size(path);
    if (!bytes) return remove(path);
    const std::string zeros(static_cast<std::size_t>(std::min<std::uint64_t>(*bytes, 1 << 20)), '\0');
    Status status;
    for (std::uint64_t at = 0; at < *bytes && status.isGood(); at += zeros.size())
        status = write(path, at, std::string_view(zeros).substr(0, std::min(zeros.size(), *bytes - at)));
    if (status.isGood()) status = sync(path);
    return status.isGood() ? remove(path) : status;
}

std::string folderOf(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

}  // namespace otklik
