// A real SQLite file under the real store: the life of a wave, and what the file tells whoever takes it.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <map>

#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::StoreOnDisk;

namespace {

/// A store in a folder that a test has prepared.
struct Prepared {
    test::FixedRandom random{9};
    test::SteppedClock clock;
    SystemDisk disk;

    StatusOr<std::unique_ptr<Store>> open(const std::string& folder, bool create = false) {
        return openStore(
            {.folder = folder, .random = random, .clock = clock, .disk = disk, .create = create});
    }
};

void change(const std::string& file, const char* sql) {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
    REQUIRE(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
}

Submission numbered(int n) {
    return test::submission(test::numberedId(n), {{"sex", n % 2 ? "male" : "female"}});
}

}  // namespace

TEST_CASE("A submission is stored once, however often it comes") {
    StoreOnDisk opened;
    CHECK(opened.accept(1) == Accepted::stored);
    CHECK(opened.accept(1) == Accepted::repeated);
    opened.reopen();
    CHECK(opened.accept(1) == Accepted::repeated);
    CHECK(opened.number("SELECT count(*) FROM pool") == 1);
}

TEST_CASE("Nothing is counted or released before 2B responses, then at least B move and B stay") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 19);
    opened.second();
    CHECK_FALSE(opened.release());
    CHECK(opened.number("SELECT count(*) FROM archive") == 0);
    opened.acceptMany(19, 20);
    opened.second();
    REQUIRE(opened.release());
    CHECK(opened.release()->number == 1);
    CHECK(opened.number("SELECT count(*) FROM archive") == 10);
    CHECK(opened.number("SELECT count(*) FROM pool") == 10);
    CHECK(opened.number("SELECT count FROM tally WHERE cell=''") == 10);
}

TEST_CASE("A mix happens at most once a second, so that a release tells no finer time") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 60);
    opened.settle();
    CHECK(opened.release()->number == 1);
    opened.clock.step(*opened.store, std::chrono::milliseconds(999));
    CHECK(opened.release()->number == 1);
    opened.clock.step(*opened.store, std::chrono::milliseconds(1));
    CHECK(opened.release()->number == 2);
    CHECK(opened.number("SELECT count(*) FROM pool") == 10);
}

TEST_CASE("A store that is given up leaves no more waiting than one that goes on") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 60);
    opened.settle();
    CHECK(opened.number("SELECT count(*) FROM pool") == 50);
    opened.store.reset();
    CHECK(opened.number("SELECT count(*) FROM pool") == 10);
}

TEST_CASE("A6: every mix draws noise for every cell, and closing draws all of it afresh") {
    StoreOnDisk opened(10);
    const auto noise = [&] {
        std::map<std::string, std::int64_t> cells;
        auto database = Database::read(opened.file(), opened.disk);
        Statement tally = database->prepare("SELECT cell, noise FROM tally");
        while (tally.next()) cells[tally.text(0)] = tally.number(1);
        return cells;
    };
    const auto spread = [](std::map<std::string, std::int64_t> cells,
                           const std::map<std::string, std::int64_t>& before) {
        double squares = 0;
        for (const auto& [cell, amount] : cells)
            squares += std::pow(amount - (before.contains(cell) ? before.at(cell) : 0), 2);
        return std::sqrt(squares / static_cast<double>(cells.size()));
    };
    opened.acceptMany(0, 20);
    opened.second();
    REQUIRE(opened.release());
    CHECK(opened.release()->number == 1);
    const auto first = noise();
    CHECK(first.size() > 500);
    CHECK(spread(first, {}) == doctest::Approx(4.9).epsilon(0.15));
    opened.acceptMany(20, 30);
    opened.second();
    REQUIRE(opened.release());
    CHECK(opened.release()->number == 2);
    const auto second = noise();
    CHECK(spread(second, first) == doctest::Approx(4.9).epsilon(0.15));  // added to the first
    REQUIRE(opened.store->stopWave("2026").isGood());
    REQUIRE(opened.store->closeWave("2026").isGood());
    CHECK(spread(noise(), {}) == doctest::Approx(4.9).epsilon(0.15));  // not the sum of three
    CHECK(spread(noise(), second) ==
          doctest::Approx(8.5).epsilon(0.15));  // sqrt(3) of one draw: independent of both
}

