// The count at the end: what it says, what it destroys, and that it is the same however often it is begun.

#include <algorithm>
#include <cmath>
#include <set>

#include "server/store/sqlite/rows.h"
#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::StoreInMemory;
using test::StoreOnDisk;

namespace {

std::multiset<std::string> textsOf(const std::string& file, Disk& disk) {
    auto reader = readStore(file, disk);
    REQUIRE(reader);
    std::multiset<std::string> texts;
    REQUIRE((*reader)
                ->texts("", [&](const std::string&, const std::string&,
                                const std::string& text) { texts.insert(text); })
                .isGood());
    return texts;
}

std::string released(const Snapshot& snapshot) {
    const Release* release = snapshot.release("2026");
    return release ? toJson(*release).dump() : "";
}

}  // namespace

TEST_CASE("Closing counts everything that was taken, mixed or not, and gives every text once") {
    StoreOnDisk opened(10);
    for (int mix = 0; mix < 4; ++mix) opened.mixOnce();
    opened.acceptMany(0, 7);
    CHECK(textsOf(opened.file(), opened.disk).empty());
    opened.close();
    CHECK(opened.release()->final);
    CHECK(std::abs(static_cast<int>(opened.release()->responses) - 127) < 45);
    const auto texts = textsOf(opened.file(), opened.disk);
    CHECK(texts.size() == 127);
    CHECK(texts.count("слово3") == 1);
    CHECK(opened.mixed() == 127);
    for (const char* table : {"pool", "bundle", "period", "noisy"})
        CHECK(opened.number(std::string("SELECT count(*) FROM ") + table) == 0);
}

TEST_CASE("The final noise is drawn once, for every figure, and is none of the trial's") {
    double squares = 0, sums = 0;
    int cells = 0, groups = 0;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        StoreInMemory opened(10, true);
        opened.random = test::FixedRandom(seed);
        opened.mixOnce();
        const Release trial = *opened.release();
        opened.close();
        const Release& release = *opened.release();
        CHECK(release.noise.counts == 800);
        CHECK(release.noise.sums == 500'000);
        CHECK(toJson(release)["questions"] != toJson(trial)["questions"]);
        for (const NoisyQuestion& question : release.questions)
            if (question.name == "ease" || question.name == "satisfaction")  // which nobody answered
                for (const NoisyRow& row : question.rows)
                    for (const NoisyCount& cell : row.cells) squares += std::pow(cell.count, 2), ++cells;
        for (const NoisySum& group : release.groups) sums += std::pow(group.sum, 2), ++groups;
    }
    CHECK(std::sqrt(squares / cells) == doctest::Approx(8).epsilon(0.15));
    CHECK(std::sqrt(sums / groups) == doctest::Approx(5000).epsilon(0.2));
}

TEST_CASE("Another key than the wave's changes nothing") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->stopWave("2026").isGood());
    const Status status = opened.store->closeWave("2026", hpke::KeyPair::generate());
    CHECK(status.detail().find("not the ballot key of wave 2026") != std::string::npos);
    CHECK(opened.store->closeWave("2026", test::ballotKey()).isGood());
}

TEST_CASE("Whether there are too few is told by the noisy total: B and one less look alike") {
    for (const int people : {19, 20}) {
        int figures = 0;
        for (std::uint64_t seed = 0; seed < 24; ++seed) {
            StoreInMemory opened(20);
            opened.random = test::FixedRandom(seed);
            opened.acceptMany(0, people);
            opened.close();
            figures += !opened.release()->tooFew;
            CHECK((opened.number("SELECT count(*) FROM text") > 0) == (people == 20));
        }
        CAPTURE(people);
        CHECK(figures > 3);
        CHECK(figures < 21);
    }
}

TEST_CASE("A wave that closes with far fewer than B responses publishes nothing and keeps no texts") {
    StoreInMemory opened(60);
    opened.acceptMany(0, 9);
    opened.close();
    CHECK(opened.release()->tooFew);
    CHECK(opened.release()->questions.empty());
    CHECK(opened.number("SELECT count(*) FROM text") == 0);
    CHECK(opened.disk.count(opened.data(), "слово") == 0);
}

