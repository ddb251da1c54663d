#pragma once

#include "server/store/sqlite/database.h"
#include "tests/support.h"

namespace otklik::test {

/// What `sql` finds in the first row of a database.
inline std::int64_t numberIn(const std::string& file, Disk& disk, const std::string& sql) {
    auto database = Database::read(file, disk);
    REQUIRE(database);
    Statement statement = database->prepare(sql);
    REQUIRE(statement.next());
    return statement.number(0);
}

}  // namespace otklik::test
