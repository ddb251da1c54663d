#include "server/store/sqlite/write_ahead_log.h"

namespace otklik {
namespace {

constexpr int kLongest = 4000;  // pages, at which it is carried over

}  // namespace

WriteAheadLog::WriteAheadLog(Database& database) : database_(database) {
    sqlite3_wal_hook(
        database_.handle(),
        [](void* pages, sqlite3*, const char*, int count) {
            return *static_cast<int*>(pages) = count, SQLITE_OK;
        },
        &pages_);
}

Status WriteAheadLog::carryOver() {
    if (pages_ < kLongest) return {};
    return checkpointed(
        sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
}

Status WriteAheadLog::empty() {
    sqlite3_busy_timeout(database_.handle(), 0);
    const int code =
        sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(database_.handle(), Database::kBusyMilliseconds);
    isLeft_ = code != SQLITE_OK;
    return checkpointed(code);
}

void WriteAheadLog::keep() {
    sqlite3_db_config(database_.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

/// What may pass is tried again later, and is nothing that a response suffers from.
Status WriteAheadLog::checkpointed(int code) const {
    const Status status = statusOf(code);
    return status.isFinal() ? status : Status();
}

}  // namespace otklik