TEST_CASE(
    "Wherever the power goes in a closing, it can be done again, draws no second noise for what was "
    "committed, and loses nothing") {
    for (const bool isPowerCut : {true, false}) {
        bool ended = true;
        std::set<std::string> states;
        for (int left = 1; ended; ++left) {
            INFO(isPowerCut, " after ", left, " operations");
            StoreInMemory opened;
            opened.mixOnce();
            opened.acceptMany(0, 5);
            REQUIRE(opened.store->stopWave("2026").isGood());
            opened.disk.operationsLeft = left;
            const bool isClosed = opened.store->closeWave("2026", test::ballotKey()).isGood();
            const std::string seen = released(*opened.store->snapshot());
            ended = opened.disk.operationsLeft == 0;
            opened.disk.operationsLeft = 0;
            opened.store.reset();
            isPowerCut ? opened.disk.cutPower(opened.random) : opened.disk.mend();
            opened.open();
            const std::string kept = released(*opened.store->snapshot());
            if (isClosed) CHECK_FALSE(kept.empty());
            if (!seen.empty()) CHECK(kept == seen);
            states.insert(kept.empty() ? "open" : "closed");
            if (kept.empty()) CHECK(opened.store->closeWave("2026", test::ballotKey()).isGood());
            CHECK(textsOf(opened.file(), opened.disk).size() == 35);
            CHECK(opened.disk.list(opened.keys()) ==
                  std::vector<std::string>{"2026.closed", "database", "lock"});
        }
        CHECK(states.size() == 2);
    }
}

namespace {

/// Puts the copy in the place of what the store holds.
StatusOr<std::string> restore(StoreInMemory& opened, const std::string& file, StatusOr<bool> wasClosed) {
    opened.store.reset();
    auto copy = readCopy(file, opened.disk);
    REQUIRE(copy);
    return restoreStore(**copy, opened.data(), opened.keys(), opened.disk,
                        [&](const std::string&) { return wasClosed; });
}

const StatusOr<bool> kNobodyKnows = Status::refused("nobody is asked");

}  // namespace

TEST_CASE("A wave that was closed after the copy was made is closed there, with what was published") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->backup("/copy.db").isGood());
    opened.close();
    const std::string published = released(*opened.store->snapshot());
    const auto said = restore(opened, "/copy.db", kNobodyKnows);
    REQUIRE(said);
    CHECK(said->find("was closed after the copy was made") != std::string::npos);
    opened.open();
    CHECK(released(*opened.store->snapshot()) == published);
    CHECK(opened.accept(1) == Accepted::closed);
    CHECK_FALSE(opened.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK((*readStore(opened.data(), opened.disk))
              ->recount(std::nullopt,
                        [](bool isGood, const std::string& what) { CHECK_MESSAGE(isGood, what); }));
}

TEST_CASE("Also where its keys could not be destroyed any more, or the process was killed before") {
    // Wherever the machine ends in a closing: what the copy then shows is what somebody may have seen.
    bool ended = true;
    for (int left = 1; ended; ++left) {
        INFO("after ", left, " operations");
        StoreInMemory opened;
        opened.mixOnce();
        REQUIRE(opened.store->backup("/copy.db").isGood());
        REQUIRE(opened.store->stopWave("2026").isGood());
        opened.disk.operationsLeft = left;
        static_cast<void>(opened.store->closeWave("2026", test::ballotKey()));
        const std::string seen = released(*opened.store->snapshot());
        ended = opened.disk.operationsLeft == 0;
        opened.disk.operationsLeft = 0;
        opened.store.reset();
        opened.disk.mend();
        REQUIRE(restore(opened, "/copy.db", kNobodyKnows));
        opened.open();
        if (opened.store->snapshot()->waves[0].state == WaveState::open) opened.close();
        if (!seen.empty()) CHECK(released(*opened.store->snapshot()) == seen);
    }
}

