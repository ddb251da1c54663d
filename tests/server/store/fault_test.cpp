// The disk fails: no 2xx for what is not durable, nothing acknowledged is lost, and what can recover does so
// by itself.

#include <algorithm>
#include <atomic>
#include <thread>

#include "server/store/calendar.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/base/json.h"
#include "tests/server/store/fault_vfs.h"
#include "tests/server/store/submission.h"

using namespace otklik;
using namespace std::chrono_literals;
using test::FaultVfs;

namespace {

Submission submission(int n) {
    return test::submission(test::numberedId(n), {{"sex", "male"}, {"seek", "слово"}});
}

/// A response that does not fit on one page of the database.
Submission large(int n) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "я";
    return test::submission(test::numberedId(n), {{"seek", text}});
}

struct Faulty {
    test::TemporaryFolder folder;
    test::FixedRandom random{11};
    std::string day = "2026-03-01";
    std::vector<Json> log;
    std::unique_ptr<SqliteStore> store;

    explicit Faulty(int threshold = 10) {
        FaultVfs::instance().reset();
        open();
        Wave wave;
        wave.id = "2026";
        wave.threshold = threshold;
        wave.channels = {"site"};
        wave.survey = std::make_shared<const Survey>(test::orderSurvey());
        REQUIRE(store->openWave(wave).empty());
    }
    ~Faulty() { FaultVfs::instance().reset(); }
    void open() {
        auto opened = SqliteStore::open({.folder = folder.path(),
                                         .random = &random,
                                         .today = [this] { return day; },
                                         .vfs = FaultVfs::kName,
                                         .log = [this](const Json& line) { log.push_back(line); }});
        REQUIRE(opened);
        store = std::move(*opened);
    }
    Accepted accept(int n) { return store->accept({submission(n)}).front(); }
    /// True where all of so many, from `first` on, were stored together.
    bool acceptAll(int first, int count) {
        std::vector<Submission> group;
        for (int n = first; n < first + count; ++n) group.push_back(submission(n));
        const auto results = store->accept(std::move(group));
        return std::all_of(results.begin(), results.end(),
                           [](Accepted one) { return one == Accepted::stored; });
    }
    void waitForTrouble() const {
        for (int i = 0; i < 100 && store->trouble().empty(); ++i) std::this_thread::sleep_for(50ms);
        REQUIRE_FALSE(store->trouble().empty());
    }
    /// Stores 20 responses, of which some are mixed; what comes back has been reading the file since before.
    Database readThroughMix() {
        for (int n = 0; n < 15; ++n) REQUIRE(accept(n) == Accepted::stored);
        auto reader = Database::open(folder.path() + "/otklik.db", Database::Access::read);
        REQUIRE(reader);
        REQUIRE(reader->run("BEGIN; SELECT count(*) FROM pool") == SQLITE_OK);
        for (int n = 15; n < 20; ++n) REQUIRE(accept(n) == Accepted::stored);
        for (int i = 0; i < 100 && !store->snapshot()->release("2026"); ++i)
            std::this_thread::sleep_for(50ms);
        return std::move(*reader);
    }
    std::int64_t number(const std::string& sql) const {
        auto database = Database::open(folder.path() + "/otklik.db", Database::Access::read);
        REQUIRE(database);
        Statement statement = database->prepare(sql);
        REQUIRE(statement.step() == SQLITE_ROW);
        return statement.number(0);
    }
};

}  // namespace

TEST_CASE("The power goes: everything acknowledged before is on the disk, whatever was not synced is lost") {
    for (int round = 0; round < 12; ++round) {
        Faulty faulty;
        std::atomic<int> acknowledged{0};
        std::atomic<bool> stop{false};
        std::thread sender([&] {
            for (int n = 1; !stop; ++n)
                if (faulty.accept(n) == Accepted::stored) acknowledged = n;
        });
        while (acknowledged == 0) std::this_thread::sleep_for(1ms);
        std::this_thread::sleep_for(std::chrono::milliseconds(17 * round));
        const int before = acknowledged;
        test::TemporaryFolder disk;
        FaultVfs::instance().copyDurable(disk.path());
        stop = true;
        sender.join();

        test::FixedRandom random(12);
        auto store = SqliteStore::open({disk.path(), &random, today});
        REQUIRE(store);
        for (int n = 1; n <= before; ++n)
            REQUIRE((*store)->accept({submission(n)}).front() == Accepted::repeated);
        CHECK(before > 0);
    }
}

