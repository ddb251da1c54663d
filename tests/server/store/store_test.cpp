// A real SQLite file under the real store: the life of a wave, and what the file tells whoever takes it.

#include "server/store/sqlite/sqlite_store.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <map>

#include "server/store/calendar.h"
#include "shared/base/json.h"
#include "tests/server/store/submission.h"

using namespace otklik;
using namespace std::chrono_literals;

namespace {

Submission submission(int n, const std::string& text = "") {
    Json answers = {{"sex", n % 2 ? "male" : "female"}, {"age", "36-45"}};
    if (!text.empty()) answers["seek"] = text;
    return test::submission(test::numberedId(n), answers);
}

struct Opened {
    test::TemporaryFolder folder;
    test::FixedRandom random{7};
    std::string day = "2026-03-01";
    std::unique_ptr<SqliteStore> store;

    explicit Opened(int threshold = 10, bool wave = true) {
        open();
        if (!wave) return;
        Wave first;
        first.id = "2026";
        first.threshold = threshold;
        first.channels = {"site", "vk"};
        first.survey = std::make_shared<const Survey>(test::orderSurvey());
        REQUIRE(store->openWave(first).empty());
    }
    void open() {
        auto opened = SqliteStore::open({folder.path(), &random, [this] { return day; }});
        REQUIRE(opened);
        store = std::move(*opened);
    }
    Accepted accept(int n, const std::string& text = "") {
        return store->accept({submission(n, text)}).front();
    }
    void acceptMany(int from, int to, const std::string& mark = "") {
        for (int n = from; n < to; ++n)
            REQUIRE(accept(n, mark.empty() ? "" : mark + std::to_string(n)) == Accepted::stored);
    }
    std::int64_t number(const std::string& sql) {
        auto database = Database::open(folder.path() + "/otklik.db", Database::Access::read);
        REQUIRE(database);
        Statement statement = database->prepare(sql);
        REQUIRE(statement.step() == SQLITE_ROW);
        return statement.number(0);
    }
    void waitForRelease(int atLeast) {
        for (int i = 0; i < 100; ++i) {
            const auto snapshot = store->snapshot();
            const Release* release = snapshot->release("2026");
            if (release && release->number >= atLeast) return;
            std::this_thread::sleep_for(50ms);
        }
        FAIL("no release came");
    }
};

}  // namespace

TEST_CASE("A submission is stored once, however often it comes") {
    Opened opened;
    CHECK(opened.accept(1) == Accepted::stored);
    CHECK(opened.accept(1) == Accepted::repeated);
    opened.store.reset();
    opened.open();
    CHECK(opened.accept(1) == Accepted::repeated);
    CHECK(opened.number("SELECT count(*) FROM pool") == 1);
}

TEST_CASE("Nothing is counted or released before 2B responses, then at least B move and B stay") {
    Opened opened(10);
    opened.acceptMany(0, 19);
    std::this_thread::sleep_for(100ms);
    CHECK(opened.store->snapshot()->release("2026") == nullptr);
    CHECK(opened.number("SELECT count(*) FROM archive") == 0);
    opened.acceptMany(19, 20);
    opened.waitForRelease(1);
    CHECK(opened.number("SELECT count(*) FROM archive") == 10);
    CHECK(opened.number("SELECT count(*) FROM pool") == 10);
    CHECK(opened.number("SELECT count FROM tally WHERE cell=''") == 10);
}

TEST_CASE("A mix happens at most once a second, so that a release tells no finer time") {
    Opened opened(10);
    opened.acceptMany(0, 20);
    opened.waitForRelease(1);
    opened.acceptMany(20, 60);
    CHECK(opened.store->snapshot()->release("2026")->number == 1);
    opened.waitForRelease(2);
    CHECK(opened.number("SELECT count(*) FROM pool") == 10);
}

