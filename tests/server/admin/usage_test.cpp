// What is not understood is refused with what is expected, before anything happens; what only reads leaves
// nothing behind; what cannot be written whole is said.

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "server/store/clock.h"
#include "tests/server/program.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::namesIn;
using test::openWave;
using test::runOtklik;

TEST_CASE("Every command tells what it takes") {
    CHECK(runOtklik("--help").code == 0);
    CHECK(runOtklik("help").says("serve"));
    CHECK(runOtklik("--version").said.starts_with("otklik "));
    for (const char* command :
         {"serve", "wave", "wave open", "wave stop", "wave close", "wave list", "export", "import", "backup",
          "restore", "report", "report text", "upgrade", "check", "kiosk-pin", "demo"}) {
        INFO(command);
        const test::Ran help = runOtklik(std::string(command) + " --help");
        CHECK(help.code == 0);
        CHECK(help.says(std::string("otklik ") + command + " "));
    }
}

TEST_CASE("What no command expects is named, with where to read on, and nothing happens") {
    test::TemporaryFolder folder;
    const std::string survey = " --survey " + test::kOrder, data = folder.path() + "/data";
    std::filesystem::create_directory(data);
    const std::pair<std::string, const char*> wrong[] = {
        {"", "otklik --help"},
        {"dance", "'dance'"},
        {"wave", "otklik wave --help"},
        {"wave open --colour red" + survey, "'--colour'"},
        {"wave open 2026 2027" + survey, "'2027'"},
        {"wave open 2026 --id 2027" + survey, "--id"},
        {"wave open --port 8080" + survey, "'--port'"},
        {"wave open 2026", "--survey"},
        {"wave open Год" + survey, "'Год' is no name"},
        {"wave open -- -2026" + survey, "'--'"},
        {"wave open 2026/.." + survey, "is no name"},
        {"wave open --threshold 9" + survey, "--threshold"},
        {"wave open --threshold 1001" + survey, "--threshold"},
        {"wave open --threshold many" + survey, "--threshold"},
        {"wave open --period 6" + survey, "--period"},
        {"wave open --period 367" + survey, "--period"},
        {"wave open --key-file ''" + survey, "--key-file"},
        {"wave open --key-page ''" + survey, "--key-page"},
        {"wave open --trial --key-file key" + survey, "--key-file"},
        {"wave open --trial --key-page key.html" + survey, "--key-page"},
        {"wave open --without-key" + survey, "'--without-key'"},
        {"wave open --grace -1" + survey, "--grace"},
        {"wave open --grace 100000" + survey, "--grace"},
        {"wave open --channel ''" + survey, "--channel"},
        {"wave open --channel 'a b'" + survey, "'a b' is no name"},
        {"wave open --channel vk --channel vk" + survey, "named twice"},
        {"wave stop", "ID"},
        {"wave stop 2026 now", "'now'"},
        {"wave stop 2026 --without-key", "'--without-key'"},
        {"wave close", "ID"},
        {"wave close 2026 --key-file ''", "--key-file"},
        {"wave close 2026 --key-file key --without-key", "--without-key"},
        {"wave list 2026", "'2026'"},
        {"serve --threshold 10", "'--threshold'"},
        {"serve now", "'now'"},
        {"serve --port 99999", "--port"},
        {"serve --port -1", "--port"},
        {"serve --port http", "--port"},
        {"serve --port 0x50", "'0x50'"},
        {"serve --port 010", "'010'"},
        {"serve --port ' 80'", "' 80'"},
        {"serve --port +80", "'+80'"},
        {"serve --responses-per-hour 99999999999999999999", "--responses-per-hour"},
        {"serve --metrics-port 65536", "--metrics-port"},
        {"serve --kiosk 'зал 1'", "is no name"},
        {"serve --site opros.example.ru", "https://NAME"},
        {"serve --site https://", "https://NAME"},
        {"serve --site https://a/b", "https://NAME"},
        {"serve --site javascript://a", "https://NAME"},
        {"serve --responses-per-hour 0", "--responses-per-hour"},
        {"export --wave ''", "--wave"},
        {"export 2026", "'2026'"},
        {"import", "FILE"},
        {"import a b", "'b'"},
        {"backup", "FILE"},
        {"backup copy.db --keep 0", "--keep"},
        {"restore", "FILE"},
        {"restore copy.db --closed 'a b'", "is no name"},
        {"report", "otklik report --help"},
        {"report text", "WAVE"},
        {"report text 2026", "--signed"},
        {"report text 2026 text.md", "--signed"},
        {"report text 2026 --signed Отдел", "FILE"},
        {"report text 2026 text.md --signed ''", "--signed"},
        {"report text 2026 text.md --signed Отдел --day ''", "--day"},
        {"report text 2026 text.md --signed Отдел --language ko", "--language"},
        {"report text 2026 text.md --remove", "--remove"},
        {"report text 2026 --signed Отдел --remove", "--remove"},
        {"report text 2026 --day 2026-12-01 --remove", "--remove"},
        {"upgrade now", "'now'"},
        {"check", "FILE"},
        {"check a b", "'b'"},
        {"kiosk-pin 271828", "'271828'"},
        {"backup ''", "FILE"},
        {"wave list --data ''", "--data"},
        {"wave list --keys ''", "--keys"},
        {"demo 5", "'5'"},
        {"demo --waves 0", "--waves"},
        {"demo --responses 1000000000", "--responses"},
    };
    for (const auto& [line, named] : wrong) {
        INFO(line);
        const bool hasFolder = !line.empty() && line != "dance" && line != "wave" &&
                               !line.starts_with("check") && !line.starts_with("kiosk-pin");
        const test::Ran ran = runOtklik(hasFolder ? line + " --data " + data : line);
        CHECK(ran.code != 0);
        CHECK(ran.says(named));
        CHECK(std::count(ran.said.begin(), ran.said.end(), '\n') == 1);
    }
    CHECK(namesIn(folder.path()) == std::set<std::string>{"data"});
    CHECK(namesIn(data).empty());
}

