// What a copy has: all tables but the pool, in the order of their keys, so that places tell nothing. Rows go
// from one connection to another: the one that reads may be unable to write.

#include "server/store/sqlite/copy.h"

namespace otklik {
namespace {

/// Writes the rows that `select` gives into `table`.
Status copyRows(Statement select, Database& to, const std::string& table) {
    std::string places = "?";
    for (int i = 1; i < select.columns(); ++i) places += ",?";
    Statement insert = to.prepare("INSERT INTO " + table + " VALUES (" + places + ")");
    Status status;
    while (status.isGood() && select.next()) status = insert.bindRow(select).run();
    return status.isGood() ? select.status() : status;
}

}  // namespace

Status copyInto(Database& from, const std::string& to, Disk& disk) {
    auto copy = Database::draft(to, disk);
    if (!copy) return copy.status();
    Status status = from.run("BEGIN");  // of one moment, though the server goes on
    if (status.isGood()) status = copy->run("BEGIN");
    for (const std::string table : {"secret", "wave", "seen", "bundle", "noisy", "release", "text"})
        if (status.isGood()) status = copyRows(from.prepare("SELECT * FROM " + table), *copy, table);
    if (status.isGood())
        status = copyRows(from.prepare("SELECT wave, number, begins, 0, x'' FROM period"), *copy, "period");
    if (status.isGood())
        status =
            copyRows(from.prepare("SELECT wave, mixed, discarded, lost + (SELECT count(*) FROM pool WHERE "
                                  "pool.wave = turnout.wave) FROM turnout"),
                     *copy, "turnout");
    static_cast<void>(from.run("COMMIT"));
    return status.isGood() ? copy->run("COMMIT") : status;
}

}  // namespace otklik
