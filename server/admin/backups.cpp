#include "server/admin/backups.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

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

/// Why `file` must not be replaced by a copy, or good.
Status replaceable(const std::string& file) {
    std::error_code error;
    const fs::file_status found = fs::symlink_status(file, error);
    if (found.type() == fs::file_type::not_found) return {};
    if (found.type() == fs::file_type::symlink)
        return Status::refused(file + " is a link. Name the file itself.");
    char start[16] = {};
    std::ifstream(file, std::ios::binary).read(start, sizeof start);
    if (found.type() == fs::file_type::regular && std::string_view(start, 15) == "SQLite format 3") return {};
    return Status::refused(file + " exists and is no copy of a database. Choose another name.");
}

/// All dated copies but so many newest.
void removeOlder(const std::string& folder, int keep) {
    std::vector<fs::path> copies;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (isDatedCopy(entry)) copies.push_back(entry.path());
    std::sort(copies.rbegin(), copies.rend());  // the newest first
    for (std::size_t i = static_cast<std::size_t>(keep); i < copies.size(); ++i) fs::remove(copies[i], error);
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
    if (keep > 0) removeOlder(path, keep);
    return file;
}

std::string identityOf(const std::string& file) {
    struct stat found {};
    if (stat(file.c_str(), &found) != 0) return {};
    return std::to_string(found.st_dev) + "/" + std::to_string(found.st_ino);
}

}  // namespace otklik
