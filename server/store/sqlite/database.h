#pragma once
// SQLite with RAII: a connection, a statement, an error that says what to do. No exceptions.

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace otklik {

/// A prepared statement. Bound views must live until the next reset.
class Statement {
  public:
    Statement() = default;
    Statement(sqlite3* database, std::string_view sql);

    Statement& bind(int index, std::string_view text);
    Statement& bindBlob(int index, std::string_view bytes);
    Statement& bind(int index, std::int64_t number);

    /// SQLITE_ROW, SQLITE_DONE or an error code.
    int step() { return statement_ ? sqlite3_step(statement_.get()) : SQLITE_ERROR; }
    /// Runs to the end, resets; SQLITE_OK or an error code.
    int run();
    void reset();

    std::string text(int column) const;
    std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
  public:
    enum class Access { write, read };
    static constexpr int kBusyMilliseconds = 2000;  ///< that a statement waits for another process

    /// Opens `path`; for writing it is created where it is missing and brought to the current format.
    /// Problems: "database" with what is wrong and how to go on.
    static Result<Database> open(const std::string& path, Access access, const char* vfs = nullptr);

    sqlite3* handle() const { return handle_.get(); }
    int run(const char* sql) { return sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr); }
    Statement prepare(std::string_view sql) const { return Statement(handle_.get(), sql); }
    std::string error() const { return sqlite3_errmsg(handle_.get()); }

  private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace otklik