TEST_CASE("The life of a wave: open, stopped with a grace period, closed") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 15);
    CHECK_FALSE(opened.store->closeWave("2026").isGood());
    REQUIRE(opened.store->stopWave("2026").isGood());
    CHECK(opened.store->snapshot()->open() == nullptr);
    opened.clock.setDay("2026-03-31");
    CHECK(opened.accept(15) == Accepted::stored);
    opened.clock.setDay("2026-04-01");
    CHECK(opened.accept(16) == Accepted::closed);
    REQUIRE(opened.store->closeWave("2026").isGood());
    const auto snapshot = opened.store->snapshot();
    REQUIRE(snapshot->release("2026"));
    CHECK(snapshot->release("2026")->final);
    CHECK_FALSE(snapshot->release("2026")->tooFew);
    CHECK(snapshot->release("2026")->groups.size() > 0);
    CHECK(opened.accept(17) == Accepted::closed);
    CHECK(opened.number("SELECT count(*) FROM pool") == 0);
    CHECK(opened.number("SELECT count(*) FROM archive") == 16);
}

TEST_CASE("A wave that closes with fewer than B responses publishes and keeps no texts") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 9);
    REQUIRE(opened.store->stopWave("2026").isGood());
    REQUIRE(opened.store->closeWave("2026").isGood());
    CHECK(opened.store->snapshot()->release("2026")->tooFew);
    CHECK(opened.store->snapshot()->release("2026")->questions.empty());
    CHECK(opened.number("SELECT count(*) FROM text") == 0);
}

TEST_CASE("One wave is open at a time, and its id is plain") {
    StoreOnDisk opened;
    Wave second;
    second.id = "2027";
    second.survey = std::make_shared<const Survey>(test::orderSurvey());
    CHECK_FALSE(opened.store->openWave(second).isGood());
    REQUIRE(opened.store->stopWave("2026").isGood());
    second.id = "Год";
    CHECK_FALSE(opened.store->openWave(second).isGood());
    second.id = "2026";
    CHECK_FALSE(opened.store->openWave(second).isGood());
    second.id = "2027";
    second.threshold = 9;
    CHECK_FALSE(opened.store->openWave(second).isGood());
    second.threshold = 2'000'000'000;
    CHECK_FALSE(opened.store->openWave(second).isGood());
    second.threshold = 10;
    CHECK(opened.store->openWave(second).isGood());
}

TEST_CASE("Two processes never share a folder") {
    Prepared prepared;
    StoreOnDisk opened;
    auto second = prepared.open(opened.folder.path());
    REQUIRE_FALSE(second);
    CHECK(second.status().kind() == Status::Kind::refused);
    CHECK(second.status().detail().find("another Otklik process") != std::string::npos);
}

