// Copies and power cuts: after any of them there is the old file or the new one, whole.

#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::StoreInMemory;

namespace {

/// A copy of the store that holds `responses`, or -1 where it cannot be read.
std::int64_t responsesIn(const std::string& file, Disk& disk) {
    auto database = Database::read(file, disk);
    if (!database) return -1;
    Statement count = database->prepare("SELECT count(*) FROM seen");
    return count.next() ? count.number(0) : -1;
}

}  // namespace

TEST_CASE("A copy takes the place of an older one as a whole, wherever the power goes") {
    bool ended = true;
    for (int left = 0; ended; ++left) {
        INFO("after ", left, " operations");
        StoreInMemory opened;
        opened.acceptMany(0, 5);
        const std::string copy = "/copies/copy.db";
        REQUIRE(opened.store->backup(copy).isGood());
        opened.acceptMany(5, 8);
        opened.disk.operationsLeft = left;
        const bool isMade = opened.store->backup(copy).isGood();
        ended = opened.disk.operationsLeft == 0;
        opened.disk.operationsLeft = 0;
        opened.store.reset();
        opened.disk.cutPower(opened.random);
        const std::int64_t responses = responsesIn(copy, opened.disk);
        CHECK((responses == 8 || (responses == 5 && !isMade)));
    }
}

TEST_CASE(
    "Restoring leaves what was there or what came, or a folder that says what to do, wherever the power "
    "goes") {
    bool ended = true;
    int refused = 0;
    for (int left = 0; ended; ++left) {
        INFO("after ", left, " operations");
        StoreInMemory opened;
        opened.acceptMany(0, 5);
        const std::string copy = "/copies/copy.db";
        REQUIRE(opened.store->backup(copy).isGood());
        opened.acceptMany(5, 8);
        opened.disk.operationsLeft = 0;  // killed, so that a log is left
        opened.store.reset();
        opened.disk.mend();
        REQUIRE(opened.disk.size(opened.file() + "-wal").value_or(0) > 0);

        const auto restore = [&](long operations) {
            auto reader = readCopy(copy, opened.disk);
            REQUIRE(reader);
            opened.disk.operationsLeft = operations;
            return static_cast<bool>(
                restoreStore(**reader, opened.data(), opened.keys(), opened.disk,
                             [](const std::string&) -> StatusOr<bool> { return false; }));
        };
        const bool isRestored = restore(left);
        ended = opened.disk.operationsLeft == 0;
        opened.disk.cutPower(opened.random);
        auto found = opened.tryOpening();
        if (!found) {
            ++refused;
            CHECK_FALSE(isRestored);
            REQUIRE(restore(-1));  // what to do
            opened.open();
        } else {
            opened.store = std::move(*found);
        }
        const std::int64_t responses = opened.number("SELECT count(*) FROM seen");
        CHECK((responses == 5 || (responses == 8 && !isRestored)));
        CHECK(opened.accept(4) == Accepted::repeated);
    }
    CHECK(refused > 0);
}

TEST_CASE("A wave whose stop is dated before its opening, under a wrong clock, makes nobody late") {
    StoreInMemory opened;
    opened.clock.setDay("2019-01-01");
    REQUIRE(opened.store->stopWave("2026").isGood());
    opened.clock.setDay("2026-03-05");
    CHECK(opened.accept(1) == Accepted::stored);
    opened.reopen();
    CHECK(opened.accept(2) == Accepted::stored);
}

TEST_CASE("A response of a wave that this store does not have is nobody's: it may be the wrong folder") {
    StoreInMemory opened;
    Submission submission = test::submission(test::numberedId(1), {{"sex", "male"}});
    submission.wave = "2025";
    CHECK(opened.store->accept({submission}).front() == Accepted::unknown);
    CHECK(opened.number("SELECT count(*) FROM seen") == 0);
}
