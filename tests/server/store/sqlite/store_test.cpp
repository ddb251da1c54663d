// A real SQLite file under the real store: the life of a wave, and what the file tells whoever takes it.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::StoreOnDisk;

namespace {

/// A store in a folder that a test has prepared.
struct Prepared {
    test::FixedRandom random{9};
    test::SteppedClock clock;
    SystemDisk disk;

    StatusOr<std::unique_ptr<Store>> open(const std::string& folder, const std::string& keys,
                                          bool create = false) {
        return openStore({.folder = folder,
                          .keys = keys,
                          .random = random,
                          .clock = clock,
                          .disk = disk,
                          .create = create});
    }
    /// The folder of `opened`, or another one with its keys.
    StatusOr<std::unique_ptr<Store>> openInstead(StoreOnDisk& opened, const std::string& folder = "") {
        opened.store.reset();
        return open(folder.empty() ? opened.data() : folder, opened.keys());
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

TEST_CASE("Nothing is mixed before 2B responses; by 3B at least B are, and B stay") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 19);
    opened.second();
    CHECK(opened.mixed() == 0);
    opened.acceptMany(19, 30);
    opened.second();
    CHECK(opened.mixed() >= 10);
    CHECK(opened.waiting() == 30 - opened.mixed());
    CHECK(opened.waiting() >= 10);
    CHECK(opened.number("SELECT count(*) FROM bundle") == 1);
}

TEST_CASE(
    "Every mix waits for another number of responses, so that its moment says nothing of how many came") {
    std::set<std::int64_t> mixed;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        StoreOnDisk opened(10);
        opened.random = test::FixedRandom(seed);
        opened.reopen();
        for (int n = 0; opened.mixed() == 0; ++n) {
            REQUIRE(opened.accept(n) == Accepted::stored);
            opened.second();
        }
        mixed.insert(opened.mixed());
    }
    CHECK(mixed.size() > 4);
    CHECK(*mixed.begin() >= 10);
    CHECK(*mixed.rbegin() <= 20);
}

TEST_CASE("A mix begins at most once a second") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 40);
    opened.settle();
    const std::int64_t first = opened.mixed();
    CHECK(first >= 10);
    opened.acceptMany(40, 80);
    opened.clock.step(*opened.store, std::chrono::milliseconds(999));
    CHECK(opened.mixed() == first);
    opened.clock.step(*opened.store, std::chrono::milliseconds(1));
    CHECK(opened.mixed() == 70);
}

TEST_CASE("A store that is given up leaves no more waiting than one that goes on") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 30);
    opened.settle();
    opened.acceptMany(30, 60);
    CHECK(opened.waiting() >= 30);
    opened.store.reset();
    CHECK(opened.waiting() == 10);
}

TEST_CASE("A5: before its closing a wave shows nothing, however many answer; a trial does, at every mix") {
    StoreOnDisk real(10), trial(10, true);
    const auto before = real.store->snapshot();
    for (int mixes = 1; mixes <= 5; ++mixes) {
        real.mixOnce();
        trial.mixOnce();
        REQUIRE(trial.release());
        CHECK(trial.release()->number >= mixes);
    }
    CHECK(real.mixed() > 100);
    CHECK_FALSE(real.release());
    CHECK(real.store->snapshot() == before);  // the very same, so that nothing public can differ
    CHECK(real.log.empty());
}

