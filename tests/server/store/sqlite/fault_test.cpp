// The disk fails: no 2xx for what is not durable, nothing acknowledged is lost, and what can recover does so
// by itself.

#include <algorithm>
#include <atomic>
#include <thread>

#include "tests/server/store/opened_store.h"

using namespace otklik;
using namespace std::chrono_literals;

namespace {

/// A response that does not fit on one page of the database.
Submission large(int n) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "я";
    return test::submission(test::numberedId(n), {{"seek", text}});
}

struct Faulty : test::StoreInMemory {
    using OpenedStore::OpenedStore;

    Submission numbered(int n) {
        return test::submission(test::numberedId(n), {{"sex", "male"}, {"seek", "слово"}});
    }
    /// True where all of so many, from `first` on, were stored together.
    bool acceptAll(int first, int count) {
        std::vector<Submission> group;
        for (int n = first; n < first + count; ++n) group.push_back(numbered(n));
        const auto results = store->accept(std::move(group));
        return std::all_of(results.begin(), results.end(),
                           [](Accepted one) { return one == Accepted::stored; });
    }
    /// Stores 30 responses, of which some are mixed; what comes back has been reading the file since before.
    Database readThroughMix() {
        for (int n = 0; n < 15; ++n) REQUIRE(accept(n) == Accepted::stored);
        auto reader = Database::read(file(), disk);
        REQUIRE(reader);
        REQUIRE(reader->run("BEGIN; SELECT count(*) FROM pool").isGood());
        for (int n = 15; n < 30; ++n) REQUIRE(accept(n) == Accepted::stored);
        second();
        REQUIRE(mixed() > 0);
        return std::move(*reader);
    }
    std::uint64_t logSize() const { return disk.size(file() + "-wal").value_or(0); }
};

}  // namespace

TEST_CASE(
    "The power goes: everything acknowledged before is on the disk, whatever was not synced may be lost") {
    for (int round = 0; round < 60; ++round) {
        INFO(round);
        Faulty faulty;
        faulty.disk.operationsLeft = 30 + 7 * round;  // with a mix among them
        int acknowledged = 0;
        while (faulty.accept(acknowledged) == Accepted::stored) {
            ++acknowledged;
            faulty.second();
        }
        faulty.store.reset();
        faulty.disk.cutPower(faulty.random);
        faulty.open();
        for (int n = 0; n < acknowledged; ++n) REQUIRE(faulty.accept(n) == Accepted::repeated);
        const Accepted last = faulty.accept(acknowledged);  // it may have been stored, but nobody was told
        CHECK((last == Accepted::stored || last == Accepted::repeated));
        CHECK(acknowledged > 0);
    }
}

TEST_CASE("A sync that failed is never tried again: no 2xx, the reason is said, a restart is clean") {
    Faulty faulty;
    REQUIRE(faulty.accept(1) == Accepted::stored);
    faulty.disk.goodSyncs = 0;
    CHECK(faulty.accept(2) == Accepted::unavailable);
    CHECK(faulty.store->health().detail().find("disk") != std::string::npos);
    faulty.disk.goodSyncs = -1;
    CHECK(faulty.accept(3) == Accepted::unavailable);  // the disk works again, but what it holds is unknown
    faulty.reopen();
    CHECK(faulty.accept(1) == Accepted::repeated);
    const Accepted second = faulty.accept(2);
    CHECK((second == Accepted::stored || second == Accepted::repeated));
    CHECK(faulty.accept(3) == Accepted::stored);
    CHECK_FALSE(faulty.store->health().isFinal());
}

TEST_CASE(
    "The log cannot be carried into the database: writing ends, and the log is kept for the next start") {
    for (int threshold : {10, 1000}) {  // after a mix, and when the log has grown long
        Faulty faulty(threshold);
        int stored = 0;
        while (stored < (threshold == 10 ? 0 : 1900) && faulty.acceptAll(stored, 20)) stored += 20;
        REQUIRE(Database::open(faulty.file(), faulty.disk)->run("PRAGMA wal_checkpoint(TRUNCATE)").isGood());
        faulty.disk.failsDatabaseSyncs = true;
        const int most = stored + (threshold == 10 ? 40 : 3000);
        while (stored < most && faulty.acceptAll(stored, 20)) stored += 20, faulty.settle();
        faulty.second();
        REQUIRE(faulty.store->health().isFinal());
        CHECK(faulty.accept(9999) == Accepted::unavailable);
        faulty.disk.failsDatabaseSyncs = false;
        faulty.store.reset();
        CHECK(faulty.logSize() > 0);
        faulty.open();
        CHECK_FALSE(faulty.store->health().isFinal());
        for (int n = 0; n < stored; ++n) REQUIRE(faulty.accept(n) == Accepted::repeated);
        CHECK(faulty.accept(9999) == Accepted::stored);
    }
}

