#include "tests/server/store/memory_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>

#include "server/store/sqlite/database.h"

namespace otklik::test {

struct MemoryFile {
    struct Change {  // that was not synced yet
        std::size_t at;
        std::string bytes;
        bool isCut;  // the file ends at `at`
    };
    std::string bytes, durable;
    std::vector<Change> pending;

    // SQLite's locks of the file and of its shared memory: who holds what.
    std::vector<const void*> sharers;
    const void *reserver = nullptr, *excluder = nullptr;
    std::vector<std::unique_ptr<char[]>> regions;
    std::vector<const void*> mappers;
    std::vector<const void*> slotSharers[SQLITE_SHM_NLOCK];
    const void* slotExcluder[SQLITE_SHM_NLOCK] = {};

    static void apply(const Change& change, std::string& to) {
        if (change.isCut || to.size() < change.at + change.bytes.size())
            to.resize(change.at + change.bytes.size());
        to.replace(change.at, change.bytes.size(), change.bytes);
    }
    void change(Change change) {
        apply(change, bytes);
        pending.push_back(std::move(change));
    }
    void makeDurable() {
        for (const Change& change : pending) apply(change, durable);
        pending.clear();
    }
};

namespace {

Status dead(const std::string& path) {
    return Status::lasting(path + ": the disk is dead");
}

class MemoryLock : public Disk::Lock {};

bool onlyOf(const std::vector<const void*>& holders, const void* who) {
    return std::all_of(holders.begin(), holders.end(), [&](const void* holder) { return holder == who; });
}

}  // namespace

/// SQLite's face of the disk: sqlite3_vfs and sqlite3_io_methods as functions that find their disk and file.
struct MemoryVfs {
    struct Handle {
        sqlite3_file base;
        MemoryDisk* disk;
        std::shared_ptr<MemoryFile>* file;
        std::string* path;
        int level;  // of its lock
    };
    static Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
    static MemoryDisk& disk(sqlite3_vfs* vfs) { return *static_cast<MemoryDisk*>(vfs->pAppData); }
    static sqlite3_vfs* real() { return sqlite3_vfs_find("unix"); }

    static int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* out, int flags, int* outFlags) {
        MemoryDisk& self = disk(vfs);
        std::lock_guard guard(self.mutex_);
        out->pMethods = nullptr;
        self.temporaryFiles += name == nullptr;
        std::shared_ptr<MemoryFile> file = name ? self.find(name) : std::make_shared<MemoryFile>();
        if (!file) {
            if (!(flags & SQLITE_OPEN_CREATE) || !self.works()) return SQLITE_CANTOPEN;
            file = self.names_[name] = std::make_shared<MemoryFile>();
        }
        Handle& handle = of(out);
        handle = {
            {&methods()}, &self, new std::shared_ptr<MemoryFile>(file), new std::string(name ? name : ""), 0};
        if (outFlags) *outFlags = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* path, int) {
        return disk(vfs).remove(path).isGood() ? SQLITE_OK : SQLITE_IOERR_DELETE;
    }
    static int access(sqlite3_vfs* vfs, const char* path, int, int* found) {
        *found = disk(vfs).size(path).has_value();
        return SQLITE_OK;
    }
    static int fullPathname(sqlite3_vfs*, const char* path, int size, char* out) {
        return sqlite3_snprintf(size, out, "%s", path), SQLITE_OK;
    }