TEST_CASE("A sync that failed is never tried again: no 2xx, the reason is said, a restart is clean") {
    Faulty faulty;
    REQUIRE(faulty.accept(1) == Accepted::stored);
    FaultVfs::instance().syncError = SQLITE_IOERR_FSYNC;
    CHECK(faulty.accept(2) == Accepted::unavailable);
    CHECK(faulty.store->trouble().find("disk") != std::string::npos);
    FaultVfs::instance().syncError = SQLITE_OK;
    CHECK(faulty.accept(3) == Accepted::unavailable);  // the disk works again, but what it holds is unknown
    faulty.store.reset();
    faulty.open();
    CHECK(faulty.accept(1) == Accepted::repeated);
    const Accepted second = faulty.accept(2);
    CHECK((second == Accepted::stored || second == Accepted::repeated));
    CHECK(faulty.accept(3) == Accepted::stored);
    CHECK(faulty.store->trouble().empty());
}

TEST_CASE(
    "The log cannot be carried into the database: writing ends, and the log is kept for the next start") {
    for (int threshold : {10, 5000}) {  // after a mix, and when the log has grown long
        Faulty faulty(threshold);
        FaultVfs::instance().databaseSyncError = SQLITE_IOERR_FSYNC;
        int stored = 0;
        while (stored < (threshold == 10 ? 20 : 5000) && faulty.acceptAll(stored, 20)) stored += 20;
        faulty.waitForTrouble();
        CHECK(faulty.accept(9999) == Accepted::unavailable);
        FaultVfs::instance().databaseSyncError = SQLITE_OK;
        faulty.store.reset();
        CHECK(std::filesystem::file_size(faulty.folder.path() + "/otklik.db-wal") > 0);
        faulty.open();
        CHECK(faulty.store->trouble().empty());
        for (int n = 0; n < stored; ++n) REQUIRE(faulty.accept(n) == Accepted::repeated);
        CHECK(faulty.accept(9999) == Accepted::stored);
    }
}

TEST_CASE("A wave that cannot be opened or stopped because a sync failed ends the writing too") {
    Faulty faulty;
    FaultVfs::instance().syncError = SQLITE_IOERR_FSYNC;
    CHECK_FALSE(faulty.store->stopWave("2026").empty());
    FaultVfs::instance().syncError = SQLITE_OK;
    CHECK_FALSE(faulty.store->trouble().empty());
    CHECK(faulty.accept(1) == Accepted::unavailable);
    CHECK_FALSE(faulty.store->stopWave("2026").empty());  // nor is it tried again
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
    FaultVfs::instance().writeError = SQLITE_FULL;
    for (Accepted accepted : faulty.store->accept(group)) CHECK(accepted == Accepted::unavailable);
    CHECK(faulty.store->trouble().empty());
    FaultVfs::instance().writeError = SQLITE_OK;
    CHECK(faulty.store->accept(group).back() == Accepted::repeated);
    REQUIRE(faulty.store->stopWave("2026").empty());

    FaultVfs::instance().writeError = SQLITE_FULL;
    CHECK_FALSE(faulty.store->closeWave("2026").empty());
    CHECK(faulty.store->trouble().empty());
    FaultVfs::instance().writeError = SQLITE_OK;
    CHECK(faulty.number("SELECT count(*) FROM pool") == 900);
    CHECK(faulty.accept(5000) == Accepted::stored);
    CHECK(faulty.store->closeWave("2026").empty());
    for (const Json& line : faulty.log)
        if (line["event"] == "error") CHECK(line["recoverable"] == true);
}

