#pragma once
// SQLite with RAII: a connection, a statement, a transaction. Whatever goes wrong is a Status; no exceptions.

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/store/disk.h"
#include "server/store/sqlite/schema.h"
#include "server/store/status.h"

namespace otklik {

/// How SQLite is told a file's name, whatever is in it: some names would be taken for addresses.
std::string uriOf(const std::string& path);

/// What an SQLite result code means for the store: good for SQLITE_OK, SQLITE_ROW and SQLITE_DONE.
Status statusOf(int code);

/// A prepared statement. Bound views must live until it has run.
class Statement {
  public:
    Statement() = default;
    Statement(sqlite3* database, std::string_view sql);

    Statement& bind(int index, std::string_view text);
    Statement& bindBlob(int index, std::string_view bytes);
    Statement& bind(int index, std::int64_t number);
    /// All columns of a row that another statement is at.
    Statement& bindRow(const Statement& other);

    /// True while there is a row, whose columns can be read; then status() tells whether that was the end.
    bool next();
    Status status() const { return statusOf(code_); }
    /// Runs to the end and takes its bindings back.
    Status run();
    void reset();

    int columns() const { return sqlite3_column_count(statement_.get()); }
    std::string text(int column) const;
    std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int code_ = SQLITE_OK;  // of the preparation, then of the latest step
};

/// Why a database is not opened whose name is a link, a folder or a pipe: what it leads to may be another
/// folder's.
Status notAFile(const std::string& path);

class Database {
  public:
    static constexpr int kBusyMilliseconds = 2000;  ///< that a statement waits for another process

    /// Makes an empty database at `path`, where nothing is; whole or not at all. `keys` is the name by which
    /// the keys folder knows it.
    static Status create(const std::string& path, const std::string& keys, Disk& disk);
    /// Makes the tables of a database that nobody needs before it is whole: nothing is durable until the
    /// caller syncs the file.
    static StatusOr<Database> draft(const std::string& path, Disk& disk);
    /// Makes a draft that is whole durable, and gives it its name.
    static Status putInPlace(const std::string& draft, const std::string& path, Disk& disk);
    /// Opens a database for writing. A file that is empty or none of ours is refused, and one of another
    /// format.
    static StatusOr<Database> open(const std::string& path, Disk& disk, int format = kFormat);
    /// Opens a database for reading alone, and leaves nothing beside it; `format` is the only one that it may
    /// have. See reader.cpp for what may go on in it meanwhile.
    static StatusOr<Database> read(const std::string& path, Disk& disk, int format = kFormat);

    sqlite3* handle() const { return handle_.get(); }
    Status run(const std::string& sql);
    Statement prepare(std::string_view sql) const { return Statement(handle_.get(), sql); }
    /// Rows that the latest statement changed.
    int changes() const { return sqlite3_changes(handle_.get()); }

  private:
    static StatusOr<Database> connect(const std::string& path, int flags, Disk& disk, const char* how = "");
    Status isOfFormat(int format, const std::string& path) const;
    Status prepareForWriting();

    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

/// Everything until commit(), or nothing.
class Transaction {
  public:
    /// `database` must outlive it.
    explicit Transaction(Database& database) : database_(database) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;

    /// Takes the only right to write.
    Status begin();
    /// Durable once it is good.
    Status commit();

  private:
    Database& database_;
    bool isOpen_ = false;
};

}  // namespace otklik
