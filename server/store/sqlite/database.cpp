// Opening decides everything about durability: WAL, synchronous=FULL, deleted content overwritten.

#include "server/store/sqlite/database.h"

#include <sodium.h>

namespace otklik {
namespace {

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

Statement& Statement::bindRow(const Statement& other) {
    for (int i = 0; i < other.columns(); ++i)
        sqlite3_bind_value(statement_.get(), i + 1, sqlite3_column_value(other.statement_.get(), i));
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

namespace {

/// Every table, with what it was made with; and whatever else there is, such as a view or a trigger.
std::string schemaOf(Statement rows) {
    std::string schema;
    while (rows.next()) schema += rows.text(0) + "\n";
    return schema;
}
constexpr const char* kSelectSchema =
    "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY type, name";

/// What a database of ours has.
const std::string& ourSchema() {
    static const std::string schema = [] {
        sqlite3* memory = nullptr;
        sqlite3_open(":memory:", &memory);
        sqlite3_exec(memory, kSchema, nullptr, nullptr, nullptr);
        std::string ours = schemaOf(Statement(memory, kSelectSchema));
        sqlite3_close(memory);
        return ours;
    }();
    return schema;
}

}  // namespace

/// Good for a file that is ours and has this format.
Status Database::isOfFormat(int format, const std::string& path) const {
    Statement version = prepare("PRAGMA user_version");
    Statement tables = prepare(
        "SELECT count(*) FROM sqlite_schema WHERE name IN ('wave', 'pool') OR "
        "(name='seen' AND sql='CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID')");
    if (!version.next() || !tables.next())
        return unreadable(version.status().isGood() ? tables.status() : version.status()).within(path + ": ");
    const std::int64_t found = version.number(0);
    if (found < 1 || tables.number(0) != 3)
        return Status::damaged(path +
                               ": there is no Otklik database in this file. If there should be one, restore "
                               "the latest backup; if not, choose another folder.");
    if (found == format) {
        // A view in the place of a table may go on for ever, and a trigger do anything.
        if (format == kFormat && schemaOf(prepare(kSelectSchema)) != ourSchema())
            return Status::damaged(path + ": somebody has changed its tables. Restore the latest backup.");
        return {};
    }
    if (found > kFormat)
        return Status::refused(
            path +
            ": was written by a newer version of Otklik. Install that version, or restore an older backup.");
    if (found < kFormat - 1)
        return Status::refused(
            path + ": has format " + std::to_string(found) + ". Start Otklik " + kVersionBefore +
            " on it once, which brings it to the next one, then run this version's: otklik "
            "upgrade");
    if (found == kFormat - 1)
        return Status::refused(path +
                               ": has the format of an older version. Bring its folder to this one's with: "
                               "otklik upgrade (a copy: put it into an empty folder as otklik.db first)");
    return Status::refused(path + ": has this version's format already.");
}

Status Database::prepareForWriting() {
    // 8 MiB of pages: keys are random, so every row may be on any page. Temporary files would lie in another
    // folder and be overwritten by nobody. What leaves a page is overwritten; pages that are freed as a whole
    // are not, since what they have is sealed with a key that goes with them (see closing.cpp for the
    // exception).
    return run(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=FAST; PRAGMA "
        "cache_size=-8192; PRAGMA temp_store=MEMORY;");
}

StatusOr<Database> Database::draft(const std::string& path, Disk& disk) {
    auto database = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk);
    if (!database) return database;
    Status status =
        database->run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;");
    if (status.isGood()) status = database->run(kSchema);
    if (!status.isGood()) return status.within(path + ": ");
    return database;
}

Status Database::create(const std::string& path, const std::string& keys, Disk& disk) {
    // Made under another name, so that a file of the right one is always a whole database.
    const std::string part = path + ".part";
    Status status = disk.remove(part);
    if (!status.isGood()) return status;
    {
        auto database = draft(part, disk);
        if (!database) return database.status();
        std::string seen(crypto_generichash_KEYBYTES, '\0');
        randombytes_buf(seen.data(), seen.size());
        status = database->prepare("INSERT INTO secret VALUES ('keys', ?1), ('seen', ?2)")
                     .bind(1, keys)
                     .bindBlob(2, seen)
                     .run();
        if (!status.isGood()) return status.within(path + ": ");
    }
    return putInPlace(part, path, disk);
}

Status Database::putInPlace(const std::string& draft, const std::string& path, Disk& disk) {
    // The journal with which it gets its log has the draft's name: one that came back after a power cut would
    // undo what was committed since.
    Status status = open(draft, disk).status();
    if (status.isGood()) status = disk.sync(draft);
    if (status.isGood()) status = disk.rename(draft, path);
    if (status.isGood()) status = disk.sync(folderOf(path));
    return status;
}

StatusOr<Database> Database::open(const std::string& path, Disk& disk, int format) {
    // What is none of ours is left as it is. (Where there is a log, the file alone may be torn, and says
    // nothing.)
    if (disk.look(path + "-wal") == Disk::Entry::none) {
        auto untouched = connect(path, SQLITE_OPEN_READONLY, disk, kUntouched);
        if (!untouched) return untouched;
        if (Status status = untouched->isOfFormat(format, path); !status.isGood()) return status;
    }
    auto database = connect(path, SQLITE_OPEN_READWRITE, disk);
    if (!database) return database;
    if (Status status = database->isOfFormat(format, path); !status.isGood()) return status;
    if (Status status = database->prepareForWriting(); !status.isGood())
        return status.within(path + ": ", ".");
    return database;
}

StatusOr<Database> Database::read(const std::string& path, Disk& disk, int format) {
    // Where there is a log, a server has the file, or had it when it was killed.
    const bool hasLog = disk.look(path + "-wal") != Disk::Entry::none;
    // Without the index of the log, which is what a server shares with others, it must be made anew.
    const bool isIndexed = disk.look(path + "-shm") != Disk::Entry::none;
    auto database = connect(path, hasLog && !isIndexed ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, disk,
                            hasLog ? "" : kUntouched);
    if (!database) return database;
    if (Status status = database->isOfFormat(format, path); !status.isGood()) return status;
    return database;
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