    static int close(sqlite3_file* out) {
        Handle& handle = of(out);
        unlock(out, SQLITE_LOCK_NONE);
        delete handle.file;
        delete handle.path;
        return SQLITE_OK;
    }
    static int read(sqlite3_file* out, void* to, int size, sqlite3_int64 at) {
        std::lock_guard guard(of(out).disk->mutex_);
        if (of(out).disk->operationsLeft == 0) return SQLITE_IOERR_READ;
        if (const int error = of(out).disk->readError.exchange(0)) return error;
        const std::string& bytes = (*of(out).file)->bytes;
        const std::size_t from = std::min(static_cast<std::size_t>(at), bytes.size()),
                          got = std::min(static_cast<std::size_t>(size), bytes.size() - from);
        std::memcpy(to, bytes.data() + from, got);
        std::memset(static_cast<char*>(to) + got, 0, static_cast<std::size_t>(size) - got);
        return got == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* out, const void* from, int size, sqlite3_int64 at) {
        std::lock_guard guard(of(out).disk->mutex_);
        if (!of(out).disk->works()) return SQLITE_IOERR_WRITE;
        if (const int error = of(out).disk->writeError) return error;
        (*of(out).file)
            ->change({static_cast<std::size_t>(at),
                      std::string(static_cast<const char*>(from), static_cast<std::size_t>(size)), false});
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file* out, sqlite3_int64 size) {
        std::lock_guard guard(of(out).disk->mutex_);
        if (!of(out).disk->works()) return SQLITE_IOERR_TRUNCATE;
        (*of(out).file)->change({static_cast<std::size_t>(size), "", true});
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* out, int) {
        Handle& handle = of(out);
        if (handle.disk->syncMilliseconds > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(handle.disk->syncMilliseconds));
        std::lock_guard guard(handle.disk->mutex_);
        const bool isLog = handle.path->ends_with("-wal") || handle.path->ends_with("-journal");
        if (!handle.disk->syncs() || (handle.disk->failsDatabaseSyncs && !isLog)) return SQLITE_IOERR_FSYNC;
        (*handle.file)->makeDurable();
        if (isLog) handle.disk->makeNameDurable(*handle.path);  // as SQLite's own file system does
        return SQLITE_OK;
    }
    static int fileSize(sqlite3_file* out, sqlite3_int64* size) {
        std::lock_guard guard(of(out).disk->mutex_);
        *size = static_cast<sqlite3_int64>((*of(out).file)->bytes.size());
        return SQLITE_OK;
    }

    static int lock(sqlite3_file* out, int level) {
        Handle& handle = of(out);
        std::lock_guard guard(handle.disk->mutex_);
        MemoryFile& file = **handle.file;
        if (level <= handle.level) return SQLITE_OK;
        if (file.excluder && file.excluder != out) return SQLITE_BUSY;
        if (level >= SQLITE_LOCK_RESERVED && file.reserver && file.reserver != out) return SQLITE_BUSY;
        if (level == SQLITE_LOCK_EXCLUSIVE && !onlyOf(file.sharers, out)) return SQLITE_BUSY;
        if (handle.level == SQLITE_LOCK_NONE) file.sharers.push_back(out);
        if (level >= SQLITE_LOCK_RESERVED) file.reserver = out;
        if (level == SQLITE_LOCK_EXCLUSIVE) file.excluder = out;
        handle.level = level;
        return SQLITE_OK;
    }
    static int unlock(sqlite3_file* out, int level) {
        Handle& handle = of(out);
        std::lock_guard guard(handle.disk->mutex_);
        MemoryFile& file = **handle.file;
        if (file.excluder == out) file.excluder = nullptr;
        if (file.reserver == out) file.reserver = nullptr;
        if (level == SQLITE_LOCK_NONE) std::erase(file.sharers, out);
        handle.level = level;
        return SQLITE_OK;
    }
    static int checkReservedLock(sqlite3_file* out, int* found) {
        std::lock_guard guard(of(out).disk->mutex_);
        *found = (*of(out).file)->reserver != nullptr;
        return SQLITE_OK;
    }

    static int shmMap(sqlite3_file* out, int region, int size, int extend, void volatile** mapped) {
        std::lock_guard guard(of(out).disk->mutex_);
        MemoryFile& file = **of(out).file;
        auto& regions = file.regions;
        if (std::find(file.mappers.begin(), file.mappers.end(), out) == file.mappers.end())
            file.mappers.push_back(out);
        *mapped = nullptr;
        if (static_cast<std::size_t>(region) >= regions.size() && !extend) return SQLITE_OK;
        while (static_cast<std::size_t>(region) >= regions.size())
            regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
        *mapped = regions[static_cast<std::size_t>(region)].get();
        return SQLITE_OK;
    }
    static int shmLock(sqlite3_file* out, int first, int count, int flags) {
        std::lock_guard guard(of(out).disk->mutex_);
        MemoryFile& file = **of(out).file;
        const bool isShared = flags & SQLITE_SHM_SHARED;
        for (int slot = first; slot < first + count && (flags & SQLITE_SHM_LOCK); ++slot)
            if ((file.slotExcluder[slot] && file.slotExcluder[slot] != out) ||
                (!isShared && !onlyOf(file.slotSharers[slot], out)))
                return SQLITE_BUSY;
        for (int slot = first; slot < first + count; ++slot) {
            const bool locks = flags & SQLITE_SHM_LOCK;
            if (!isShared)
                file.slotExcluder[slot] = locks ? out : nullptr;
            else if (locks)
                file.slotSharers[slot].push_back(out);
            else
                std::erase(file.slotSharers[slot], out);
        }
        return SQLITE_OK;
    }
    /// Shared memory ends with the last who has it: SQLite's own file system empties what a killed process
    /// left.
    static int shmUnmap(sqlite3_file* out, int) {
        std::lock_guard guard(of(out).disk->mutex_);
        MemoryFile& file = **of(out).file;
        std::erase(file.mappers, out);
        if (file.mappers.empty()) file.regions.clear();
        return SQLITE_OK;
    }