TEST_CASE("The life of a wave: open, stopped with a grace period, closed") {
    StoreOnDisk opened(10);
    opened.acceptMany(0, 15);
    CHECK_FALSE(opened.store->closeWave("2026", test::ballotKey()).isGood());
    REQUIRE(opened.store->stopWave("2026").isGood());
    CHECK(opened.store->snapshot()->open() == nullptr);
    opened.clock.setDay("2026-03-31");
    CHECK(opened.accept(15) == Accepted::stored);
    opened.clock.setDay("2026-04-01");
    CHECK(opened.accept(16) == Accepted::closed);
    REQUIRE(opened.store->closeWave("2026", test::ballotKey()).isGood());
    const auto snapshot = opened.store->snapshot();
    REQUIRE(snapshot->release("2026"));
    CHECK(snapshot->release("2026")->final);
    CHECK(opened.accept(17) == Accepted::closed);
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
    CHECK_FALSE(opened.store->openWave(second).isGood());  // without a ballot key
    second.ballotKey = test::ballotKey().publicKey();
    CHECK_FALSE(opened.store->openWave(second).isGood());  // the other wave's, whose sheets will be destroyed
    second.ballotKey = hpke::KeyPair::generate().publicKey();
    second.periodDays = 6;
    CHECK_FALSE(opened.store->openWave(second).isGood());
    second.periodDays = 7;
    CHECK(opened.store->openWave(second).isGood());
}

TEST_CASE("Two processes never share a folder") {
    Prepared prepared;
    StoreOnDisk opened;
    auto second = prepared.open(opened.data(), opened.keys());
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
        auto store = prepared.open(folder.path(), folder.path() + "-keys", true);
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

    auto store = prepared.open(folder.path(), folder.path() + "-keys");
    REQUIRE(store);
    for (int n = 0; n <= acknowledged; ++n)
        REQUIRE((*store)->accept({numbered(n)}).front() == Accepted::repeated);
    auto database = Database::read(folder.path() + "/otklik.db", prepared.disk);
    Statement count = database->prepare(
        "SELECT (SELECT count(*) FROM pool) + (SELECT mixed FROM turnout) - (SELECT count(*) FROM seen)");
    REQUIRE(count.next());
    CHECK(count.number(0) == 0);
    CHECK(acknowledged > 20);
    std::filesystem::remove_all(folder.path() + "-keys");
}

TEST_CASE("A file that is no database, or only a part of one, is refused with how to go on") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.mixOnce();
    opened.store.reset();
    const std::string whole = test::fileText(opened.file());
    for (const std::string& damaged :
         {std::string(8192, 'x'), whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 4096),
          whole.substr(0, 100), std::string(whole.size(), '\0')}) {
        test::TemporaryFolder folder;
        std::ofstream(folder.path() + "/otklik.db") << damaged;
        auto store = prepared.openInstead(opened, folder.path());
        REQUIRE_FALSE(store);
        CHECK(store.status().detail().find("restore the latest backup") != std::string::npos);
        CHECK(test::fileText(folder.path() + "/otklik.db") == damaged);
    }
}