TEST_CASE("A wave's name is a word, or the flag that it once was, or this year") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data";
    CHECK(openWave(data, "2031").says("Wave 2031 is open"));
    const auto next = [&](const std::string& wave) {  // which has a key of its own
        CHECK(runOtklik("wave stop " + wave + " --data " + data).code == 0);
        std::filesystem::remove(data + ".key");
    };
    next("2031");
    CHECK(openWave(data, "--id 2032").says("Wave 2032 is open"));
    next("2032");
    CHECK(openWave(data, "").says("Wave " + SystemClock().today().substr(0, 4) + " is open"));
}

TEST_CASE(
    "What only reads makes nothing: in no folder, an empty one, one that was left, one that was killed") {
    test::TemporaryFolder folder;
    const std::string none = folder.path() + "/none", empty = folder.path() + "/empty",
                      left = folder.path() + "/left";
    std::filesystem::create_directories(empty);
    openWave(left);
    test::ServerProcess killed(10);
    killed.stop(SIGKILL);
    REQUIRE(std::filesystem::exists(killed.database() + "-wal"));
    for (const std::string& data : {none, empty, left, killed.data()}) {
        INFO(data);
        const bool isThere = std::filesystem::exists(data), hasKeys = std::filesystem::exists(data + "-keys");
        const std::set<std::string> before = isThere ? namesIn(data) : std::set<std::string>{};
        const bool hasStore = before.contains("otklik.db");
        for (const std::string& command :
             {"wave list --data " + data, "export --data " + data, "check " + data}) {
            INFO(command);
            CHECK((runOtklik(command).code == 0) == hasStore);
        }
        CHECK(std::filesystem::exists(data) == isThere);
        CHECK(std::filesystem::exists(data + "-keys") == hasKeys);
        if (isThere) CHECK(namesIn(data) == before);
    }
}