    static const sqlite3_io_methods& methods() {
        static const sqlite3_io_methods methods = [] {
            sqlite3_io_methods m{};
            m.iVersion = 2;
            m.xClose = close, m.xRead = read, m.xWrite = write, m.xTruncate = truncate, m.xSync = sync;
            m.xFileSize = fileSize, m.xLock = lock, m.xUnlock = unlock;
            m.xCheckReservedLock = checkReservedLock;
            m.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
            m.xSectorSize = [](sqlite3_file*) { return 512; };
            m.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };  // promises nothing
            m.xShmMap = shmMap, m.xShmLock = shmLock, m.xShmUnmap = shmUnmap;
            m.xShmBarrier = [](sqlite3_file* f) { std::lock_guard guard(of(f).disk->mutex_); };
            return m;
        }();
        return methods;
    }
};

MemoryDisk::MemoryDisk() : vfs_(std::make_unique<sqlite3_vfs>(*MemoryVfs::real())) {
    static std::atomic<int> disks{0};
    name_ = "memory-" + std::to_string(++disks);
    vfs_->zName = name_.c_str();
    vfs_->szOsFile = sizeof(MemoryVfs::Handle);
    vfs_->pAppData = this;
    vfs_->pNext = nullptr;
    vfs_->xOpen = MemoryVfs::open;
    vfs_->xDelete = MemoryVfs::remove;
    vfs_->xAccess = MemoryVfs::access;
    vfs_->xFullPathname = MemoryVfs::fullPathname;
    sqlite3_vfs_register(vfs_.get(), 0);
}

MemoryDisk::~MemoryDisk() {
    sqlite3_vfs_unregister(vfs_.get());
}

bool MemoryDisk::works() {
    if (operationsLeft > 0) --operationsLeft;
    return operationsLeft != 0;
}

bool MemoryDisk::syncs() {
    if (!works() || goodSyncs == 0) return false;
    if (goodSyncs > 0) --goodSyncs;
    return true;
}

void MemoryDisk::mend() {
    writeError = readError = 0;
    goodSyncs = -1;
    failsDatabaseSyncs = false;
    syncMilliseconds = 0;
    operationsLeft = -1;
    isOpenToOthers = false;
    forbid("");
}

void MemoryDisk::forbid(const std::string& path) {
    std::lock_guard guard(mutex_);
    forbidden_ = path;
}

Status MemoryDisk::allows(const std::string& path) {
    if (!works()) return dead(path);
    if (!forbidden_.empty() && path.starts_with(forbidden_))
        return Status::passing(path + ": no space left on this disk");
    if (writeError) return statusOf(writeError).within(path + ": ");
    return {};
}

void MemoryDisk::cutPower(Random& random) {
    std::lock_guard guard(mutex_);
    for (auto& [path, file] : durableNames_) {
        for (MemoryFile::Change& change : file->pending) {
            const std::uint64_t fate = random.below(3);  // lost, kept, or torn
            if (fate == 0) continue;
            if (fate == 2) change.bytes.resize(change.bytes.size() / 2);
            MemoryFile::apply(change, file->durable);
        }
        file->pending.clear();
        file->bytes = file->durable;
    }
    names_ = durableNames_;
    mend();
}

