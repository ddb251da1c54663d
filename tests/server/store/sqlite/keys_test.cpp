// The keys folder: without it nobody opens what waits, and with it nobody opens what was mixed, wherever the
// power goes.

#include "server/store/keys.h"

#include "server/store/sqlite/rows.h"
#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::StoreInMemory;

namespace {

/// The pool's rows, as somebody has copied them.
std::vector<std::string> poolOf(StoreInMemory& opened) {
    auto database = Database::read(opened.file(), opened.disk);
    REQUIRE(database);
    std::vector<std::string> rows;
    Statement pool = database->prepare("SELECT body FROM pool");
    while (pool.next()) rows.push_back(pool.text(0));
    return rows;
}

/// How many of these rows open with any key that the folder has.
std::size_t openable(StoreInMemory& opened, const std::vector<std::string>& rows) {
    const Wave wave = test::orderWave();
    const TallyLayout layout(*wave.survey, wave.channels);
    std::size_t count = 0;
    for (const std::string& name : opened.disk.list(opened.keys())) {
        const auto bytes = opened.disk.read(opened.keys() + "/" + name, 1 << 20);
        const auto key = bytes ? SecretKey::fromBytes(*bytes) : std::nullopt;
        for (const std::string& row : rows) count += key && openPooled("2026", *key, layout, row);
    }
    return count;
}

std::set<std::string> keyFiles(StoreInMemory& opened) {
    const auto names = opened.disk.list(opened.keys());
    return {names.begin(), names.end()};
}

/// Why the folder does not open.
std::string refusal(StoreInMemory& opened) {
    opened.store.reset();
    auto store = opened.tryOpening();
    return store ? "" : store.status().detail();
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("What waits is sealed: the folder alone tells nothing of it, with its key everything") {
    StoreInMemory opened;
    opened.acceptMany(0, 15, "приметное слово");
    CHECK(opened.disk.count(opened.data(), "приметное") == 0);
    const auto rows = poolOf(opened);
    CHECK(rows.size() == 15);
    CHECK(openable(opened, rows) == 15);
    for (const std::string& row : rows) CHECK(row.size() == rows[0].size());
}

TEST_CASE("The store opens what was sealed to a wave's key until the wave is closed, also when opened anew") {
    StoreInMemory opened;
    const auto held = opened.store->snapshot();
    const auto sealed = hpke::seal(held->wave("2026")->sealingKey, "info", "aad", "слово");
    REQUIRE(sealed);
    const auto open = [&](const char* wave, const char* info = "info", const char* aad = "aad") {
        return opened.store->unseal(wave, *sealed, info, aad);
    };
    CHECK(open("2026") == "слово");
    CHECK_FALSE(open("2025"));
    CHECK_FALSE(open("2026", "other"));
    CHECK_FALSE(open("2026", "info", "other"));
    opened.reopen();
    CHECK(open("2026") == "слово");
    REQUIRE(opened.store->stopWave("2026").isGood());
    CHECK(open("2026") == "слово");
    REQUIRE(opened.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK_FALSE(open("2026"));  // though a reader holds a snapshot of before
}

TEST_CASE("After a mix nothing that waited before it can be opened any more, not even what stayed") {
    StoreInMemory opened;
    opened.acceptMany(0, 15);
    const auto rows = poolOf(opened);
    const std::string key = *opened.disk.read(opened.keys() + "/2026.1.period", 32);
    opened.mixOnce();
    CHECK(openable(opened, rows) == 0);
    CHECK(openable(opened, poolOf(opened)) == poolOf(opened).size());
    CHECK(opened.disk.count(opened.keys(), key) == 0);
    CHECK(keyFiles(opened).size() == 4);  // database, lock, the wave's and the period's
}

TEST_CASE("What is discarded opens with no key any more, is counted nowhere, and is not taken again") {
    StoreInMemory opened(10);
    opened.acceptMany(0, 30);
    opened.settle();
    const std::int64_t mixed = opened.mixed();
    REQUIRE(mixed >= 10);
    const auto rows = poolOf(opened);
    REQUIRE(openable(opened, rows) == rows.size());
    const auto discarded = opened.store->discardWaiting("2026");
    REQUIRE(discarded);
    CHECK(*discarded == rows.size());
    CHECK(openable(opened, rows) == 0);
    CHECK(poolOf(opened).empty());
    CHECK(opened.accept(0) == Accepted::repeated);
    opened.reopen();
    CHECK(poolOf(opened).empty());
    CHECK(opened.mixed() == mixed);
    opened.close();
    CHECK(opened.mixed() == mixed);
    CHECK(opened.store->discardWaiting("2026").status().detail().find("is closed") != std::string::npos);
    CHECK(opened.store->discardWaiting("1999").status().detail().find("no wave") != std::string::npos);
}

TEST_CASE("Wherever the power goes in a discarding, either all that waited is there, or nothing of it") {
    bool ended = true, wasThere = false, wasGone = false;
    for (int left = 1; ended; ++left) {
        INFO("after ", left, " operations");
        StoreInMemory opened;
        opened.acceptMany(0, 15);
        const auto rows = poolOf(opened);
        opened.disk.operationsLeft = left;
        const auto discarded = opened.store->discardWaiting("2026");
        ended = opened.disk.operationsLeft == 0;
        opened.store.reset();
        opened.disk.cutPower(opened.random);
        opened.reopen();
        const auto waiting = poolOf(opened);
        CHECK((waiting.size() == 15 || waiting.empty()));
        CHECK(openable(opened, waiting) == waiting.size());
        if (waiting.empty()) CHECK(openable(opened, rows) == 0);
        if (discarded) CHECK(waiting.empty());
        (waiting.empty() ? wasGone : wasThere) = true;
    }
    CHECK(wasThere);
    CHECK(wasGone);
}

TEST_CASE(
    "Wherever the power goes in a mix, the folder opens with all that was acknowledged, and what was mixed "
    "cannot be opened") {
    for (const bool isPowerCut : {true, false}) {
        bool ended = true;
        for (int left = 1; ended; ++left) {
            INFO(isPowerCut, " after ", left, " operations");
            StoreInMemory opened;
            opened.acceptMany(0, 30);
            opened.settle();  // the first mix is due at once, the next a second later
            const std::int64_t before = opened.mixed();
            REQUIRE(before >= 10);
            opened.acceptMany(30, 60);
            const auto rows = poolOf(opened);
            opened.disk.operationsLeft = left;
            opened.second();
            ended = opened.disk.operationsLeft == 0;
            opened.disk.operationsLeft = 0;
            opened.store.reset();
            isPowerCut ? opened.disk.cutPower(opened.random) : opened.disk.mend();
            opened.open();
            for (int n = 0; n < 60; ++n) CHECK(opened.accept(n) == Accepted::repeated);
            opened.second();  // what was not mixed is due
            CHECK(opened.mixed() > before);
            CHECK(opened.mixed() + opened.waiting() == 60);
            CHECK(openable(opened, rows) == 0);
            CHECK(openable(opened, poolOf(opened)) == poolOf(opened).size());
            CHECK(keyFiles(opened).size() == 4);
            opened.close();
            CHECK(opened.number("SELECT count(*) FROM text WHERE question='seek'") == 60);
        }
    }
}

TEST_CASE("Keys that are missing, damaged, foreign or open to others: nothing starts, nothing is destroyed") {
    StoreInMemory opened;
    opened.acceptMany(0, 12);
    const auto path = [&](const std::string& name) { return opened.keys() + "/" + name; };
    std::string expected;
    SUBCASE("the period's is missing") {
        REQUIRE(opened.disk.rename(path("2026.1.period"), path("elsewhere")).isGood());
        expected = "is missing or damaged";
    }
    SUBCASE("the period's is cut short") {
        REQUIRE(opened.disk.remove(path("2026.1.period")).isGood());
        REQUIRE(opened.disk.create(path("2026.1.period")).isGood());
        REQUIRE(opened.disk.write(path("2026.1.period"), 0, "short").isGood());
        expected = "is missing or damaged";
    }
    SUBCASE("the period's is another one") {
        REQUIRE(opened.disk.write(path("2026.1.period"), 0, SecretKey::generate().bytes()).isGood());
        expected = "does not open with its key";
    }
    SUBCASE("the wave's is missing") {
        REQUIRE(opened.disk.rename(path("2026.wave"), path("elsewhere")).isGood());
        expected = "is missing or damaged";
    }
    SUBCASE("the wave's is another one") {
        REQUIRE(opened.disk.write(path("2026.wave"), 0, hpke::KeyPair::generate().privateKey()).isGood());
        expected = "another wave's";
    }
    SUBCASE("the folder is missing") {
        REQUIRE(opened.disk.rename(path("database"), path("elsewhere")).isGood());
        expected = "is missing or cannot be read";
    }
    SUBCASE("the folder is another database's") {
        REQUIRE(opened.disk.write(path("database"), 0, Keys::newName()).isGood());
        expected = "belongs to another database";
    }
    SUBCASE("others may read it") {
        opened.disk.isOpenToOthers = true;
        expected = "chmod 700";
    }
    opened.store.reset();
    const auto before = keyFiles(opened);
    const std::string why = refusal(opened);
    CHECK_MESSAGE(says(why, expected), why);
    CHECK_MESSAGE(says(why, opened.keys()), why);
    CHECK(keyFiles(opened) == before);
}

TEST_CASE("A keys folder that another database uses is not taken for a new one") {
    StoreInMemory opened;
    opened.store.reset();
    auto other = opened.openIn("/other", opened.keys(), true);
    REQUIRE_FALSE(other);
    CHECK(says(other.status().detail(), "the keys of another database"));
    opened.open();
}

TEST_CASE("Keys and data never lie one in the other") {
    test::TemporaryFolder folder;
    test::FixedRandom random{1};
    test::SteppedClock clock;
    SystemDisk disk;
    const std::string data = folder.path() + "/data", link = folder.path() + "/link";
    std::filesystem::create_directory(data);
    std::filesystem::create_symlink(data, link);
    for (const std::string& keys :
         {data, data + "/keys", data + "/../data/keys", link + "/keys", folder.path()}) {
        const auto store = openStore(
            {.folder = data, .keys = keys, .random = random, .clock = clock, .disk = disk, .create = true});
        REQUIRE_FALSE(store);
        CHECK(says(store.status().detail(), "one in the other"));
    }
    CHECK(openStore({.folder = data,
                     .keys = folder.path() + "/data-keys",
                     .random = random,
                     .clock = clock,
                     .disk = disk,
                     .create = true}));
}

TEST_CASE("Another, empty folder in the place of the keys folder ends the taking, and takes no key") {
    StoreInMemory opened;
    opened.acceptMany(0, 30);
    opened.settle();
    opened.acceptMany(30, 60);
    const auto names = opened.disk.list(opened.keys());
    for (const std::string& name : names)
        REQUIRE(opened.disk.rename(opened.keys() + "/" + name, "/away/" + name).isGood());
    opened.second();
    CHECK(opened.disk.list(opened.keys()).empty());
    CHECK(opened.accept(100) == Accepted::unavailable);
    CHECK(says(opened.store->health().detail(), "another folder has its name"));
    for (const std::string& name : names)
        REQUIRE(opened.disk.rename("/away/" + name, opened.keys() + "/" + name).isGood());
    opened.second();
    CHECK(opened.accept(100) == Accepted::stored);
    opened.reopen();
    for (int n = 0; n < 60; ++n) CHECK(opened.accept(n) == Accepted::repeated);
}

TEST_CASE("Once the keys of what waits are gone nothing is acknowledged that a restart could not open") {
    for (const std::string name : {"2026.1.period", "2026.wave", "database"}) {
        INFO(name);
        StoreInMemory opened;
        opened.acceptMany(0, 5);
        const std::string path = opened.keys() + "/" + name;
        REQUIRE(opened.disk.rename(path, "/away").isGood());
        CHECK(opened.accept(5) == Accepted::unavailable);
        CHECK(says(opened.store->health().detail(), opened.keys()));
        opened.second();
        CHECK_FALSE(opened.store->health().isGood());
        REQUIRE(opened.disk.rename("/away", path).isGood());
        opened.second();
        CHECK(opened.store->health().isGood());
        CHECK(opened.accept(5) == Accepted::stored);
    }
}

TEST_CASE("The keys of a wave that a restored copy lacks are destroyed, and it is said that it lacks it") {
    StoreInMemory opened;
    opened.close();
    REQUIRE(opened.store->backup("/copy.db").isGood());
    Wave wave = test::orderWave();
    wave.id = "2027";
    REQUIRE(opened.store->openWave(wave).isGood());
    opened.store.reset();
    auto copy = readCopy("/copy.db", opened.disk);
    const auto said = restoreStore(**copy, opened.data(), opened.keys(), opened.disk,
                                   [](const std::string&) { return StatusOr<bool>(false); });
    REQUIRE(said);
    CHECK(says(*said, "Wave 2027 is not in the copy at all"));
    opened.open();
    CHECK(keyFiles(opened) == std::set<std::string>{"2026.closed", "database", "lock"});
}

TEST_CASE("Two servers never share a keys folder") {
    StoreInMemory opened;
    CHECK_FALSE(Keys::open(opened.keys(), *opened.disk.read(opened.keys() + "/database", 64), opened.disk));
}

TEST_CASE("A keys folder that cannot be written ends the taking, says which and why, and nothing is lost") {
    StoreInMemory opened;
    opened.acceptMany(0, 19);
    opened.disk.forbid(opened.keys());
    std::vector<Submission> group;
    for (int n = 19; n < 31; ++n) group.push_back(test::submission(test::numberedId(n), {{"seek", "да"}}));
    REQUIRE(opened.store->accept(group).back() == Accepted::stored);
    opened.second();
    CHECK(opened.accept(40) == Accepted::unavailable);  // it could never be mixed
    CHECK(says(opened.store->health().detail(), opened.keys()));
    CHECK(opened.waiting() == 31);
    opened.disk.forbid("");
    opened.second();
    opened.second();
    CHECK(opened.accept(40) == Accepted::stored);
    CHECK(opened.store->health().isGood());
    CHECK(opened.mixed() > 0);
}

TEST_CASE("While an old key cannot be destroyed nothing more is taken, and it is destroyed later") {
    StoreInMemory opened;
    opened.acceptMany(0, 19);
    opened.settle();
    opened.disk.forbid(opened.keys() + "/2026.1.period");
    std::vector<Submission> group;
    for (int n = 19; n < 31; ++n) group.push_back(test::submission(test::numberedId(n), {{"seek", "да"}}));
    opened.store->accept(group);
    opened.second();
    opened.second();
    CHECK(opened.mixed() > 0);
    CHECK(opened.accept(40) == Accepted::unavailable);
    opened.disk.forbid("");
    opened.second();
    CHECK(opened.accept(40) == Accepted::stored);
    CHECK(keyFiles(opened).size() == 4);
}

TEST_CASE("A wave that cannot get its keys is not opened") {
    StoreInMemory opened;
    opened.close();
    Wave wave = test::orderWave();
    wave.id = "2027";
    opened.disk.forbid(opened.keys());
    const Status status = opened.store->openWave(wave);
    CHECK(says(status.detail(), opened.keys()));
    opened.disk.forbid("");
    CHECK(opened.store->openWave(wave).isGood());
}

TEST_CASE("A closed wave has no key any more, and its name is not used again") {
    StoreInMemory opened;
    opened.mixOnce();
    opened.close();
    CHECK(keyFiles(opened) == std::set<std::string>{"2026.closed", "database", "lock"});
    opened.reopen();
    CHECK(keyFiles(opened) == std::set<std::string>{"2026.closed", "database", "lock"});
}