TEST_CASE("An export of a wave that there is not is an error; so is one that the disk does not take whole") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path() + "/data";
    openWave(folder.path() + "/data");
    const test::Ran unknown = runOtklik("export --wave 2025" + data);
    CHECK(unknown.code == 1);
    CHECK(unknown.says("There is no wave 2025"));
    for (const char* command : {"export", "wave list"}) {
        INFO(command);
        const test::Ran cut = runOtklik(command + data + " 2>&1 >/dev/full #");
        CHECK(cut.code == 1);
        CHECK(cut.says("No space left"));
    }
}

TEST_CASE("What is exported never goes into a file that was opened in the place of a closed output") {
    test::ServerProcess server(10);
    server.stop();
    const test::Ran closed = runOtklik("export --data " + server.data() + " 2>&1 >&- #");
    CHECK(closed.code == 1);
    for (const std::string& name : namesIn(server.data()))
        CHECK(test::fileText(server.data() + "/" + name).find("wave;question;text") == std::string::npos);
}

TEST_CASE("A command as root leaves everything in a folder to its owner") {
    if (geteuid() != 0) return test::skip("only root can make files for somebody else");
    constexpr uid_t kSomebody = 4711;
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", copy = folder.path() + "/copy.db";
    chmod(folder.path().c_str(), 0711);
    std::filesystem::create_directories(data);
    REQUIRE(chown(data.c_str(), kSomebody, kSomebody) == 0);
    const std::string keys = data + "-keys";
    const auto ownedBySomebody = [&] {
        std::set<std::string> paths{keys};
        for (const std::string& owned : {data, keys})
            for (const std::string& name : namesIn(owned)) paths.insert(owned + "/" + name);
        for (const std::string& path : paths) {
            struct stat found {};
            REQUIRE(lstat(path.c_str(), &found) == 0);
            INFO(path);
            CHECK(found.st_uid == kSomebody);
            CHECK((found.st_mode & 077) == 0);
        }
    };
    CHECK(openWave(data).code == 0);
    ownedBySomebody();
    struct stat key {};  // the office's own, which the server's user never gets
    REQUIRE(lstat((data + ".key").c_str(), &key) == 0);
    CHECK(key.st_uid == 0);
    CHECK((key.st_mode & 0777) == 0600);
    CHECK(runOtklik("backup " + data + " --data " + data).code == 0);
    CHECK(runOtklik("wave list --data " + data).code == 0);
    CHECK(runOtklik("check " + data).code == 0);
    ownedBySomebody();
    std::filesystem::copy_file(data + "/otklik-" + SystemClock().today() + ".db",
                               copy);  // root's, and nobody else's
    chmod(copy.c_str(), 0600);
    CHECK(runOtklik("restore " + copy + " --data " + data).code == 0);
    ownedBySomebody();
    CHECK(namesIn(data).contains("otklik.db.replaced"));
    std::filesystem::remove_all(keys);  // as on another machine
    CHECK(runOtklik("restore " + copy + " --not-closed 2026 --data " + data).code == 0);
    ownedBySomebody();
    test::closeWave(data);
    ownedBySomebody();
    CHECK(runOtklik("wave open 2027 --trial --survey " + test::kOrder + " --data " + data).code == 0);
    CHECK(namesIn(data).contains("ballot-key-2027.txt"));
    ownedBySomebody();
}

TEST_CASE("A link that the folder's owner planted leads root nowhere that the owner could not go") {
    if (geteuid() != 0) return test::skip("only root can be led astray");
    constexpr uid_t kSomebody = 4711;
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", target = folder.path() + "/of-root";
    std::filesystem::create_directories(data);
    for (const char* name : {"otklik.db", "otklik.lock", "otklik.sock", "otklik.db.part"})
        std::filesystem::create_symlink(target, data + "/" + name);
    REQUIRE(chown(data.c_str(), kSomebody, kSomebody) == 0);
    CHECK(openWave(data).code == 1);
    CHECK_FALSE(std::filesystem::exists(target));
}