TEST_CASE(
    "With any page damaged the store refuses, or goes on without forgetting anything it needs to know") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.mixOnce();
    opened.store.reset();
    const std::string whole = test::fileText(opened.file());
    const std::string keys = opened.folder.path() + "/kept-keys";
    std::filesystem::copy(opened.keys(), keys);
    constexpr std::size_t kPage = 4096;
    int refused = 0;
    for (std::size_t page = 1; page < whole.size() / kPage; ++page) {
        INFO("page ", page + 1);
        test::TemporaryFolder folder;
        std::filesystem::remove_all(opened.keys());
        std::filesystem::copy(keys, opened.keys());
        std::string damaged = whole;
        damaged.replace(page * kPage, kPage, kPage, '\xff');
        std::ofstream(folder.path() + "/otklik.db") << damaged;
        auto store = prepared.openInstead(opened, folder.path());
        if (!store) {
            ++refused;
            CHECK(store.status().detail().find("estore") != std::string::npos);
            continue;
        }
        REQUIRE((*store)->snapshot()->wave("2026"));
        for (int n = 0; n < 30; ++n)
            CHECK((*store)->accept({numbered(100'000 + n)}).front() != Accepted::stored);
        if (!(*store)->health().isGood())
            CHECK((*store)->health().detail().find("restore the latest backup") != std::string::npos);
    }
    CHECK(refused >= 5);  // of the waves, the secrets, the period, the pool, the releases
}

TEST_CASE("Damage that nothing has touched yet is found before anything more is promised") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.mixOnce();
    const auto page =
        static_cast<std::size_t>(opened.number("SELECT rootpage FROM sqlite_master WHERE name='bundle'"));
    opened.store.reset();
    constexpr std::size_t kPage = 4096;
    std::string damaged = test::fileText(opened.file());
    damaged.replace((page - 1) * kPage, kPage, kPage, '\xff');
    test::TemporaryFolder folder;
    std::ofstream(folder.path() + "/otklik.db") << damaged;
    auto store = prepared.openInstead(opened, folder.path());
    REQUIRE(store);
    CHECK((*store)->accept({numbered(1)}).front() == Accepted::unavailable);
    CHECK((*store)->health().detail().find("restore the latest backup") != std::string::npos);
    CHECK((*store)->stopWave("2026").detail().find("Nothing was done") == 0);
}

TEST_CASE(
    "What waits is known again after a restart; where a response of it cannot be read, nothing starts") {
    Prepared prepared;
    StoreOnDisk opened(10);
    opened.acceptMany(0, 15);
    opened.reopen();
    opened.acceptMany(15, 18);
    opened.close();
    CHECK(opened.mixed() == 18);
    CHECK(opened.number("SELECT count(*) FROM text WHERE question='seek'") == 18);

    StoreOnDisk other(10);
    other.acceptMany(0, 15);
    other.store.reset();
    change(other.file(), "UPDATE pool SET body = '[]' LIMIT 1");
    auto store = prepared.openInstead(other);
    REQUIRE_FALSE(store);
    CHECK(store.status().detail().find("Restore a backup") != std::string::npos);
}

TEST_CASE("A file that says what cannot be is refused, not trusted") {
    Prepared prepared;
    for (const char* wrong : {"PRAGMA user_version = -1",
                              "UPDATE wave SET settings = json_set(settings, '$.channels', 'site')",
                              "UPDATE wave SET settings = json_set(settings, '$.threshold', 2147483647)",
                              "UPDATE wave SET settings = json_set(settings, '$.threshold', 0)",
                              "UPDATE wave SET settings = '[]'",
                              "UPDATE wave SET settings = json_set(settings, '$.period', 0)",
                              "UPDATE wave SET state = 3",
                              "UPDATE wave SET id = 'год'",
                              "UPDATE wave SET sealing = x'04'",
                              "UPDATE wave SET survey = '{}'",
                              "UPDATE period SET number = 2",
                              "UPDATE period SET tally = x''",
                              "DELETE FROM period",
                              "DELETE FROM secret WHERE name = 'seen'",
                              "DELETE FROM secret WHERE name = 'keys'",
                              "INSERT INTO release VALUES ('2026', 1, '{}')",
                              "UPDATE period SET begins = ''",
                              "UPDATE period SET number = -3",
                              "CREATE VIEW more AS SELECT 1",
                              "CREATE TRIGGER empties AFTER INSERT ON pool BEGIN DELETE FROM pool; END",
                              "DROP TABLE turnout; CREATE VIEW turnout AS WITH RECURSIVE n(i) AS (SELECT 1 "
                              "UNION ALL SELECT i FROM n) "
                              "SELECT '2026' AS wave, i AS mixed, 0 AS discarded, 0 AS lost FROM n"}) {
        INFO(std::string(wrong));
        StoreOnDisk opened(10);
        opened.acceptMany(0, 5);
        opened.store.reset();
        change(opened.file(), wrong);
        auto store = prepared.openInstead(opened);
        REQUIRE_FALSE(store);
        CHECK_MESSAGE(store.status().detail().find("estore") != std::string::npos, store.status().detail());
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
    const auto store = prepared.openInstead(opened);
    REQUIRE_FALSE(store);
    CHECK(store.status().detail().find("another program holds the file") != std::string::npos);
    CHECK(store.status().detail().find("damaged") == std::string::npos);
    sqlite3_close(other);
}
