// The folder of the version before this one, by the command.

#include <sys/stat.h>
#include <unistd.h>

#include "server/store/open.h"
#include "tests/server/program.h"

using namespace otklik;
using test::namesIn;
using test::runOtklik;

namespace {

/// A folder as the version before left it: wave 2024 closed, 2025 stopped with 33 responses, 2026 open
/// with 25.
struct Old {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", keys = data + "-keys", key = data + ".key";

    Old() {
        std::filesystem::create_directory(data);
        const std::string sql = std::string(OTKLIK_SOURCE_DIR) + "/tests/server/store/sqlite/formats/4.sql";
        REQUIRE(std::system(("sqlite3 " + data + "/otklik.db <" + sql).c_str()) == 0);
        // As that version had it open.
        REQUIRE(std::system(
                    ("sqlite3 " + data + "/otklik.db 'PRAGMA journal_mode=WAL' >/dev/null").c_str()) == 0);
    }
    test::Ran run(const std::string& words) const { return runOtklik(words + " --data " + data); }
    /// The upgrade, with the key file.
    test::Ran upgrade() const { return run("upgrade --key-file " + key); }
};

}  // namespace

TEST_CASE("An older folder is refused, with the command that upgrades it, and left as it is") {
    Old old;
    const std::string before = test::fileText(old.data + "/otklik.db");
    const std::string serve =
        std::string("serve --port 0 --locales ") + OTKLIK_SOURCE_DIR + "/assets/locales";
    for (const std::string& command :
         {serve, std::string("wave list"), std::string("export"),
          "wave open 2027 --survey " + test::kOrder + " --key-file " + old.key}) {
        INFO(command);
        const test::Ran ran = old.run(command);
        CHECK(ran.code == 1);
        CHECK(ran.says("otklik upgrade"));
    }
    CHECK(namesIn(old.folder.path()) == std::set<std::string>{"data"});
    CHECK(test::fileText(old.data + "/otklik.db") == before);
}

TEST_CASE("After the upgrade closed waves are as they were, and the others are closed with the new key") {
    Old old;
    const test::Ran upgraded = old.upgrade();
    CHECK(upgraded.code == 0);
    CHECK(upgraded.says("its keys are in " + old.keys));
    CHECK(upgraded.says("old copies still hold it all: destroy them"));
    CHECK(namesIn(old.data) == std::set<std::string>{"audit.log", "otklik.db", "otklik.lock"});
    CHECK(runOtklik("check " + old.data + " --key-file " + old.key).code == 0);
    CHECK(old.run("wave list").says("2024  closed"));
    CHECK(old.run("export --wave 2024").says("2024"));
    CHECK(old.run("export --wave 2025").says("is not closed"));
    CHECK(old.run("wave close 2025").code == 1);
    CHECK(old.run("wave close 2025 --key-file " + old.key).code == 0);
    CHECK(old.run("export --wave 2025").says("\"2025"));
    CHECK(old.upgrade().says("has this version's format already"));
}

TEST_CASE("An upgrade whose keys are not typed back changes nothing") {
    Old old;
    const std::string before = test::fileText(old.data + "/otklik.db");
    const test::Ran ran = old.run("upgrade");
    CHECK(ran.code == 1);
    CHECK(ran.says("This is the ballot key of wave"));
    CHECK(ran.says("Nothing was changed"));
    CHECK(test::fileText(old.data + "/otklik.db") == before);
    CHECK(old.upgrade().code == 0);
}

TEST_CASE("An upgrade as root leaves the folders to their owner, and the key file to root") {
    if (geteuid() != 0) return test::skip("only root can make files for somebody else");
    constexpr uid_t kSomebody = 4711;
    Old old;
    chmod(old.folder.path().c_str(), 0711);
    for (const std::string& path : {old.data, old.data + "/otklik.db"})
        REQUIRE(chown(path.c_str(), kSomebody, kSomebody) == 0);
    const auto ownerOf = [](const std::string& path) {
        struct stat found {};
        REQUIRE_MESSAGE(lstat(path.c_str(), &found) == 0, path);
        CHECK((found.st_mode & 077) == 0);
        return found.st_uid;
    };
    const test::Ran upgraded = old.upgrade();
    REQUIRE_MESSAGE(upgraded.code == 0, upgraded.said);
    CHECK(ownerOf(old.key) == 0);
    CHECK(ownerOf(old.keys) == kSomebody);
    for (const std::string& folder : {old.data, old.keys})
        for (const std::string& name : namesIn(folder)) CHECK(ownerOf(folder + "/" + name) == kSomebody);
}