TEST_CASE("Whichever sync of closing a wave fails, closing does not say that it went well") {
    bool failed = true;
    int good = 0;
    for (; failed; ++good) {
        Faulty faulty;
        for (int n = 0; n < 15; ++n) REQUIRE(faulty.accept(n) == Accepted::stored);
        REQUIRE(faulty.store->stopWave("2026").empty());
        FaultVfs::instance().goodSyncs = good;
        const Problems problems = faulty.store->closeWave("2026");
        failed = FaultVfs::instance().goodSyncs == 0 && !faulty.store->trouble().empty();
        INFO(good);
        CHECK(problems.empty() == !failed);
        CHECK(faulty.store->trouble().empty() == !failed);
        FaultVfs::instance().goodSyncs = -1;
        faulty.store.reset();
        faulty.open();
        CHECK(faulty.number("SELECT (SELECT count(*) FROM pool) + (SELECT count(*) FROM archive)") == 15);
    }
    CHECK(good > 4);  // of the log and the file, for the mix and for rewriting
}

TEST_CASE("No temporary file of SQLite's holds a response, however large the database") {
    Faulty faulty(1000);
    for (int first = 0; first < 6000; first += 1000) {
        std::vector<Submission> group;
        for (int n = first; n < first + 1000; ++n) group.push_back(large(n));
        REQUIRE(faulty.store->accept(group).back() == Accepted::stored);
    }
    REQUIRE(faulty.store->stopWave("2026").empty());
    REQUIRE(faulty.store->closeWave("2026").empty());
    CHECK(std::filesystem::file_size(faulty.folder.path() + "/otklik.db") > 20'000'000);
    CHECK(FaultVfs::instance().temporaryFiles == 0);
}

TEST_CASE("Responses that cannot be read when a mix is due stay where they are") {
    Faulty faulty;
    for (int n = 0; n < 15; ++n) REQUIRE(faulty.store->accept({large(n)}).front() == Accepted::stored);
    REQUIRE(faulty.store->stopWave("2026").empty());
    faulty.store.reset();
    faulty.open();  // so that SQLite has the bodies on the disk only
    FaultVfs::instance().readError = SQLITE_IOERR_READ;
    CHECK_FALSE(faulty.store->closeWave("2026").empty());
    CHECK(FaultVfs::instance().readError == SQLITE_OK);
    CHECK_FALSE(faulty.store->trouble().empty());
    faulty.store.reset();
    faulty.open();
    CHECK(faulty.number("SELECT count(*) FROM pool") == 15);
    REQUIRE(faulty.store->closeWave("2026").empty());
    CHECK(faulty.number("SELECT count(*) FROM archive") == 15);
}

TEST_CASE(
    "The disk is full or read-only: 503 with a reason, nothing acknowledged is lost, and it recovers by "
    "itself") {
    for (int error : {SQLITE_FULL, SQLITE_READONLY}) {
        Faulty faulty;
        REQUIRE(faulty.accept(1) == Accepted::stored);
        FaultVfs::instance().writeError = error;
        CHECK(faulty.accept(2) == Accepted::unavailable);
        CHECK(faulty.accept(3) == Accepted::unavailable);
        FaultVfs::instance().writeError = SQLITE_OK;
        CHECK(faulty.accept(2) == Accepted::stored);
        CHECK(faulty.accept(1) == Accepted::repeated);
        REQUIRE(faulty.log.size() == 2);  // one line a failure, not one a refused response
        CHECK(faulty.log[0]["event"] == "error");
        CHECK(faulty.log[1]["event"] == "recovered");
        faulty.store.reset();
        faulty.open();
        CHECK(faulty.accept(2) == Accepted::repeated);
    }
}

TEST_CASE("The disk is full when a mix is due: nothing moves, nothing is lost, and the mix happens later") {
    Faulty faulty;
    for (int n = 0; n < 19; ++n) REQUIRE(faulty.accept(n) == Accepted::stored);
    FaultVfs::instance().writeError = SQLITE_FULL;
    CHECK(faulty.accept(19) == Accepted::unavailable);
    FaultVfs::instance().writeError = SQLITE_OK;
    CHECK(faulty.accept(19) == Accepted::stored);
    for (int i = 0; i < 100 && !faulty.store->snapshot()->release("2026"); ++i)
        std::this_thread::sleep_for(50ms);
    REQUIRE(faulty.store->snapshot()->release("2026"));
    CHECK(faulty.number("SELECT count(*) FROM archive") == 10);
    CHECK(faulty.number("SELECT count(*) FROM pool") == 10);
}

