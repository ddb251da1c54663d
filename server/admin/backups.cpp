#include "server/admin/backups.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "server/store/open.h"

namespace otklik {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBefore = "otklik-", kDay = "dddd-dd-dd", kAfter = ".db";

/// otklik-2026-11-26.db
bool isDatedCopy(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string(),
                      pattern = std::string(kBefore) + std::string(kDay) + std::string(kAfter);
    std::error_code error;
    return entry.symlink_status(error).type() == fs::file_type::regular && name.size() == pattern.size() &&
           std::equal(name.begin(), name.end(), pattern.begin(), [](char c, char expected) {
               return c == expected || (expected == 'd' && c >= '0' && c <= '9');
           });
}

/// True for what otklik backup writes: one of our databases, and not one that a server has had open, whose
/// header says that it has a write-ahead log.
bool isCopy(const std::string& file) {
    SystemDisk disk;
    if (disk.look(file) != Disk::Entry::file || !readCopy(file, disk)) return false;
    char header[20] = {};
    std::ifstream(file, std::ios::binary).read(header, sizeof header);
    constexpr char kWithoutLog = 1;
    return header[18] == kWithoutLog && header[19] == kWithoutLog;
}

/// Why `file` must not be replaced by a copy, or good.
Status replaceable(const std::string& file) {
    const Disk::Entry found = SystemDisk().look(file);
    if (found == Disk::Entry::none || isCopy(file)) return {};
    return Status::refused(file + (found == Disk::Entry::other
                                       ? " is a link or no file. Name a file."
                                       : " exists and is no copy that otklik backup made. "
                                         "Choose another name."));
}

/// All dated copies beside `made` but the newest, so that `keep` stay with it.
void removeOlder(const fs::path& made, int keep) {
    std::vector<fs::path> copies;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(made.parent_path(), error))
        if (isDatedCopy(entry) && entry.path() != made && isCopy(entry.path()))
            copies.push_back(entry.path());
    std::sort(copies.rbegin(), copies.rend());  // the newest first
    for (std::size_t i = static_cast<std::size_t>(keep) - 1; i < copies.size(); ++i)
        fs::remove(copies[i], error);
}

}  // namespace

StatusOr<std::string> makeBackup(Store& store, const std::string& path, int keep, const std::string& today) {
    std::error_code error;
    const bool isFolder = fs::is_directory(path, error);
    if (keep > 0 && !isFolder)
        return Status::refused(path + " is no folder: only in a folder can a number of copies be kept.");
    const std::string file =
        isFolder ? (fs::path(path) / (std::string(kBefore) + today + std::string(kAfter))).string() : path;
    if (Status status = replaceable(file); !status.isGood()) return status;
    if (Status status = store.backup(file); !status.isGood()) return status;
    if (keep > 0) removeOlder(file, keep);
    return file;
}

std::optional<std::chrono::seconds> ageOfLatestCopy(const std::string& folder) {
    std::optional<fs::file_time_type> latest;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (!isDatedCopy(entry)) continue;
        const auto made = entry.last_write_time(error);
        if (!error && (!latest || made > *latest)) latest = made;
    }
    if (!latest) return std::nullopt;
    const auto age = fs::file_time_type::clock::now() - *latest;
    return std::max(std::chrono::seconds(0), std::chrono::duration_cast<std::chrono::seconds>(age));
}

std::string identityOf(const std::string& file) {
    struct stat found {};
    if (stat(file.c_str(), &found) != 0) return {};
    return std::to_string(found.st_dev) + "/" + std::to_string(found.st_ino);
}

}  // namespace otklik