TEST_CASE("A wave that cannot be opened or stopped because a sync failed ends the writing too") {
    Faulty faulty;
    faulty.disk.goodSyncs = 0;
    CHECK_FALSE(faulty.store->stopWave("2026").isGood());
    faulty.disk.goodSyncs = -1;
    CHECK(faulty.store->health().isFinal());
    CHECK(faulty.accept(1) == Accepted::unavailable);
    CHECK_FALSE(faulty.store->stopWave("2026").isGood());  // nor is it tried again
    CHECK(faulty.store->snapshot()->open());
}

TEST_CASE(
    "The disk fills up within a group or a mix: it is known for what it is, and the store goes on by "
    "itself") {
    // SQLite finds a full disk at a statement, not only at a commit, when there is more than its memory
    // holds.
    Faulty faulty(1000);
    std::vector<Submission> group;
    for (int n = 0; n < 900; ++n) group.push_back(large(n));
    REQUIRE(faulty.store->accept({large(0)}).front() == Accepted::stored);
    group.push_back(large(0));  // a repeat after the statement that fails
    faulty.disk.writeError = SQLITE_FULL;
    for (Accepted accepted : faulty.store->accept(group)) CHECK(accepted == Accepted::unavailable);
    CHECK_FALSE(faulty.store->health().isFinal());
    faulty.disk.writeError = SQLITE_OK;
    CHECK(faulty.store->accept(group).back() == Accepted::repeated);
    REQUIRE(faulty.store->stopWave("2026").isGood());

    faulty.disk.writeError = SQLITE_FULL;
    CHECK_FALSE(faulty.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK_FALSE(faulty.store->health().isFinal());
    faulty.disk.writeError = SQLITE_OK;
    CHECK(faulty.waiting() == 900);
    CHECK(faulty.accept(5000) == Accepted::stored);
    CHECK(faulty.store->closeWave("2026", test::ballotKey()).isGood());
    for (const Json& line : faulty.log)
        if (line["event"] == "error") CHECK(line["recoverable"] == true);
}

TEST_CASE("Whichever sync of closing a wave fails, closing does not say that it went well") {
    int good = 0;
    for (bool isClosed = false; !isClosed; ++good) {
        INFO(good);
        Faulty faulty;
        for (int n = 0; n < 15; ++n) REQUIRE(faulty.accept(n) == Accepted::stored);
        REQUIRE(faulty.store->stopWave("2026").isGood());
        faulty.disk.goodSyncs = good;
        isClosed = faulty.store->closeWave("2026", test::ballotKey()).isGood();
        const bool hasFailed = !isClosed || !faulty.store->health().isGood();
        CHECK(hasFailed == !isClosed);
        faulty.disk.goodSyncs = -1;
        faulty.reopen();
        CHECK(faulty.waiting() + faulty.mixed() == 15);
        const bool wasClosed = faulty.store->snapshot()->waves[0].state == WaveState::closed;
        CHECK((wasClosed || !isClosed));
        CHECK((wasClosed || faulty.store->closeWave("2026", test::ballotKey()).isGood()));
    }
    CHECK(good > 8);  // of the log, the file and the keys
}

TEST_CASE("No temporary file of SQLite's holds a response, however large the database") {
    Faulty faulty(1000);
    for (int first = 0; first < 6000; first += 1000) {
        std::vector<Submission> group;
        for (int n = first; n < first + 1000; ++n) group.push_back(large(n));
        REQUIRE(faulty.store->accept(group).back() == Accepted::stored);
    }
    REQUIRE(faulty.store->stopWave("2026").isGood());
    REQUIRE(faulty.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK(*faulty.disk.size(faulty.file()) > 20'000'000);
    CHECK(faulty.disk.temporaryFiles == 0);
}

TEST_CASE("Responses that cannot be read when a mix is due stay where they are") {
    Faulty faulty;
    for (int n = 0; n < 15; ++n) REQUIRE(faulty.store->accept({large(n)}).front() == Accepted::stored);
    REQUIRE(faulty.store->stopWave("2026").isGood());
    faulty.reopen();  // so that SQLite has the bodies on the disk only
    faulty.disk.readError = SQLITE_IOERR_READ;
    CHECK_FALSE(faulty.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK(faulty.disk.readError == SQLITE_OK);
    CHECK(faulty.waiting() == 15);
    REQUIRE(faulty.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK(faulty.mixed() == 15);
}

TEST_CASE(
    "The disk is full or read-only: 503 with a reason, nothing acknowledged is lost, and it recovers by "
    "itself") {
    for (int error : {SQLITE_FULL, SQLITE_READONLY}) {
        Faulty faulty;
        REQUIRE(faulty.accept(1) == Accepted::stored);
        faulty.disk.writeError = error;
        CHECK(faulty.accept(2) == Accepted::unavailable);
        CHECK(faulty.accept(3) == Accepted::unavailable);
        faulty.disk.writeError = SQLITE_OK;
        CHECK(faulty.accept(2) == Accepted::stored);
        CHECK(faulty.accept(1) == Accepted::repeated);
        REQUIRE(faulty.log.size() == 2);  // one line a failure, not one a refused response
        CHECK(faulty.log[0]["event"] == "error");
        CHECK(faulty.log[1]["event"] == "recovered");
        faulty.reopen();
        CHECK(faulty.accept(2) == Accepted::repeated);
    }
}

TEST_CASE("The disk is full when a mix is due: nothing moves, nothing is lost, and the mix happens later") {
    Faulty faulty;
    std::vector<Submission> group;
    for (int n = 0; n < 40; ++n) group.push_back(faulty.numbered(n));
    faulty.store->accept(group);
    faulty.disk.writeError = SQLITE_FULL;
    faulty.second();
    CHECK(faulty.accept(40) == Accepted::unavailable);
    faulty.disk.writeError = SQLITE_OK;
    CHECK(faulty.waiting() + faulty.mixed() == 40);
    faulty.second();
    CHECK(faulty.accept(40) == Accepted::stored);
    faulty.mixOnce();
    CHECK(faulty.mixed() > 0);
    CHECK(faulty.store->health().isGood());
}

TEST_CASE("Another process holds the database: 503 until it lets go") {
    Faulty faulty;
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open_v2(faulty.file().c_str(), &other, SQLITE_OPEN_READWRITE, faulty.disk.vfs()) ==
            SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(faulty.accept(1) == Accepted::unavailable);
    CHECK_FALSE(faulty.store->health().isFinal());
    REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    CHECK(faulty.accept(1) == Accepted::stored);
}

TEST_CASE("What failed and may pass is said until a write works again, which is tried though nobody comes") {
    Faulty faulty;
    const Database reader = faulty.readThroughMix();
    faulty.log.clear();
    faulty.disk.writeError = SQLITE_FULL;
    CHECK(faulty.accept(100) == Accepted::unavailable);
    CHECK(faulty.store->health().detail().find("full") != std::string::npos);
    faulty.second();
    CHECK_FALSE(faulty.store->health().isGood());
    CHECK(faulty.accept(0) == Accepted::repeated);  // which writes nothing
    CHECK_FALSE(faulty.store->health().isGood());
    faulty.disk.writeError = SQLITE_OK;
    faulty.second();
    CHECK(faulty.store->health().isGood());
    REQUIRE(faulty.log.size() == 2);
    CHECK(faulty.log[1]["event"] == "recovered");
}

TEST_CASE("Who reads the file holds up no response; the log is emptied when they are through") {
    Faulty faulty;
    auto reader = Database::read(faulty.file(), faulty.disk);
    REQUIRE(reader);
    REQUIRE(faulty.accept(100) == Accepted::stored);
    REQUIRE(reader->run("BEGIN; SELECT count(*) FROM pool").isGood());
    for (int n = 0; n < 30; ++n) {  // with a mix in between
        const auto began = std::chrono::steady_clock::now();
        REQUIRE(faulty.accept(n) == Accepted::stored);
        CHECK(std::chrono::steady_clock::now() - began < 1000ms);
        faulty.second();
    }
    CHECK(faulty.mixed() > 0);
    CHECK(faulty.logSize() > 0);
    REQUIRE(reader->run("COMMIT").isGood());
    faulty.second();
    CHECK(faulty.logSize() == 0);
}

TEST_CASE("What a mix left in the log, as somebody read, is gone soon after the next start") {
    Faulty faulty;
    Database reader = faulty.readThroughMix();
    faulty.store.reset();
    REQUIRE(reader.run("COMMIT").isGood());
    REQUIRE(faulty.logSize() > 0);
    faulty.open();
    faulty.second();
    CHECK(faulty.logSize() == 0);
}

TEST_CASE("The clock is set back: responses are taken, waves stop and close, days are what the clock says") {
    Faulty faulty;
    for (int n = 0; n < 12; ++n) REQUIRE(faulty.accept(n) == Accepted::stored);
    faulty.clock.setDay("2019-01-01");
    CHECK(faulty.accept(12) == Accepted::stored);
    REQUIRE(faulty.store->stopWave("2026").isGood());
    CHECK(faulty.accept(13) == Accepted::stored);  // within the grace period
    REQUIRE(faulty.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK(faulty.release()->day == "2019-01-01");
}

TEST_CASE("Many senders share a slow sync") {
    Faulty faulty;
    faulty.disk.syncMilliseconds = 5;
    std::atomic<int> stored{0};
    std::vector<std::thread> senders;
    const auto began = std::chrono::steady_clock::now();
    for (int sender = 0; sender < 64; ++sender)
        senders.emplace_back([&, sender] {
            for (int n = 0; n < 10; ++n) stored += faulty.accept(1000 * sender + n) == Accepted::stored;
        });
    for (std::thread& sender : senders) sender.join();
    CHECK(stored == 640);
    // One by one, 640 syncs of 5 ms alone take 3.2 s; sharing them is what makes it less, by far.
    CHECK(std::chrono::steady_clock::now() - began < 3200ms);
}
