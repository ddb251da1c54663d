#pragma once
// The only door to the disk for what must last, beside SQLite's own file system, which belongs to it. It is
// passed in, so that tests play a power cut, a full disk and a failing one in memory.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/status.h"

namespace otklik {

class Disk {
  public:
    virtual ~Disk() = default;

    /// SQLite's name for the file system on this disk; nullptr: the one that it uses unasked.
    virtual const char* vfs() const = 0;
    enum class Entry { none, file, other };
    /// What is of that name: a file, or something that is never used in its place, such as a link, a folder
    /// or a pipe.
    virtual Entry look(const std::string& path) const = 0;
    /// Bytes of a file; nothing where there is no such file.
    virtual std::optional<std::uint64_t> size(const std::string& path) const = 0;
    /// What a file holds, up to `most` bytes; refused where it has more.
    virtual StatusOr<std::string> read(const std::string& path, std::size_t most) const = 0;
    /// Names in a folder, in their order; none where there is no such folder.
    virtual std::vector<std::string> list(const std::string& folder) const = 0;
    /// True where only this process's user can read and change it.
    virtual bool isOurs(const std::string& path) const = 0;

    /// Makes a folder, its owner's only; refused where there is anything of that name.
    virtual Status createFolder(const std::string& path) = 0;
    /// Makes an empty file, its owner's only; refused where there is anything of that name, a link included.
    virtual Status create(const std::string& path) = 0;
    /// Puts `bytes` into a file from the place `at` on, over those that are there.
    virtual Status write(const std::string& path, std::uint64_t at, std::string_view bytes) = 0;
    /// Makes the bytes of a file, or the names in a folder, last through a power cut.
    virtual Status sync(const std::string& path) = 0;
    /// Puts a file in the place of another, as a whole; a link of the name `to` is replaced, not followed.
    virtual Status rename(const std::string& from, const std::string& to) = 0;
    /// Removes a name; good where there is none.
    virtual Status remove(const std::string& path) = 0;
    /// Overwrites what a file holds, durably, and removes its name; good where there is none.
    Status destroy(const std::string& path);

    /// Held while it lives, by one holder in all processes, and let go by the system when a process dies.
    class Lock {
      public:
        virtual ~Lock() = default;
    };
    /// Takes the lock in the file `path`, which is made where it is missing; refused where another has it.
    virtual StatusOr<std::unique_ptr<Lock>> lock(const std::string& path) = 0;
};

/// The machine's own.
class SystemDisk : public Disk {
  public:
    const char* vfs() const override { return nullptr; }
    Entry look(const std::string& path) const override;
    std::optional<std::uint64_t> size(const std::string& path) const override;
    StatusOr<std::string> read(const std::string& path, std::size_t most) const override;
    std::vector<std::string> list(const std::string& folder) const override;
    bool isOurs(const std::string& path) const override;
    Status createFolder(const std::string& path) override;
    Status create(const std::string& path) override;
    Status write(const std::string& path, std::uint64_t at, std::string_view bytes) override;
    Status sync(const std::string& path) override;
    Status rename(const std::string& from, const std::string& to) override;
    Status remove(const std::string& path) override;
    StatusOr<std::unique_ptr<Lock>> lock(const std::string& path) override;
};

/// The folder in which `path` is a name.
std::string folderOf(const std::string& path);

}  // namespace otklik
