// Databases as every version has left them: this version's opens, the one before it is upgraded, and of older
// ones it is said what to do. Nothing but an upgrade writes another format.

#include <set>

#include "server/store/sqlite/bundle.h"
#include "server/store/sqlite/rows.h"
#include "tests/server/program.h"
#include "tests/server/store/opened_store.h"

using namespace otklik;

namespace {

const std::string kFormats = "tests/server/store/sqlite/formats/";

/// A folder with a database as `format` has left it.
template <class SomeDisk>
struct Left {
    test::TemporaryFolder folder;
    test::FixedRandom random{9};
    test::SteppedClock clock;
    SomeDisk disk;

    std::string file() const { return folder.path() + "/data/otklik.db"; }
    StoreOptions options() {
        return {.folder = folder.path() + "/data",
                .keys = folder.path() + "/keys",
                .random = random,
                .clock = clock,
                .disk = disk};
    }
    explicit Left(int format) {
        std::filesystem::create_directory(folder.path() + "/data");
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open_v2(file().c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                disk.vfs()) == SQLITE_OK);
        const std::string sql = test::sourceFile(kFormats + std::to_string(format) + ".sql");
        char* why = nullptr;
        sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, &why);
        REQUIRE_MESSAGE(!why, std::string(why ? why : ""));
        sqlite3_close(raw);
        REQUIRE(disk.sync(file()).isGood());
        REQUIRE(disk.sync(folder.path() + "/data").isGood());
    }
    StatusOr<std::string> upgrade() {
        return upgradeStore(
            options(), [](const Wave&) -> StatusOr<std::string> { return test::ballotKey().publicKey(); });
    }
    std::int64_t number(const std::string& sql) { return test::numberIn(file(), disk, sql); }
};

/// Answers of the small survey that those databases have.
Submission again(const std::string& id, const std::string& wave) {
    Submission submission{id, wave, "site", {}};
    submission.answers["mark"].choices = {"5"};
    return submission;
}

}  // namespace

TEST_CASE("Format 5, this version's, opens with its keys, and gives everything at its closing") {
    Left<SystemDisk> left(5);
    std::filesystem::create_directory(left.folder.path() + "/keys");
    for (const std::string name :
         {"2024.closed", "2025.3.period", "2025.wave", "2026.3.period", "2026.wave", "database"})
        std::ofstream(left.folder.path() + "/keys/" + name) << test::sourceFile(kFormats + "5/" + name);
    std::filesystem::permissions(left.folder.path() + "/keys", std::filesystem::perms::owner_all);
    auto store = openStore(left.options());
    REQUIRE_MESSAGE(store, store.status().detail());
    CHECK((*store)->snapshot()->release("2024")->final);
    for (const std::string wave : {"2025", "2026"}) {
        const int first = 1000 * (wave[3] - '0');
        for (int n = 0; n < 35; ++n)
            CHECK((*store)->accept({again(test::numberedId(first + n), wave)}).front() == Accepted::repeated);
        if (wave == "2026") REQUIRE((*store)->stopWave(wave).isGood());
        const auto key = hpke::KeyPair::derive("the ballot key of the golden wave " + wave);
        REQUIRE((*store)->closeWave(wave, key).isGood());
        CHECK(left.number("SELECT mixed FROM turnout WHERE wave='" + wave + "'") == 35);
        CHECK(left.number("SELECT count(*) FROM text WHERE wave='" + wave + "'") == 35);
    }
}

TEST_CASE("Format 4 is refused by everything but the upgrade, which is named, and is left as it is") {
    Left<SystemDisk> left(4);
    const std::string before = test::fileText(left.file());
    const auto store = openStore(left.options());
    REQUIRE_FALSE(store);
    CHECK(store.status().detail().find("otklik upgrade") != std::string::npos);
    CHECK_FALSE(readStore(left.folder.path() + "/data", left.disk));
    CHECK_FALSE(readCopy(left.file(), left.disk));
    CHECK(test::fileText(left.file()) == before);
}

TEST_CASE("Formats before 4 are refused, with the version that brings them nearer") {
    Left<SystemDisk> left(1);
    for (const auto& status : {openStore(left.options()).status(), left.upgrade().status()}) {
        CHECK(status.detail().find("format 1") != std::string::npos);
        CHECK(status.detail().find("Otklik 0.5") != std::string::npos);
    }
}