int MemoryDisk::count(const std::string& path, const std::string& text) const {
    std::lock_guard guard(mutex_);
    int count = 0;
    for (const auto& [name, file] : names_) {
        if (!name.starts_with(path)) continue;
        for (std::size_t at = 0; (at = file->bytes.find(text, at)) != std::string::npos; at += text.size())
            ++count;
    }
    return count;
}

std::shared_ptr<MemoryFile> MemoryDisk::find(const std::string& path) const {
    const auto found = names_.find(path);
    return found == names_.end() ? nullptr : found->second;
}

void MemoryDisk::makeNameDurable(const std::string& path) {
    if (auto file = find(path))
        durableNames_[path] = file;
    else
        durableNames_.erase(path);
}

Disk::Entry MemoryDisk::look(const std::string& path) const {
    std::lock_guard guard(mutex_);
    return find(path) ? Entry::file : folders_.contains(path) ? Entry::other : Entry::none;
}

std::optional<std::uint64_t> MemoryDisk::size(const std::string& path) const {
    std::lock_guard guard(mutex_);
    const auto file = find(path);
    return file ? std::optional<std::uint64_t>(file->bytes.size()) : std::nullopt;
}

Status MemoryDisk::create(const std::string& path) {
    std::lock_guard guard(mutex_);
    if (find(path)) return Status::passing(path + ": exists");
    if (Status status = allows(path); !status.isGood()) return status;
    names_[path] = std::make_shared<MemoryFile>();
    return {};
}

StatusOr<std::string> MemoryDisk::read(const std::string& path, std::size_t most) const {
    std::lock_guard guard(mutex_);
    const auto file = find(path);
    if (!file) return Status::passing(path + ": no such file");
    if (file->bytes.size() > most) return Status::refused(path + ": is too large");
    return file->bytes;
}

std::vector<std::string> MemoryDisk::list(const std::string& folder) const {
    std::lock_guard guard(mutex_);
    std::vector<std::string> names;
    for (const auto& [path, file] : names_)
        if (folderOf(path) == folder) names.push_back(path.substr(folder.size() + 1));
    return names;
}

/// Folders are made at once and for good: what is lost is what is in them.
Status MemoryDisk::createFolder(const std::string& path) {
    std::lock_guard guard(mutex_);
    if (Status status = allows(path); !status.isGood()) return status;
    folders_.insert(path);
    return {};
}

Status MemoryDisk::write(const std::string& path, std::uint64_t at, std::string_view bytes) {
    std::lock_guard guard(mutex_);
    const auto file = find(path);
    if (!file) return Status::passing(path + ": no such file");
    if (Status status = allows(path); !status.isGood()) return status;
    file->change({static_cast<std::size_t>(at), std::string(bytes), false});
    return {};
}

Status MemoryDisk::sync(const std::string& path) {
    std::lock_guard guard(mutex_);
    if (!syncs()) return dead(path);
    if (const auto file = find(path)) return file->makeDurable(), Status();
    Names all = names_;  // a folder: every name that is there, and every one that is no more
    all.insert(durableNames_.begin(), durableNames_.end());
    for (const auto& [name, file] : all)
        if (folderOf(name) == path) makeNameDurable(name);
    return {};
}

Status MemoryDisk::rename(const std::string& from, const std::string& to) {
    std::lock_guard guard(mutex_);
    const auto file = find(from);
    if (!file) return Status::passing(from + ": no such file");
    if (!works()) return dead(to);
    names_[to] = file;
    names_.erase(from);
    return {};
}

Status MemoryDisk::remove(const std::string& path) {
    std::lock_guard guard(mutex_);
    if (!find(path)) return {};
    if (Status status = allows(path); !status.isGood()) return status;
    names_.erase(path);
    return {};
}

StatusOr<std::unique_ptr<Disk::Lock>> MemoryDisk::lock(const std::string& path) {
    std::lock_guard guard(mutex_);
    struct Held : Lock {
        explicit Held(std::shared_ptr<Lock> lock) : lock_(std::move(lock)) {}
        std::shared_ptr<Lock> lock_;
    };
    auto& known = locks_[path];
    if (!known.expired()) return Status::refused("another Otklik process uses this folder");
    auto lock = std::make_shared<MemoryLock>();
    known = lock;
    if (!find(path)) names_[path] = std::make_shared<MemoryFile>();
    return std::unique_ptr<Lock>(std::make_unique<Held>(std::move(lock)));
}

}  // namespace otklik::test