TEST_CASE("Another process holds the database: 503 until it lets go") {
    Faulty faulty;
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open((faulty.folder.path() + "/otklik.db").c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(faulty.accept(1) == Accepted::unavailable);
    CHECK(faulty.store->trouble().empty());
    REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    CHECK(faulty.accept(1) == Accepted::stored);
}

TEST_CASE("What failed and may pass is said until a write works again, which is tried though nobody comes") {
    Faulty faulty;
    const Database reader = faulty.readThroughMix();
    faulty.log.clear();
    FaultVfs::instance().writeError = SQLITE_FULL;
    CHECK(faulty.accept(100) == Accepted::unavailable);
    CHECK(faulty.store->failure().find("full") != std::string::npos);
    std::this_thread::sleep_for(1500ms);
    CHECK_FALSE(faulty.store->failure().empty());
    CHECK(faulty.accept(0) == Accepted::repeated);  // which writes nothing
    CHECK_FALSE(faulty.store->failure().empty());
    FaultVfs::instance().writeError = SQLITE_OK;
    for (int i = 0; i < 100 && !faulty.store->failure().empty(); ++i) std::this_thread::sleep_for(50ms);
    CHECK(faulty.store->failure().empty());
    REQUIRE(faulty.log.size() == 2);
    CHECK(faulty.log[1]["event"] == "recovered");
}

TEST_CASE("Who reads the file holds up no response; the log is emptied when they are through") {
    Faulty faulty;
    auto reader = Database::open(faulty.folder.path() + "/otklik.db", Database::Access::read);
    REQUIRE(reader);
    REQUIRE(faulty.accept(100) == Accepted::stored);
    REQUIRE(reader->run("BEGIN; SELECT count(*) FROM pool") == SQLITE_OK);
    for (int n = 0; n < 30; ++n) {  // with a mix in between
        const auto began = std::chrono::steady_clock::now();
        REQUIRE(faulty.accept(n) == Accepted::stored);
        CHECK(std::chrono::steady_clock::now() - began < 1000ms);
        std::this_thread::sleep_for(50ms);
    }
    CHECK(faulty.store->snapshot()->release("2026"));
    const std::string log = faulty.folder.path() + "/otklik.db-wal";
    CHECK(std::filesystem::file_size(log) > 0);
    REQUIRE(reader->run("COMMIT") == SQLITE_OK);
    for (int i = 0; i < 100 && std::filesystem::file_size(log) > 0; ++i) std::this_thread::sleep_for(50ms);
    CHECK(std::filesystem::file_size(log) == 0);
}

TEST_CASE("What a mix left in the log, as somebody read, is gone soon after the next start") {
    Faulty faulty;
    Database reader = faulty.readThroughMix();
    faulty.store.reset();
    REQUIRE(reader.run("COMMIT") == SQLITE_OK);
    const std::string log = faulty.folder.path() + "/otklik.db-wal";
    REQUIRE(std::filesystem::file_size(log) > 0);
    faulty.open();
    for (int i = 0; i < 100 && std::filesystem::file_size(log) > 0; ++i) std::this_thread::sleep_for(50ms);
    CHECK(std::filesystem::file_size(log) == 0);
}

TEST_CASE("The clock is set back: responses are taken, waves stop and close, days are what the clock says") {
    Faulty faulty;
    for (int n = 0; n < 12; ++n) REQUIRE(faulty.accept(n) == Accepted::stored);
    faulty.day = "2019-01-01";
    CHECK(faulty.accept(12) == Accepted::stored);
    REQUIRE(faulty.store->stopWave("2026").empty());
    CHECK(faulty.accept(13) == Accepted::stored);  // within the grace period
    REQUIRE(faulty.store->closeWave("2026").empty());
    CHECK(faulty.store->snapshot()->release("2026")->day == "2019-01-01");
}

TEST_CASE("Many senders share a slow sync") {
    Faulty faulty;
    FaultVfs::instance().syncMilliseconds = 5;
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
