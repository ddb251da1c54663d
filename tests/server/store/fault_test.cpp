// The disk fails: no 2xx for what is not durable, nothing acknowledged is lost, and what can recover does so
// by itself.

#include <atomic>
#include <thread>

#include "server/store/calendar.h"
#include "server/store/sqlite_store.h"
#include "shared/base/json.h"
#include "tests/server/store/fault_vfs.h"

using namespace otklik;
using namespace std::chrono_literals;
using test::FaultVfs;

namespace {

Submission submission(int n) {
    return {test::numberedId(n), "2026", R"({"answers": {"sex": "male", "seek": "слово"}, "via": "site"})"};
}

struct Faulty {
    test::TemporaryFolder folder;
    test::FixedRandom random{11};
    std::string day = "2026-03-01";
    std::vector<Json> log;
    std::unique_ptr<SqliteStore> store;

    Faulty() {
        FaultVfs::instance().reset();
        open();
        Wave wave;
        wave.id = "2026";
        wave.threshold = 10;
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
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + 17 * round));
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
    auto database = Database::open(faulty.folder.path() + "/otklik.db", Database::Access::read);
    Statement count = database->prepare("SELECT (SELECT count(*) FROM archive), (SELECT count(*) FROM pool)");
    REQUIRE(count.step() == SQLITE_ROW);
    CHECK(count.number(0) == 10);
    CHECK(count.number(1) == 10);
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