TEST_CASE("A6: every mix draws noise for every cell, and closing draws all of it afresh") {
    Opened opened(10);
    const auto noise = [&] {
        std::map<std::string, std::int64_t> cells;
        auto database = Database::open(opened.folder.path() + "/otklik.db", Database::Access::read);
        Statement tally = database->prepare("SELECT cell, noise FROM tally");
        while (tally.step() == SQLITE_ROW) cells[tally.text(0)] = tally.number(1);
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
    opened.waitForRelease(1);
    const auto first = noise();
    CHECK(first.size() > 500);
    CHECK(spread(first, {}) == doctest::Approx(4.9).epsilon(0.15));
    opened.acceptMany(20, 40);
    opened.waitForRelease(2);
    const auto second = noise();
    CHECK(spread(second, first) == doctest::Approx(4.9).epsilon(0.15));  // added to the first
    REQUIRE(opened.store->stopWave("2026").empty());
    REQUIRE(opened.store->closeWave("2026").empty());
    CHECK(spread(noise(), {}) == doctest::Approx(4.9).epsilon(0.15));  // not the sum of three
    CHECK(spread(noise(), second) ==
          doctest::Approx(8.5).epsilon(0.15));  // sqrt(3) of one draw: independent of both
}

TEST_CASE("The life of a wave: open, stopped with a grace period, closed") {
    Opened opened(10);
    opened.acceptMany(0, 15);
    CHECK_FALSE(opened.store->closeWave("2026").empty());
    REQUIRE(opened.store->stopWave("2026").empty());
    CHECK(opened.store->snapshot()->open() == nullptr);
    opened.day = "2026-03-31";
    CHECK(opened.accept(15) == Accepted::stored);
    opened.day = "2026-04-01";
    CHECK(opened.accept(16) == Accepted::closed);
    REQUIRE(opened.store->closeWave("2026").empty());
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
    Opened opened(10);
    opened.acceptMany(0, 9, "слово");
    REQUIRE(opened.store->stopWave("2026").empty());
    REQUIRE(opened.store->closeWave("2026").empty());
    CHECK(opened.store->snapshot()->release("2026")->tooFew);
    CHECK(opened.store->snapshot()->release("2026")->questions.empty());
    CHECK(opened.number("SELECT count(*) FROM text") == 0);
}

TEST_CASE("One wave is open at a time, and its id is plain") {
    Opened opened;
    Wave second;
    second.id = "2027";
    second.survey = std::make_shared<const Survey>(test::orderSurvey());
    CHECK_FALSE(opened.store->openWave(second).empty());
    REQUIRE(opened.store->stopWave("2026").empty());
    second.id = "Год";
    CHECK_FALSE(opened.store->openWave(second).empty());
    second.id = "2026";
    CHECK_FALSE(opened.store->openWave(second).empty());
    second.id = "2027";
    second.threshold = 9;
    CHECK_FALSE(opened.store->openWave(second).empty());
    second.threshold = 2'000'000'000;
    CHECK_FALSE(opened.store->openWave(second).empty());
    second.threshold = 10;
    CHECK(opened.store->openWave(second).empty());
}

TEST_CASE("Two processes never share a folder") {
    Opened opened;
    auto second = SqliteStore::open({opened.folder.path(), &opened.random, today});
    REQUIRE_FALSE(second);
    CHECK(second.problems().front().code == "locked");
}

TEST_CASE("What was accepted survives SIGKILL, and nothing is stored twice") {
    test::TemporaryFolder folder;
    int pipes[2];
    REQUIRE(pipe(pipes) == 0);
    const pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        test::FixedRandom random(9);
        auto store = SqliteStore::open({folder.path(), &random, today});
        Wave wave;
        wave.id = "2026";
        wave.threshold = 10;
        wave.survey = std::make_shared<const Survey>(
            *parseSurvey(test::sourceFile("assets/surveys/order-50-01-05-62.json")));
        (*store)->openWave(wave);
        for (int n = 0;; ++n)
            if ((*store)->accept({submission(n)}).front() == Accepted::stored &&
                write(pipes[1], &n, sizeof n) < 0)
                _exit(1);
    }
    close(pipes[1]);
    int acknowledged = -1;
    const auto until = std::chrono::steady_clock::now() + 1500ms;
    while (std::chrono::steady_clock::now() < until)
        REQUIRE(read(pipes[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
    kill(child, SIGKILL);
    for (int n; read(pipes[0], &n, sizeof n) == sizeof n;) acknowledged = n;
    waitpid(child, nullptr, 0);
    close(pipes[0]);

    test::FixedRandom random(10);
    auto store = SqliteStore::open({folder.path(), &random, today});
    REQUIRE(store);
    for (int n = 0; n <= acknowledged; ++n)
        REQUIRE((*store)->accept({submission(n)}).front() == Accepted::repeated);
    auto database = Database::open(folder.path() + "/otklik.db", Database::Access::read);
    Statement count = database->prepare(
        "SELECT (SELECT count(*) FROM pool) + (SELECT count(*) FROM archive) - (SELECT count(*) FROM seen)");
    REQUIRE(count.step() == SQLITE_ROW);
    CHECK(count.number(0) == 0);
    CHECK(acknowledged > 20);
}

TEST_CASE("A backup is whole, restorable, and needs no second writer") {
    Opened opened(10);
    opened.acceptMany(0, 25);
    opened.waitForRelease(1);
    const std::string copy = opened.folder.path() + "/copy.db";
    REQUIRE(opened.store->backup(copy).empty());
    CHECK_FALSE(opened.store->backup(copy).empty());  // never overwrites
    test::TemporaryFolder restored;
    std::filesystem::copy_file(copy, restored.path() + "/otklik.db");
    auto store = SqliteStore::open({restored.path(), &opened.random, today});
    REQUIRE(store);
    CHECK((*store)->accept({submission(3)}).front() == Accepted::repeated);
    CHECK((*store)->snapshot()->release("2026")->number == 1);
}

TEST_CASE("A file that is no database, or only a part of one, is refused with how to go on") {
    Opened opened(10);
    opened.acceptMany(0, 30);
    opened.waitForRelease(1);
    opened.store.reset();
    const std::string whole = test::fileText(opened.folder.path() + "/otklik.db");
    for (const std::string& damaged :
         {std::string(8192, 'x'), whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 4096),
          whole.substr(0, 100), std::string(whole.size(), '\0')}) {
        test::TemporaryFolder folder;
        std::ofstream(folder.path() + "/otklik.db") << damaged;
        auto store = SqliteStore::open({folder.path(), &opened.random, today});
        REQUIRE_FALSE(store);
        CHECK(store.problems().front().detail.find("restore the latest backup") != std::string::npos);
        CHECK(test::fileText(folder.path() + "/otklik.db") == damaged);
    }
}

TEST_CASE(
    "With any page damaged the store refuses, or goes on without forgetting anything it needs to know") {
    Opened opened(10);
    opened.acceptMany(0, 30);
    opened.waitForRelease(1);
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
        auto store = SqliteStore::open({folder.path(), &opened.random, [&] { return opened.day; }});
        if (!store) {
            ++refused;
            CHECK(store.problems().front().detail.find("estore") != std::string::npos);
            continue;
        }
        REQUIRE((*store)->snapshot()->wave("2026"));
        CHECK((*store)->snapshot()->release("2026")->number == 1);
        for (int n = 0; n < 30; ++n) CHECK((*store)->accept({submission(n)}).front() != Accepted::stored);
        if (!(*store)->trouble().empty())
            CHECK((*store)->trouble().find("restore the latest backup") != std::string::npos);
    }
    CHECK(refused >= 5);  // of the waves, the secret, the tally, the pool, the releases
}

TEST_CASE(
    "What waits is known again after a restart; where a response of it cannot be read, nothing starts") {
    Opened opened(10);
    opened.acceptMany(0, 15);
    opened.store.reset();
    opened.open();
    opened.acceptMany(15, 20, "слово");
    opened.waitForRelease(1);
    CHECK(opened.number("SELECT count(*) FROM archive") == 10);
    CHECK(opened.number("SELECT count FROM tally WHERE cell='age//36-45'") == 10);
    opened.store.reset();
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open((opened.folder.path() + "/otklik.db").c_str(), &raw) == SQLITE_OK);
    REQUIRE(sqlite3_exec(raw, "UPDATE pool SET body = '[]' LIMIT 1", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    auto store = SqliteStore::open({opened.folder.path(), &opened.random, today});
    REQUIRE_FALSE(store);
    CHECK(store.problems().front().detail.find("Restore a backup") != std::string::npos);
}

TEST_CASE("A file that says what cannot be is refused, not trusted") {
    for (const char* wrong : {"PRAGMA user_version = -1", "UPDATE wave SET channels = '[1]'",
                              "UPDATE wave SET threshold = 2147483647", "UPDATE wave SET threshold = 0",
                              "UPDATE wave SET channels = 'site'"}) {
        INFO(std::string(wrong));
        Opened opened(10);
        opened.acceptMany(0, 5);
        opened.store.reset();
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open((opened.folder.path() + "/otklik.db").c_str(), &raw) == SQLITE_OK);
        REQUIRE(sqlite3_exec(raw, wrong, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(raw);
        auto store = SqliteStore::open({opened.folder.path(), &opened.random, today});
        REQUIRE_FALSE(store);
        CHECK(store.problems().front().detail.find("estore") != std::string::npos);
    }
}

TEST_CASE("A file that another program holds is not called damaged") {
    Opened opened(10);
    opened.store.reset();
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open((opened.folder.path() + "/otklik.db").c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    const auto store = SqliteStore::open({opened.folder.path(), &opened.random, today});
    REQUIRE_FALSE(store);
    CHECK(store.problems().front().detail.find("Another program holds the file") != std::string::npos);
    CHECK(store.problems().front().detail.find("damaged") == std::string::npos);
    sqlite3_close(other);
}

TEST_CASE("Every earlier format is brought to the current one, with nothing lost and nothing changed") {
    test::TemporaryFolder folder;
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open((folder.path() + "/otklik.db").c_str(), &raw) == SQLITE_OK);
    const std::string dump = test::sourceFile("tests/server/store/formats/1.sql");
    REQUIRE(sqlite3_exec(raw, dump.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    test::FixedRandom random(3);
    {
        auto store = SqliteStore::open({folder.path(), &random, today});
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
        REQUIRE((*store)->stopWave("2025").empty());
        REQUIRE((*store)->closeWave("2025").empty());
    }
    auto database = Database::open(folder.path() + "/otklik.db", Database::Access::read);
    REQUIRE(database);
    const auto number = [&](const std::string& sql) {
        Statement statement = database->prepare(sql);
        REQUIRE(statement.step() == SQLITE_ROW);
        return statement.number(0);
    };
    CHECK(number("SELECT count(*) FROM archive") == 120 + 36);
    CHECK(number(R"(SELECT count(*) FROM archive WHERE body = '{"closed":[0,2],"via":"vk"}')") == 20 + 6);
    CHECK(number("SELECT count(*) FROM text WHERE wave='2025'") == 25 + 10);
    CHECK(number("SELECT count FROM tally WHERE wave='2024' AND cell='channel//vk'") == 40);
    CHECK(number("SELECT count FROM tally WHERE wave='2024' AND cell='channel//'") == 120);
    CHECK(number("SELECT count FROM tally WHERE wave='2025' AND cell='channel//'") == 36);
}
