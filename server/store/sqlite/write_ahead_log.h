#pragma once
// When the write-ahead log is carried into the database, in place of SQLite's own checkpoints, whose failures
// it keeps to itself. What was committed is durable without that, but a sync that fails here is no less the
// end: the pages it was for may be lost, and the next one would let the log go.

#include "server/store/sqlite/database.h"

namespace otklik {

class WriteAheadLog {
  public:
    /// `database` must outlive it.
    explicit WriteAheadLog(Database& database);
    WriteAheadLog(const WriteAheadLog&) = delete;

    /// Carries it over once it has grown long, as far as nobody reads what it holds.
    Status carryOver();
    /// Carries it over and leaves nothing in it: after a mix it holds what was mixed, as it waited. Where
    /// somebody reads the file that has to wait, see isLeft(); commits do not.
    Status empty();
    /// True while something is left that should not be.
    bool isLeft() const { return isLeft_; }
    /// Leaves it, which is durable, for the next start: closing must not try again either.
    void keep();

  private:
    Status checkpointed(int code) const;

    Database& database_;
    int pages_ = 0;  // after the last commit
    bool isLeft_ = false;
};

}  // namespace otklik
