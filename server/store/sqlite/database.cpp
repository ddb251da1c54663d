// Opening decides everything about durability: WAL, synchronous=FULL, deleted content overwritten.

#include "server/store/sqlite/database.h"

#include "server/store/sqlite/record.h"
#include "server/store/sqlite/schema.h"

namespace otklik {
namespace {

constexpr int kFormat = static_cast<int>(std::size(kMigrations));
constexpr const char* kUntouched = "?immutable=1";  // no log is looked for, no lock taken, no file made

/// What to do when the first look into the file failed.
Status unreadable(const Status& status) {
    switch (status.kind()) {
        case Status::Kind::damaged:
            return status.within("", ". The file is damaged: restore the latest backup in its place.");
        case Status::Kind::passing:
            return status.within("",
                                 ". Where another program holds the file, end that program; else check the "
                                 "disk, and that this user may write the file and its folder.");
        default:
            return status.within("", ". Check the disk.");
    }
}

}  // namespace

std::string uriOf(const std::string& path) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string uri = "file:";
    for (char c : path) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                             std::string_view("/._-").find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        uri += isPlain ? std::string(1, c) : std::string{'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return uri;
}

Status statusOf(int code) {
    switch (code & 0xff) {
        case SQLITE_OK:
        case SQLITE_ROW:
        case SQLITE_DONE:
            return {};
        case SQLITE_FULL:
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_NOMEM:
            return Status::passing(sqlite3_errstr(code));
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Status::damaged(sqlite3_errstr(code));
        default:
            return Status::lasting(sqlite3_errstr(code));
    }
}

Status notAFile(const std::string& path) {
    return Status::refused(path +
                           " is no file but a link, a folder or a pipe. Put the file itself there, or name "
                           "the folder that has it with --data.");
}

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    code_ = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
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

bool Statement::next() {
    if (statement_) code_ = sqlite3_step(statement_.get());
    return statement_ && code_ == SQLITE_ROW;
}

Status Statement::run() {
    while (next()) {
    }
    const Status went = status();
    reset();
    return went;
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

Status Database::run(const std::string& sql) {
    return statusOf(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

/// `how` is what the name's address ends with.
StatusOr<Database> Database::connect(const std::string& path, int flags, Disk& disk, const char* how) {
    Database database;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2((uriOf(path) + how).c_str(), &handle,
                                     flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, disk.vfs());
    database.handle_.reset(handle);
    if (code != SQLITE_OK)
        return statusOf(code).within(path + ": ", ". Check that the folder exists and this user may use it.");
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyMilliseconds);
    return database;
}

/// Of a file that is ours and no newer than this program.
StatusOr<int> Database::format(const std::string& path) const {
    Statement version = prepare("PRAGMA user_version");
    Statement tables = prepare(
        "SELECT count(*) FROM sqlite_schema WHERE name IN ('wave', 'pool') OR "
        "(name='seen' AND sql='CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID')");
    if (!version.next() || !tables.next())
        return unreadable(version.status().isGood() ? tables.status() : version.status()).within(path + ": ");
    const std::int64_t format = version.number(0);
    if (format < 1 || tables.number(0) != 3)
        return Status::damaged(path +
                               ": there is no Otklik database in this file. If there should be one, restore "
                               "the latest backup; if not, choose another folder.");
    if (format > kFormat)
        return Status::refused(
            path +
            ": was written by a newer version of Otklik. Install that version, or restore an older backup.");
    return static_cast<int>(format);
}

Status Database::prepareForWriting() {
    // 8 MiB of pages: keys are random, so every row may be on any page. Temporary files, in which SQLite
    // keeps whole responses while it rewrites the database, would lie in another folder and be overwritten by
    // nobody.
    return run(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA "
        "foreign_keys=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;");
}

Status Database::migrate(const std::string& path, int format) {
    if (format < kFormat) addRecordFunction(handle_.get());
    for (int next = format; next < kFormat; ++next) {
        Transaction step(*this);
        Status status = step.begin();
        if (status.isGood()) status = run(kMigrations[next]);
        if (status.isGood()) status = run("PRAGMA user_version=" + std::to_string(next + 1));
        if (status.isGood()) status = step.commit();
        if (!status.isGood()) {
            const std::string why = sqlite3_errmsg(handle_.get());
            return status.within(path + ": could not be brought to the current format: ",
                                 " (" + why + "). Nothing was changed.");
        }
    }
    return {};
}

Status Database::create(const std::string& path, Disk& disk) {
    // Made under another name, so that a file of the right one is always a whole database.
    const std::string part = path + ".part";
    for (const char* suffix : {"", "-wal", "-shm"})
        if (Status status = disk.remove(part + suffix); !status.isGood()) return status;
    {
        auto database = connect(part, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk);
        if (!database) return database.status();
        Status status = database->prepareForWriting();
        if (status.isGood()) status = database->migrate(part, 0);
        if (!status.isGood()) return status.within(path + ": ");
    }
    Status status = disk.sync(part);
    if (status.isGood()) status = disk.rename(part, path);
    if (status.isGood()) status = disk.sync(folderOf(path));
    return status;
}

StatusOr<Database> Database::open(const std::string& path, Disk& disk) {
    // What is none of ours is left as it is. (Where there is a log, the file alone may be torn, and says
    // nothing.)
    if (disk.look(path + "-wal") == Disk::Entry::none) {
        auto untouched = connect(path, SQLITE_OPEN_READONLY, disk, kUntouched);
        if (!untouched) return untouched;
        if (const auto format = untouched->format(path); !format) return format.status();
    }
    auto database = connect(path, SQLITE_OPEN_READWRITE, disk);
    if (!database) return database;
    const auto format = database->format(path);
    if (!format) return format.status();
    if (Status status = database->prepareForWriting(); !status.isGood())
        return status.within(path + ": ", ".");
    if (Status status = database->migrate(path, *format); !status.isGood()) return status;
    return database;
}

StatusOr<Database> Database::read(const std::string& path, Disk& disk, bool mayBeOlder) {
    const bool hasLog = disk.look(path + "-wal") != Disk::Entry::none;
    auto database = connect(path, SQLITE_OPEN_READONLY, disk, hasLog ? "" : kUntouched);
    if (!database) return database;
    const auto format = database->format(path);
    if (!format) return format.status();
    if (*format < kFormat && !mayBeOlder)
        return Status::refused(
            path +
            ": has an older format. Starting the server on its folder, or restoring it, brings it up to "
            "date.");
    return database;
}

Status vacuumInto(Database& database, const std::string& file) {
    const std::string uri = uriOf(file);
    return database.prepare("VACUUM INTO ?1").bind(1, uri).run();
}

Transaction::~Transaction() {
    if (isOpen_) static_cast<void>(database_.run("ROLLBACK"));
}

Status Transaction::begin() {
    const Status status = database_.run("BEGIN IMMEDIATE");
    isOpen_ = status.isGood();
    return status;
}

Status Transaction::commit() {
    Status status = database_.run("COMMIT");
    isOpen_ = !status.isGood();
    return status;
}

}  // namespace otklik