TEST_CASE("What was accepted survives SIGKILL, and nothing is stored twice") {
    Prepared prepared;
    test::TemporaryFolder folder;
    int pipes[2];
    REQUIRE(pipe(pipes) == 0);
    const pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        auto store = prepared.open(folder.path(), true);
        if (!store || !(*store)->openWave(test::orderWave()).isGood()) _exit(1);
        for (int n = 0;; ++n)
            if ((*store)->accept({numbered(n)}).front() == Accepted::stored &&
                write(pipes[1], &n, sizeof n) < 0)
                _exit(1);
    }
    close(pipes[1]);
    int acknowledged = -1;
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(1500);
    while (std::chrono::steady_clock::now() < until)
        REQUIRE(read(pipes[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
    kill(child, SIGKILL);
    for (int n; read(pipes[0], &n, sizeof n) == sizeof n;) acknowledged = n;
    waitpid(child, nullptr, 0);
    close(pipes[0]);

    auto store = prepared.open(folder.path());
    REQUIRE(store);
    for (int n = 0; n <= acknowledged; ++n)
        REQUIRE((*store)->accept({numbered(n)}).front() == Accepted::repeated);
    auto database = Database::read(folder.path() + "/otklik.db", prepared.disk);
    Statement count = database->prepare(
        "SELECT (SELECT count(*) FROM pool) + (SELECT count(*) FROM archive) - (SELECT count(*) FROM seen)");
    REQUIRE(count.next());
    CHECK(count.number(0) == 0);
    CHECK(acknowledged > 20);
}

TEST_CASE("A backup is whole, restorable, and needs no second writer") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.acceptMany(0, 25);
    opened.second();
    REQUIRE(opened.release());
    CHECK(opened.release()->number == 1);
    const std::string copy = opened.folder.path() + "/copy.db";
    std::ofstream(copy) << "an older copy";
    REQUIRE(opened.store->backup(copy).isGood());  // in the place of what was there
    CHECK_FALSE(std::filesystem::exists(copy + ".part"));
    test::TemporaryFolder restored;
    std::filesystem::copy_file(copy, restored.path() + "/otklik.db");
    auto store = prepared.open(restored.path());
    REQUIRE(store);
    CHECK((*store)->accept({numbered(3)}).front() == Accepted::repeated);
    CHECK((*store)->snapshot()->release("2026")->number == 1);
}

TEST_CASE("A file that is no database, or only a part of one, is refused with how to go on") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.acceptMany(0, 25);
    opened.second();
    REQUIRE(opened.release());
    CHECK(opened.release()->number == 1);
    opened.store.reset();
    const std::string whole = test::fileText(opened.folder.path() + "/otklik.db");
    for (const std::string& damaged :
         {std::string(8192, 'x'), whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 4096),
          whole.substr(0, 100), std::string(whole.size(), '\0')}) {
        test::TemporaryFolder folder;
        std::ofstream(folder.path() + "/otklik.db") << damaged;
        auto store = prepared.open(folder.path());
        REQUIRE_FALSE(store);
        CHECK(store.status().detail().find("restore the latest backup") != std::string::npos);
        CHECK(test::fileText(folder.path() + "/otklik.db") == damaged);
    }
}

TEST_CASE(
    "With any page damaged the store refuses, or goes on without forgetting anything it needs to know") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.acceptMany(0, 25);
    opened.second();
    REQUIRE(opened.release());
    CHECK(opened.release()->number == 1);
    opened.store.reset();
    const std::string whole = test::fileText(opened.folder.path() + "/otklik.db");
    constexpr std::size_t kPage = 4096;
    int refused = 0;
    for (std::size_t page = 1; page < whole.size() / kPage; ++page) {
        INFO("page ", page + 1);
        test::TemporaryFolder folder;
        std::string damaged = whole;
        damaged.replace(page * kPage, kPage, kPage, '\xff');
        std::ofstream(folder.path() + "/otklik.db") << damaged;
        auto store = prepared.open(folder.path());
        if (!store) {
            ++refused;
            CHECK(store.status().detail().find("estore") != std::string::npos);
            continue;
        }
        REQUIRE((*store)->snapshot()->wave("2026"));
        CHECK((*store)->snapshot()->release("2026")->number == 1);
        for (int n = 0; n < 25; ++n) CHECK((*store)->accept({numbered(n)}).front() != Accepted::stored);
        if (!(*store)->health().isGood())
            CHECK((*store)->health().detail().find("restore the latest backup") != std::string::npos);
    }
    CHECK(refused >= 5);  // of the waves, the secret, the tally, the pool, the releases
}