TEST_CASE("A closing that was begun in vain costs nothing, however a restore after it ends") {
    bool ended = true;
    for (int left = 1; ended; ++left) {
        INFO("after ", left, " operations");
        StoreInMemory opened;
        opened.acceptMany(0, 12);
        REQUIRE(opened.store->backup("/copy.db").isGood());
        REQUIRE(opened.store->stopWave("2026").isGood());
        opened.store.reset();
        const std::string name = *opened.disk.read(opened.keys() + "/database", 64);
        REQUIRE((*Keys::open(opened.keys(), name, opened.disk))->beginClosing("2026", "{}").isGood());
        opened.disk.operationsLeft = left;
        const bool isRestored = static_cast<bool>(restore(opened, "/copy.db", kNobodyKnows));
        ended = opened.disk.operationsLeft == 0;
        opened.disk.cutPower(opened.random);
        auto store = opened.tryOpening();
        if (!store && !isRestored) {
            REQUIRE_MESSAGE(store.status().detail().find("restore was interrupted") != std::string::npos,
                            store.status().detail());
            REQUIRE(restore(opened, "/copy.db", kNobodyKnows));
            continue;
        }
        REQUIRE_MESSAGE(store, store.status().detail());
        CHECK((*store)->accept({test::submission(test::numberedId(1), {{"sex", "male"}})}).front() ==
              Accepted::repeated);
    }
}

TEST_CASE("A closing that the keys folder cannot remember does not take place, and nothing is seen") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->stopWave("2026").isGood());
    opened.disk.forbid(opened.keys());
    const Status status = opened.store->closeWave("2026", test::ballotKey());
    CHECK(status.detail().find("Nothing was changed: The keys folder") != std::string::npos);
    CHECK(released(*opened.store->snapshot()).empty());
    opened.disk.forbid("");
    CHECK(opened.store->closeWave("2026", test::ballotKey()).isGood());
}

TEST_CASE("A closing that was not committed is forgotten, so that no restore takes it for published") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->backup("/copy.db").isGood());
    REQUIRE(opened.store->stopWave("2026").isGood());
    const auto before = opened.disk.list(opened.keys());
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open_v2(opened.file().c_str(), &other, SQLITE_OPEN_READWRITE, opened.disk.vfs()) ==
            SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK_FALSE(opened.store->closeWave("2026", test::ballotKey()).isGood());
    REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    CHECK(opened.disk.list(opened.keys()) == before);
    opened.store.reset();
    REQUIRE(opened.disk.remove(opened.file()).isGood());  // and then the data folder is lost
    REQUIRE(restore(opened, "/copy.db", kNobodyKnows));
    opened.open();
    CHECK(opened.store->snapshot()->waves[0].state == WaveState::open);
}

TEST_CASE("A restore over another database takes nothing from it, though a wave has the same name") {
    StoreInMemory one, other;
    one.mixOnce();
    one.close();
    one.store.reset();
    other.mixOnce();
    REQUIRE(other.store->backup("/copy.db").isGood());
    // The closed one, where the copy is to go.
    const std::string bytes = *one.disk.read(one.file(), 1 << 24);
    REQUIRE(other.disk.create("/place/otklik.db").isGood());
    REQUIRE(other.disk.write("/place/otklik.db", 0, bytes).isGood());
    auto copy = readCopy("/copy.db", other.disk);
    REQUIRE(restoreStore(**copy, "/place", "/place-keys", other.disk,
                         [](const std::string&) -> StatusOr<bool> { return false; }));
    auto store = other.openIn("/place", "/place-keys");
    REQUIRE(store);
    CHECK((*store)->snapshot()->waves[0].state == WaveState::open);
}

TEST_CASE(
    "That a wave was closed is known, though not with which figures, after the keys are lost once more") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->backup("/copy.db").isGood());
    opened.store.reset();
    const auto loseKeys = [&] {
        for (const std::string& name : opened.disk.list(opened.keys()))
            REQUIRE(opened.disk.remove(opened.keys() + "/" + name).isGood());
    };
    loseKeys();
    REQUIRE(opened.disk.remove(opened.file()).isGood());
    REQUIRE(restore(opened, "/copy.db", true));
    loseKeys();
    REQUIRE(restore(opened, opened.file(), kNobodyKnows));
    REQUIRE(restore(opened, "/copy.db", kNobodyKnows));
    opened.open();
    CHECK(opened.store->snapshot()->waves[0].state == WaveState::closed);
}

