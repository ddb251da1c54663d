// Opening decides everything about durability: WAL, synchronous=FULL, deleted content overwritten.

#include "server/store/sqlite/database.h"

#include "server/store/sqlite/record.h"
#include "server/store/sqlite/schema.h"

namespace otklik {
namespace {

constexpr int kFormat = static_cast<int>(std::size(kMigrations));

Problem trouble(const std::string& path, const std::string& what) {
    return {"", "database", path + ": " + what, 0};
}

/// Why the first look into the file failed, and what to do.
std::string unreadable(int code) {
    const std::string failure = std::string(sqlite3_errstr(code)) + ". ";
    switch (code & 0xff) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return failure + "The file is damaged: restore the latest backup in its place, or move it away.";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return failure +
                   "Another program holds the file, which is whole: end that program, then try again.";
        default:
            return failure + "Check the disk, and that this user may write the file and its folder.";
    }
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                       &statement, nullptr);
    statement_.reset(statement);
}

Statement& Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text(statement_.get(), index, text.data() ? text.data() : "", static_cast<int>(text.size()),
                      SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes) {
    sqlite3_bind_blob(statement_.get(), index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind(int index, std::int64_t number) {
    sqlite3_bind_int64(statement_.get(), index, number);
    return *this;
}

int Statement::run() {
    int code;
    while ((code = step()) == SQLITE_ROW) {
    }
    reset();
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

void Statement::reset() {
    if (!statement_) return;
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

std::string Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return bytes
               ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
               : std::string();
}

Result<Database> Database::open(const std::string& path, Access access, const char* vfs) {
    Database database;
    sqlite3* handle = nullptr;
    const int flags =
        access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, vfs);
    database.handle_.reset(handle);
    if (code != SQLITE_OK)
        return trouble(
            path, std::string(sqlite3_errstr(code)) + ". Check that the folder exists and may be written.");
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyMilliseconds);

    Statement version = database.prepare("PRAGMA user_version");
    if (const int read = version.step(); read != SQLITE_ROW) return trouble(path, unreadable(read));
    const std::int64_t format = version.number(0);
    version.reset();
    if (format < 0) return trouble(path, unreadable(SQLITE_NOTADB));
    if (format > kFormat)
        return trouble(
            path,
            "was written by a newer version of Otklik. Install that version, or restore an older backup.");
    if (access == Access::read) {
        if (format < kFormat)
            return trouble(path, "has an older format. Start the server once, it will bring it up to date.");
        return database;
    }
    // 8 MiB of pages: keys are random, so every row may be on any page. Temporary files, in which SQLite
    // keeps whole responses while it rewrites the database, would lie in another folder and be overwritten by
    // nobody.
    if (database.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA "
                     "foreign_keys=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;") != SQLITE_OK)
        return trouble(path, database.error() + ".");
    if (format < kFormat) addRecordFunction(handle);
    for (std::int64_t next = format; next < kFormat; ++next) {
        const std::string step = std::string("BEGIN IMMEDIATE;") + kMigrations[next] +
                                 "PRAGMA user_version=" + std::to_string(next + 1) + ";COMMIT;";
        if (database.run(step.c_str()) != SQLITE_OK) {
            const std::string why = database.error();
            database.run("ROLLBACK");
            return trouble(path,
                           "could not be brought to the current format: " + why + ". Nothing was changed.");
        }
    }
    return database;
}

}  // namespace otklik
