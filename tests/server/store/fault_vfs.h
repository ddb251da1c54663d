#pragma once
// A file system for SQLite that lies over the real one and fails on demand: syncs that report EIO or are
// slow, a read that fails, a full disk, and a power cut that loses every write that was not synced.

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "tests/support.h"

namespace otklik::test {

class FaultVfs {
  public:
    static constexpr const char* kName = "faults";

    /// What every sync and every write answers, and every sync of anything but the write-ahead log.
    std::atomic<int> syncError{SQLITE_OK}, writeError{SQLITE_OK}, databaseSyncError{SQLITE_OK};
    std::atomic<int> readError{SQLITE_OK};  ///< what the next read answers
    std::atomic<int> syncMilliseconds{0};
    std::atomic<int> goodSyncs{-1};      ///< after so many all fail; -1: none does
    std::atomic<int> temporaryFiles{0};  ///< that SQLite has opened, in a folder of its own choice

    static FaultVfs& instance() {
        static FaultVfs vfs;
        return vfs;
    }
    void reset() {
        syncError = writeError = readError = databaseSyncError = SQLITE_OK;
        syncMilliseconds = temporaryFiles = 0;
        goodSyncs = -1;
        std::lock_guard guard(mutex_);
        durable_.clear();
    }
    /// What a disk would hold if the power went now: of each file what it was at its last sync, into
    /// `folder`.
    void copyDurable(const std::string& folder) {
        std::lock_guard guard(mutex_);
        for (const auto& [path, bytes] : durable_)
            std::ofstream(folder + "/" + std::filesystem::path(path).filename().string(), std::ios::binary)
                << bytes;
    }

  private:
    struct File {
        sqlite3_file base;
        char* path;
        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };
    static File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }

    FaultVfs() {
        real_ = sqlite3_vfs_find(nullptr);
        vfs_ = *real_;
        vfs_.zName = kName;
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.xOpen = [](sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
            FaultVfs& self = instance();
            File* opened = of(file);
            const int code = self.real_->xOpen(self.real_, name, opened->real(), flags, out);
            opened->base.pMethods = code == SQLITE_OK ? &self.methods_ : nullptr;
            opened->path = name ? strdup(name) : nullptr;
            self.temporaryFiles += name == nullptr;
            return code;
        };
        vfs_.xDelete = [](sqlite3_vfs*, const char* path, int sync) {
            FaultVfs& self = instance();
            std::lock_guard guard(self.mutex_);
            self.durable_.erase(path);
            return self.real_->xDelete(self.real_, path, sync);
        };
        methods_.iVersion = 2;
        methods_.xClose = [](sqlite3_file* f) {
            std::free(of(f)->path);
            return of(f)->real()->pMethods->xClose(of(f)->real());
        };
        methods_.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
            if (const int error = instance().readError.exchange(SQLITE_OK)) return error;
            return of(f)->real()->pMethods->xRead(of(f)->real(), to, size, at);
        };
        methods_.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
            if (const int error = instance().writeError) return error;
            return of(f)->real()->pMethods->xWrite(of(f)->real(), from, size, at);
        };
        methods_.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
            return of(f)->real()->pMethods->xTruncate(of(f)->real(), size);
        };
        methods_.xSync = [](sqlite3_file* f, int flags) {
            FaultVfs& self = instance();
            if (const int error = self.syncError) return error;
            if (self.goodSyncs == 0) return SQLITE_IOERR_FSYNC;
            if (self.goodSyncs > 0) --self.goodSyncs;
            const bool isLog = of(f)->path && std::string_view(of(f)->path).ends_with("-wal");
            if (const int error = self.databaseSyncError; error && !isLog) return error;
            if (self.syncMilliseconds > 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(self.syncMilliseconds));
            const int code = of(f)->real()->pMethods->xSync(of(f)->real(), flags);
            if (code == SQLITE_OK && of(f)->path) {
                std::lock_guard guard(self.mutex_);
                self.durable_[of(f)->path] = fileText(of(f)->path);
            }
            return code;
        };
        methods_.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
            return of(f)->real()->pMethods->xFileSize(of(f)->real(), size);
        };
        methods_.xLock = [](sqlite3_file* f, int level) {
            return of(f)->real()->pMethods->xLock(of(f)->real(), level);
        };
        methods_.xUnlock = [](sqlite3_file* f, int level) {
            return of(f)->real()->pMethods->xUnlock(of(f)->real(), level);
        };
        methods_.xCheckReservedLock = [](sqlite3_file* f, int* out) {
            return of(f)->real()->pMethods->xCheckReservedLock(of(f)->real(), out);
        };
        methods_.xFileControl = [](sqlite3_file* f, int what, void* argument) {
            return of(f)->real()->pMethods->xFileControl(of(f)->real(), what, argument);
        };
        methods_.xSectorSize = [](sqlite3_file* f) {
            return of(f)->real()->pMethods->xSectorSize(of(f)->real());
        };
        methods_.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };  // promises nothing
        methods_.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
            return of(f)->real()->pMethods->xShmMap(of(f)->real(), page, size, extend, out);
        };
        methods_.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
            return of(f)->real()->pMethods->xShmLock(of(f)->real(), offset, n, flags);
        };
        methods_.xShmBarrier = [](sqlite3_file* f) { of(f)->real()->pMethods->xShmBarrier(of(f)->real()); };
        methods_.xShmUnmap = [](sqlite3_file* f, int remove) {
            return of(f)->real()->pMethods->xShmUnmap(of(f)->real(), remove);
        };
        sqlite3_vfs_register(&vfs_, 0);
    }

    sqlite3_vfs* real_ = nullptr;
    sqlite3_vfs vfs_{};
    sqlite3_io_methods methods_{};
    std::mutex mutex_;
    std::map<std::string, std::string> durable_;  // path to bytes at the last sync
};

}  // namespace otklik::test