TEST_CASE("Keys that cannot be destroyed after a closing are destroyed later, by itself") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->stopWave("2026").isGood());
    opened.disk.forbid(opened.keys() + "/2026.wave");
    CHECK_FALSE(opened.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK_FALSE(released(*opened.store->snapshot()).empty());
    CHECK_FALSE(opened.store->health().isGood());
    opened.disk.forbid("");
    opened.second();
    CHECK(opened.store->health().isGood());
    CHECK(opened.disk.list(opened.keys()) == std::vector<std::string>{"2026.closed", "database", "lock"});
}

TEST_CASE("Where the keys folder is lost, the database that is replaced says what was published") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->backup("/copy.db").isGood());
    opened.close();
    const std::string published = released(*opened.store->snapshot());
    opened.store.reset();
    for (const std::string& name : opened.disk.list(opened.keys()))
        REQUIRE(opened.disk.remove(opened.keys() + "/" + name).isGood());
    REQUIRE(restore(opened, "/copy.db", kNobodyKnows));
    opened.open();
    CHECK(released(*opened.store->snapshot()) == published);
}

TEST_CASE(
    "Where nothing is left that knows, it is asked, and a wave that was closed stays closed without "
    "figures") {
    StoreInMemory opened;
    opened.mixOnce();
    REQUIRE(opened.store->backup("/copy.db").isGood());
    opened.close();
    const auto at = [&](StatusOr<bool> wasClosed) {
        auto copy = readCopy("/copy.db", opened.disk);
        return restoreStore(**copy, "/new", "/new-keys", opened.disk,
                            [=](const std::string&) { return wasClosed; });
    };
    CHECK_FALSE(at(kNobodyKnows));
    REQUIRE(at(true));
    auto store = opened.openIn("/new", "/new-keys");
    REQUIRE(store);
    CHECK((*store)->snapshot()->waves[0].state == WaveState::closed);
    CHECK_FALSE((*store)->snapshot()->release("2026"));
}

TEST_CASE("A keys folder that is lost costs only what waits: the database itself is restored, log and all") {
    StoreInMemory opened;
    opened.mixOnce();
    const std::int64_t mixed = opened.mixed();
    opened.disk.operationsLeft = 0;  // killed, so that a log is left
    opened.store.reset();
    opened.disk.mend();
    for (const std::string& name : opened.disk.list(opened.keys()))
        REQUIRE(opened.disk.remove(opened.keys() + "/" + name).isGood());
    const auto said = restore(opened, opened.file(), false);
    REQUIRE_MESSAGE(said, said.status().detail());
    CHECK(said->find("waited when the copy was made") != std::string::npos);
    opened.open();
    CHECK(opened.mixed() == mixed);
    opened.close();
    CHECK(opened.number("SELECT count(*) FROM text") == mixed);
}

TEST_CASE("Without the ballot key the noisy counts of the periods are published, and no text") {
    StoreInMemory opened;
    for (int period = 0; period < 3; ++period) {
        opened.mixOnce();
        opened.clock.setDay(daysLater("2026-03-01", 30 * (period + 1)));
        opened.second();
        opened.second();
    }
    CHECK(opened.number("SELECT count(*) FROM noisy") == 3);
    REQUIRE(opened.store->stopWave("2026").isGood());
    REQUIRE(opened.store->closeWave("2026", std::nullopt).isGood());
    CHECK(opened.release()->final);
    CHECK(std::abs(static_cast<int>(opened.release()->responses) - 90) < 140);  // five SDs of three periods
    CHECK(opened.release()->noise.counts == 3202);  // of four periods, two draws each of SD 11.32
    CHECK(opened.release()->groups.empty());
    CHECK(opened.number("SELECT count(*) FROM text") == 0);
    CHECK(opened.number("SELECT count(*) FROM bundle") == 0);
}