TEST_CASE(
    "What waits is known again after a restart; where a response of it cannot be read, nothing starts") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.acceptMany(0, 15);
    opened.reopen();
    opened.acceptMany(15, 20);
    opened.second();
    REQUIRE(opened.release());
    CHECK(opened.release()->number == 1);
    CHECK(opened.number("SELECT count(*) FROM archive") == 10);
    CHECK(opened.number("SELECT count FROM tally WHERE cell='seek//'") == 10);
    opened.store.reset();
    change(opened.file(), "UPDATE pool SET body = '[]' LIMIT 1");
    auto store = prepared.open(opened.folder.path());
    REQUIRE_FALSE(store);
    CHECK(store.status().detail().find("Restore a backup") != std::string::npos);
}

TEST_CASE("A file that says what cannot be is refused, not trusted") {
    Prepared prepared;
    for (const char* wrong : {"PRAGMA user_version = -1", "UPDATE wave SET channels = '[1]'",
                              "UPDATE wave SET threshold = 2147483647", "UPDATE wave SET threshold = 0",
                              "UPDATE wave SET channels = 'site'"}) {
        INFO(std::string(wrong));
        StoreOnDisk opened(10);
        opened.acceptMany(0, 5);
        opened.store.reset();
        change(opened.file(), wrong);
        auto store = prepared.open(opened.folder.path());
        REQUIRE_FALSE(store);
        CHECK(store.status().detail().find("estore") != std::string::npos);
    }
}

TEST_CASE("A file that another program holds is not called damaged") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.store.reset();
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(opened.file().c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    const auto store = prepared.open(opened.folder.path());
    REQUIRE_FALSE(store);
    CHECK(store.status().detail().find("another program holds the file") != std::string::npos);
    CHECK(store.status().detail().find("damaged") == std::string::npos);
    sqlite3_close(other);
}

TEST_CASE("Every earlier format is brought to the current one, with nothing lost and nothing changed") {
    Prepared prepared;
    test::TemporaryFolder folder;
    const std::string old = folder.path() + "/old.db";
    change(old, test::sourceFile("tests/server/store/sqlite/formats/1.sql").c_str());
    SUBCASE("by opening it") {
        std::filesystem::rename(old, folder.path() + "/otklik.db");
    }
    SUBCASE("by restoring it") {
        auto copy = readCopy(old, prepared.disk);
        REQUIRE(copy);
        REQUIRE(restoreStore(**copy, folder.path(), prepared.disk));
    }
    {
        auto store = prepared.open(folder.path());
        REQUIRE(store);
        const auto snapshot = (*store)->snapshot();
        REQUIRE(snapshot->waves.size() == 2);
        CHECK(snapshot->release("2024")->responses.count == 115);
        CHECK(snapshot->release("2024")->final);
        CHECK(snapshot->release("2025")->number == 1);
        const auto again = [](int n) {
            Submission submission{test::numberedId(n), "2025", "site", {}};
            submission.answers["q"].choices = {"a"};
            return submission;
        };
        CHECK((*store)->accept({again(1000)}).front() == Accepted::repeated);
        CHECK((*store)->accept({again(5000)}).front() == Accepted::stored);
        REQUIRE((*store)->stopWave("2025").isGood());
        REQUIRE((*store)->closeWave("2025").isGood());
    }
    auto database = Database::read(folder.path() + "/otklik.db", prepared.disk);
    REQUIRE(database);
    const auto number = [&](const std::string& sql) {
        Statement statement = database->prepare(sql);
        REQUIRE(statement.next());
        return statement.number(0);
    };
    CHECK(number("SELECT count(*) FROM archive") == 120 + 36);
    CHECK(number(R"(SELECT count(*) FROM archive WHERE body = '{"closed":[0,2],"via":"vk"}')") == 20 + 6);
    CHECK(number("SELECT count(*) FROM text WHERE wave='2025'") == 25 + 10);
    CHECK(number("SELECT count FROM tally WHERE wave='2024' AND cell='channel//vk'") == 40);
    CHECK(number("SELECT count FROM tally WHERE wave='2024' AND cell='channel//'") == 120);
    CHECK(number("SELECT count FROM tally WHERE wave='2025' AND cell='channel//'") == 36);
}