TEST_CASE("An upgrade loses nothing that is to be kept, and keeps nothing of single responses") {
    Left<SystemDisk> left(4);
    const auto said = left.upgrade();
    REQUIRE_MESSAGE(said, said.status().detail());
    CHECK(said->find("old copies still hold it all") != std::string::npos);
    CHECK(test::namesIn(left.folder.path() + "/data") == std::set<std::string>{"otklik.db", "otklik.lock"});
    const std::string bytes = test::fileText(left.file());
    CHECK(bytes.find("\"closed\"") == std::string::npos);
    CHECK(bytes.find("2025 3") == std::string::npos);  // texts of a wave that is not closed
    CHECK(bytes.find("2024 3") != std::string::npos);
    {
        auto reader = readStore(left.folder.path() + "/data", left.disk);
        REQUIRE(reader);
        CHECK((*reader)->recount(test::ballotKey(),
                                 [](bool isGood, const std::string& what) { CHECK_MESSAGE(isGood, what); }));
        CHECK((*reader)->turnout("2024")->taken() == 40);
        CHECK((*reader)->turnout("2025")->taken() == 33);
        CHECK((*reader)->turnout("2026")->taken() == 25);
    }
    auto store = openStore(left.options());
    REQUIRE(store);
    CHECK((*store)->snapshot()->release("2024")->earlier->responses.count == 35);
    CHECK((*store)->snapshot()->release("2024")->earlier->groups.size() > 0);
    REQUIRE((*store)->snapshot()->release("2025"));  // what was published stays, until the closing
    CHECK((*store)->snapshot()->release("2025")->earlier);
    const Status without = (*store)->closeWave("2025", std::nullopt);
    CHECK(without.detail().find("are not whole") != std::string::npos);
    REQUIRE((*store)->closeWave("2025", test::ballotKey()).isGood());
    CHECK(left.number("SELECT mixed FROM turnout WHERE wave='2025'") == 33);
    CHECK(left.number("SELECT count(*) FROM text WHERE wave='2025' AND question='wishes'") == 11);
    CHECK(left.number("SELECT count(*) FROM text WHERE wave='2024' AND question='wishes'") == 14);
    CHECK((*store)->accept({again(std::string(32, 'a'), "2026")}).front() == Accepted::stored);
}

TEST_CASE("What the bundle of an upgrade has is what the archive had, texts among it") {
    Left<SystemDisk> left(4);
    REQUIRE(left.upgrade());
    auto database = Database::read(left.file(), left.disk);
    auto waves = readWaves(*database);
    REQUIRE(waves);
    for (const Wave& wave : *waves) {
        if (wave.id != "2025") continue;
        const TallyLayout layout(*wave.survey, wave.channels);
        BundleSum bundles(layout, "2025", test::ballotKey());
        REQUIRE(bundles.add(*database).isGood());
        const Bundle& sum = bundles.sum();
        const auto at = [&](const std::string& key) {
            return sum.counts[static_cast<std::size_t>(layout.position(key))];
        };
        CHECK(at("") == 23);
        std::int64_t marks = 0;
        for (int mark = 1; mark <= 5; ++mark) marks += at("mark//" + std::to_string(mark));
        CHECK(marks == 23);
        CHECK(at("sex//male") + at("sex//female") + at("sex//other") == 23);
        std::int64_t wishes = 0;
        for (const Text& text : sum.texts) wishes += text.question == "wishes";
        CHECK(at("wishes//") == wishes);
        CHECK(wishes > 3);
    }
}

TEST_CASE("An upgrade believes a wave's row no more than opening a database does") {
    for (const char* wrong : {"UPDATE wave SET id = '../x' WHERE id = '2026'", "UPDATE wave SET state = 7",
                              "UPDATE wave SET channels = '[1]'", "UPDATE wave SET survey = '{}'",
                              "UPDATE wave SET opens = 'yesterday'",
                              "UPDATE text SET question = 'nobody-asked' WHERE wave = '2025'"}) {
        INFO(std::string(wrong));
        Left<SystemDisk> left(4);
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open(left.file().c_str(), &raw) == SQLITE_OK);
        REQUIRE(sqlite3_exec(raw, wrong, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(raw);
        const auto upgraded = left.upgrade();
        REQUIRE_FALSE(upgraded);
        CHECK(upgraded.status().detail().find("Nothing was changed: ") != std::string::npos);
        auto old = Database::read(left.file(), left.disk, kFormat - 1);
        REQUIRE(old);
        Statement kept = old->prepare("SELECT (SELECT count(*) FROM archive) + (SELECT count(*) FROM pool)");
        REQUIRE(kept.next());
        CHECK(kept.number(0) == 98);
        CHECK_FALSE(std::filesystem::exists(left.folder.path() + "/x.wave"));
    }
}

TEST_CASE("Wherever the power goes in an upgrade, it can be run again, or is done") {
    bool ended = true;
    for (int left = 0; ended; left += left < 60 ? 1 : 5) {
        INFO("after ", left, " operations");
        Left<test::MemoryDisk> folder(4);
        folder.disk.operationsLeft = left;
        const bool isDone = static_cast<bool>(folder.upgrade());
        ended = folder.disk.operationsLeft == 0;
        folder.disk.cutPower(folder.random);
        if (!openStore(folder.options())) {
            CHECK_FALSE(isDone);
            const auto again = folder.upgrade();
            REQUIRE_MESSAGE(again, again.status().detail());
        }
        auto store = openStore(folder.options());
        REQUIRE_MESSAGE(store, store.status().detail());
        REQUIRE((*store)->closeWave("2025", test::ballotKey()).isGood());
        CHECK(folder.number("SELECT count(*) FROM seen") == 98);
        CHECK(folder.number("SELECT mixed FROM turnout WHERE wave='2025'") == 33);
        CHECK(folder.disk.size(folder.file() + ".before-upgrade") == std::nullopt);
    }
}
