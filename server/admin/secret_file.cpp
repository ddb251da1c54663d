#include "server/admin/secret_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "server/base/wipe.h"
#include "server/store/disk.h"

namespace otklik {
namespace {

namespace fs = std::filesystem;

Status failed(const std::string& path, int error) {
    return Status::passing(path + ": " + std::strerror(error) + ".");
}

/// Where a name leads: absolute, without links and dots as far as it exists.
StatusOr<fs::path> placeOf(const std::string& path) {
    std::error_code error;
    // weakly_canonical() alone leaves a "data" that is missing relative.
    const fs::path absolute = fs::absolute(path, error);
    const fs::path place = error ? fs::path() : fs::weakly_canonical(absolute, error);
    if (error) return failed(path, error.value());
    return place;
}

bool isInside(const fs::path& place, const fs::path& folder) {
    const fs::path way = place.lexically_relative(folder);
    return !way.empty() && *way.begin() != "..";
}

/// The place of a file that may hold a key.
StatusOr<fs::path> placeApart(const std::string& path, const std::vector<std::string>& forbiddenFolders) {
    auto place = placeOf(path);
    if (!place) return place;
    for (const std::string& folder : forbiddenFolders) {
        const auto forbidden = placeOf(folder);
        if (!forbidden) return forbidden;
        if (isInside(*place, *forbidden))
            return Status::refused(path + " lies in " + folder +
                                   ", beside what the ballot key opens. Name a file elsewhere.");
    }
    return place;
}

class File {
  public:
    File(const fs::path& path, int flags) : file_(open(path.c_str(), flags | O_NOFOLLOW | O_CLOEXEC, 0600)) {}
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
    const auto place = placeApart(path, forbiddenFolders);
    if (!place) return place.status();
    const File file(*place, O_WRONLY | O_CREAT | O_EXCL);
    if (file < 0 && errno == EEXIST)
        return Status::refused(path + " exists, and nothing is written over it. Choose another name.");
    if (file < 0) return failed(path, errno);
    Status status;
    if (!writeWhole(file, text)) status = failed(path, errno);
    if (status.isGood()) status = SystemDisk().sync(place->parent_path().string());
    if (!status.isGood()) unlink(place->c_str());
    return status;
}

StatusOr<std::string> readSecretFile(const std::string& path,
                                     const std::vector<std::string>& forbiddenFolders) {
    const auto place = placeApart(path, forbiddenFolders);
    if (!place) return place.status();
    const File file(*place, O_RDONLY);
    if (file < 0) return failed(path, errno);
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
