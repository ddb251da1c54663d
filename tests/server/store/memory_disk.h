#pragma once
// A disk in memory, for SQLite and for whoever else must know what lasts. It keeps beside each file's bytes
// those that a power cut would leave, and fails on demand: full, or slow, or with syncs that report an error,
// or dead after so many operations.

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "server/store/disk.h"
#include "shared/privacy/random.h"

struct sqlite3_vfs;

namespace otklik::test {

/// A file, by whatever name; a name may go while the file is still open.
struct MemoryFile;

class MemoryDisk : public Disk {
  public:
    MemoryDisk();
    ~MemoryDisk() override;

    std::atomic<int> writeError{0};               ///< an SQLite code that every write answers; 0: it works
    std::atomic<int> readError{0};                ///< the same for the next read
    std::atomic<int> goodSyncs{-1};               ///< after so many all fail; -1: none does
    std::atomic<bool> failsDatabaseSyncs{false};  ///< those of anything but a write-ahead log
    std::atomic<int> syncMilliseconds{0};         ///< that a sync takes
    /// So many writes, syncs and changes of names still work, then nothing does; -1: all do.
    std::atomic<long> operationsLeft{-1};
    std::atomic<bool> isOpenToOthers{false};  ///< everything on it
    std::atomic<int> temporaryFiles{0};       ///< that SQLite has opened, under no name

    /// Names that begin so cannot be made, changed or removed; empty: all can.
    void forbid(const std::string& path);
    /// All of the above as at the beginning.
    void mend();

    /// The power goes and comes back: there is what was synced, and of the rest whatever `random` lets
    /// survive, write by write. (After a kill, everything that was written is there.) Nobody may have a file
    /// open.
    void cutPower(Random& random);
    /// How often `text` stands in the files whose names begin with `path`.
    int count(const std::string& path, const std::string& text) const;

    const char* vfs() const override { return name_.c_str(); }
    Entry look(const std::string& path) const override;
    std::optional<std::uint64_t> size(const std::string& path) const override;
    StatusOr<std::string> read(const std::string& path, std::size_t most) const override;
    std::vector<std::string> list(const std::string& folder) const override;
    bool isOurs(const std::string&) const override { return !isOpenToOthers; }
    Status createFolder(const std::string& path) override;
    Status create(const std::string& path) override;
    Status write(const std::string& path, std::uint64_t at, std::string_view bytes) override;
    Status sync(const std::string& path) override;
    Status rename(const std::string& from, const std::string& to) override;
    Status remove(const std::string& path) override;
    StatusOr<std::unique_ptr<Lock>> lock(const std::string& path) override;

  private:
    friend struct MemoryVfs;  // SQLite's face of it
    using Names = std::map<std::string, std::shared_ptr<MemoryFile>>;

    bool works();
    Status allows(const std::string& path);
    bool syncs();
    std::shared_ptr<MemoryFile> find(const std::string& path) const;
    void makeNameDurable(const std::string& path);

    mutable std::recursive_mutex mutex_;  // guards everything below
    Names names_, durableNames_;
    std::set<std::string> folders_;
    std::string forbidden_;
    std::map<std::string, std::weak_ptr<Lock>> locks_;
    std::string name_;
    std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace otklik::test
