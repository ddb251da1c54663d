// The program as the administrator calls it.

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <tuple>

#include "server/admin/requests.h"
#include "tests/server/program.h"
#include "tests/server/sealed.h"
#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::runOtklik;

namespace {

std::string written(const test::TemporaryFolder& folder, const std::string& name, const std::string& text) {
    const std::string path = folder.path() + "/" + name;
    std::ofstream(path) << text;
    return path;
}

std::string submissions(int count) {
    Json items = Json::array();
    for (int n = 0; n < count; ++n) {
        items.push_back({{"id", test::numberedId(n)},
                         {"wave", "2026"},
                         {"via", "kiosk"},
                         {"answers", {{"sex", "female"}, {"seek", "слово"}}}});
    }
    return items.dump();
}

}  // namespace

TEST_CASE("Help and wrong usage") {
    CHECK(runOtklik("--help").code == 0);
    CHECK(runOtklik("wave open --help").says("--survey"));
    CHECK(runOtklik("--version").said.starts_with("otklik "));
}

TEST_CASE("A bad definition or locale stops the command with file, pointer and reason") {
    test::TemporaryFolder folder;
    const std::string survey = written(
        folder, "bad.json", R"({"title": "t", "pages": [{"elements": [{"type": "dance", "name": "a"}]}]})");
    for (const std::string& command :
         {"check " + survey, "wave open --survey " + survey + " --data " + folder.path() + "/data"}) {
        const test::Ran ran = runOtklik(command);
        CHECK(ran.code == 1);
        CHECK(ran.says("bad.json"));
        CHECK(ran.says("/pages/0/elements/0/type"));
    }
    const std::string locale =
        written(folder, "ru.json",
                R"({"language": "ru", "name": "Русский", "plural": "one-few-many", "texts": {"a": 5}})");
    CHECK(runOtklik("check " + locale).says("/texts/a"));
    CHECK(runOtklik("serve --port 0 --data " + folder.path() + " --locales " + folder.path()).code == 1);
    CHECK(runOtklik("check " + test::kOrder).code == 0);
}

TEST_CASE("From opening to the final results, with an import that is stored once") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path() + "/data",
                      key = " --key-file " + folder.path() + "/data.key";
    CHECK(test::openWave(folder.path() + "/data", "2026 --threshold 10").says("appear when it is closed"));
    const std::string file = written(folder, "kiosk.json", submissions(15));
    CHECK(runOtklik("import " + file + data).says("15 stored, 0 were stored before"));
    CHECK(runOtklik("import " + file + data).says("0 stored, 15 were stored before"));
    CHECK_FALSE(runOtklik("export" + data).says("слово"));
    CHECK(runOtklik("wave close 2026" + data + key).says("is still open"));
    CHECK(runOtklik("wave stop 2026" + data + key).code == 0);
    CHECK(runOtklik("wave close 2026" + data + key).says("destroy the sheets"));
    CHECK(runOtklik("export" + data).says("\"seek\";\"слово\""));
    CHECK(runOtklik("wave list" + data).says("closed"));
    CHECK(runOtklik("check " + folder.path() + "/data").code == 0);
    CHECK(runOtklik("wave close 2026" + data + key).says("is closed already"));
}

TEST_CASE("Check counts everything again, and finds whatever differs") {
    test::TemporaryFolder folder;
    const std::string path = folder.path() + "/data", file = path + "/otklik.db",
                      whole = folder.path() + "/whole.db", key = " --key-file " + path + ".key";
    // What a closed wave leaves, what a mix leaves, and what waits:
    test::openWave(path, "2025 --threshold 10");
    Json items = Json::parse(submissions(15));
    for (Json& item : items) item["wave"] = "2025", item["id"].get_ref<std::string&>()[0] = 'f';
    runOtklik("import " + written(folder, "kiosk.json", items.dump()) + " --data " + path);
    REQUIRE(runOtklik("wave stop 2025 --data " + path + key).code == 0);
    REQUIRE(runOtklik("wave close 2025 --data " + path + key).code == 0);
    test::openWave(path, "2026 --threshold 10");
    runOtklik("import " + written(folder, "kiosk.json", submissions(35)) + " --data " + path);
    std::filesystem::copy_file(file, whole);
    REQUIRE(runOtklik("check " + whole).says("10 waiting"));
    REQUIRE(runOtklik("check " + whole + key).says("25 mixed"));
    const std::string mixed = "UPDATE turnout SET mixed = mixed ", foreign = " = '1999' WHERE wave = '2026'";
    const std::tuple<std::string, std::string, bool> damages[] = {
        // the damage, what is said, and whether it takes the ballot key to see it
        {"DELETE FROM pool", "ids of submissions", false},
        {"DELETE FROM seen WHERE hash = (SELECT min(hash) FROM seen)", "ids of submissions", false},
        {"UPDATE turnout SET lost = lost + 1", "ids of submissions", false},
        {"DELETE FROM bundle", "what was mixed is missing", false},
        {"DELETE FROM period", "Wave 2026 has no period", false},
        {"DELETE FROM turnout", "ids of submissions", false},
        {"UPDATE turnout SET mixed = 9223372036854775807", "turnout of wave", false},
        {"UPDATE period SET begins = 'soon'", "period of wave 2026 is damaged", false},
        {"CREATE TABLE more (x)", "changed its tables", false},
        {"CREATE TRIGGER t AFTER INSERT ON pool BEGIN DELETE FROM pool; END", "changed its tables", false},
        {"DELETE FROM release", "closed without a release", false},
        {"UPDATE release SET json = '{}'", "latest release of wave 2025 is damaged", false},
        {"UPDATE wave SET settings = '[1]'", "damaged", false},
        {"UPDATE wave SET survey = '{}'", "damaged", false},
        {"INSERT INTO noisy VALUES ('2026', 1, '[1]')", "damaged", false},
        {"INSERT INTO noisy VALUES ('2025', 1, '[1]')", "something is left of it in noisy", false},
        {"INSERT INTO bundle VALUES (x'00', '2025', x'00')", "something is left of it in bundle", false},
        {"UPDATE text SET wave = '2026'", "has texts before its closing", false},
        {"UPDATE text SET wave = '1999'", "rows in text of no wave", false},
        {"UPDATE bundle SET wave" + foreign, "rows in bundle of no wave", false},
        {"UPDATE pool SET wave" + foreign, "rows in pool of no wave", false},
        {"UPDATE bundle SET body = x'00'", "bundle", true},
        {"UPDATE bundle SET body = substr(body, 1, length(body) - 1) || x'00'", "bundle", true},
        {mixed + "+ 1 WHERE wave = '2026'; " + mixed + "- 1 WHERE wave = '2025'", "its bundles have 25",
         true}};
    for (const auto& [sql, finding, needsKey] : damages) {
        INFO(sql);
        std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
        REQUIRE(std::system(("sqlite3 " + file + " \"" + sql + "\"").c_str()) == 0);
        CHECK((runOtklik("check " + path).code == 0) == needsKey);
        const test::Ran ran = runOtklik("check " + path + (needsKey ? key : ""));
        CHECK(ran.code == 1);
        CHECK(ran.says(finding));
        CHECK(ran.says("Restore the latest backup"));
    }
}

TEST_CASE("Check takes no ballot key but that of a wave that is not closed") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data";
    test::openWave(data);
    test::openWave(folder.path() + "/other");
    CHECK(runOtklik("check " + data + " --key-file " + data + ".key").says("all 0 bundles open"));
    CHECK(runOtklik("check " + data + " --key-file " + folder.path() + "/other.key").says("of no wave"));
    CHECK(runOtklik("check " + data + " --key-file " + folder.path() + "/missing").code == 1);
    CHECK(runOtklik("check " + data + " --key-file " + test::kOrder).code == 1);
}

TEST_CASE("Check finds nothing wrong with a wave that closed with too few responses, whose texts are gone") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data";
    test::openWave(data, "2026 --threshold 20");
    runOtklik("import " + written(folder, "kiosk.json", submissions(15)) + " --data " + data);
    test::closeWave(data);
    CHECK(runOtklik("wave list --data " + data).says("too few"));
    CHECK_FALSE(runOtklik("export --data " + data).says("слово"));
    CHECK(runOtklik("check " + data).code == 0);
}

TEST_CASE("A backup that the server wrote where only it sees it is not called complete") {
    test::TemporaryFolder folder;
    const std::string own = folder.path() + "/own", data = folder.path() + "/data";
    std::filesystem::create_directories(own);
    constexpr int kMayNotMount = 77;
    const pid_t server = fork();
    REQUIRE(server >= 0);
    if (server == 0) {  // as under systemd's PrivateTmp
        if (!freopen((folder.path() + "/log").c_str(), "a", stdout)) _exit(1);
        if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            mount("none", own.c_str(), "tmpfs", 0, nullptr) != 0)
            _exit(kMayNotMount);
        execl(OTKLIK_BINARY, OTKLIK_BINARY, "serve", "--create", "--port", "0", "--data", data.c_str(),
              "--locales", (std::string(OTKLIK_SOURCE_DIR) + "/assets/locales").c_str(), nullptr);
        _exit(1);
    }
    const std::string log = written(folder, "log", "");
    int status = 0;
    bool ended = false;
    for (int i = 0; i < 100 && !ended && std::filesystem::is_empty(log); ++i) {
        usleep(50'000);
        ended = waitpid(server, &status, WNOHANG) == server;
    }
    if (ended && WIFEXITED(status) && WEXITSTATUS(status) == kMayNotMount)
        return test::skip("it wants the right to mount, which root has outside of containers");
    REQUIRE_FALSE(std::filesystem::is_empty(log));
    const test::Ran hidden = runOtklik("backup " + own + "/copy.db --data " + data);
    const test::Ran older =
        runOtklik("backup " + written(folder, "own/older.db", "last week") + " --data " + data);
    const test::Ran seen = runOtklik("backup " + data + "/copy.db --data " + data);
    kill(server, SIGTERM);
    waitpid(server, nullptr, 0);
    CHECK(hidden.code == 1);
    CHECK(hidden.says("Name a file in its data folder"));
    CHECK(older.code == 1);
    CHECK(seen.code == 0);
    CHECK(runOtklik("check " + data + "/copy.db").code == 0);
    for (const char* file : {"/copy.db", "/otklik.db"})  // with what waits, and the secret
        CHECK((std::filesystem::status(data + file).permissions() &
               (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
              std::filesystem::perms::none);
}

TEST_CASE("Items of an import file that cannot be stored are named, and the others are stored") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path() + "/data";
    test::openWave(folder.path() + "/data");
    Json items = Json::parse(submissions(3));
    items[0]["wave"] = "1999";
    items[2]["answers"]["sex"] = "robot";
    items.push_back("x");
    const test::Ran ran = runOtklik("import " + written(folder, "kiosk.json", items.dump()) + data);
    CHECK(ran.code == 1);
    CHECK(ran.says("1 stored, 0 were stored before, 3 refused"));
    CHECK(ran.says("/0/wave: There is no such wave"));
    CHECK(ran.says("/2/answers/sex: "));
    CHECK(ran.says("/3: A submission is an object"));
}

TEST_CASE("Sealed items of an import file are opened and stored as the others; what does not open is named") {
    test::TemporaryFolder folder;
    const std::string path = folder.path() + "/data", data = " --data " + path;
    test::openWave(path, "2026 --threshold 10");
    SystemDisk disk;
    const std::string key = (*readStore(path, disk))->snapshot()->wave("2026")->sealingKey,
                      other = hpke::KeyPair::generate().publicKey();
    Json items = Json::parse(submissions(15));
    for (std::size_t n = 5; n < 15; ++n) items[n] = test::sealed(items[n], n == 14 ? other : key);
    items[13]["id"] = test::numberedId(99);
    const std::string file = written(folder, "kiosk.json", items.dump());
    const test::Ran ran = runOtklik("import " + file + data);
    CHECK(ran.says("13 stored, 0 were stored before, 2 refused"));
    CHECK(ran.says("/13/sealed: This does not open"));
    CHECK(ran.says("/14/sealed: This is sealed to a key that the wave does not have"));
    CHECK(runOtklik("import " + file + data).says("0 stored, 13 were stored before, 2 refused"));
    test::closeWave(path);
    const std::string texts = runOtklik("export" + data).said;
    std::size_t count = 0;
    for (std::size_t at = 0; (at = texts.find("\"слово\"", at)) != texts.npos; ++at) ++count;
    CHECK(count == 13);
}

TEST_CASE("Items of an import file whose wave is closed are named, sealed ones as well") {
    test::TemporaryFolder folder;
    const std::string path = folder.path() + "/data", data = " --data " + path;
    test::openWave(path, "2026 --threshold 10");
    SystemDisk disk;
    const std::string key = (*readStore(path, disk))->snapshot()->wave("2026")->sealingKey;
    Json items = Json::parse(submissions(4));
    items[1] = test::sealed(items[1], key);
    items[2]["answers"]["sex"] = "robot";
    runOtklik("import " + written(folder, "first.json", Json::array({items[0]}).dump()) + data);
    test::closeWave(path);
    const test::Ran ran = runOtklik("import " + written(folder, "kiosk.json", items.dump()) + data);
    CHECK(ran.says("0 stored, 1 were stored before, 3 refused"));
    CHECK(ran.says("/1: Its wave is closed."));
    CHECK(ran.says("/2/answers/sex: "));
    CHECK(ran.says("/3: Its wave is closed."));
}

TEST_CASE("A request of the administrator that is not understood is refused, and the server goes on") {
    test::StoreOnDisk opened;
    REQUIRE(opened.store->stopWave("2026").isGood());
    const Workplace workplace{*opened.store, {opened.data(), opened.keys()}, opened.clock};
    for (const char* request : {R"([])", R"("wave-stop")", R"({})", R"({"do": 5})", R"({"do": "dance"})",
                                R"({"do": "import", "items": {}})", R"({"do": "wave-open"})"}) {
        INFO(request);
        CHECK(carryOut(workplace, Json::parse(request)).contains("problems"));
    }
    const hpke::KeyPair key = hpke::KeyPair::generate();
    std::string publicKey;
    for (const unsigned char byte : key.publicKey()) {
        char digits[3];
        std::snprintf(digits, sizeof digits, "%02x", byte);
        publicKey += digits;
    }
    const Json rightRequest = {{"do", "wave-open"},
                               {"id", "2027"},
                               {"survey", test::fileText(test::kOrder)},
                               {"threshold", 10},
                               {"grace", 30},
                               {"period", 30},
                               {"channels", {"site", "vk"}},
                               {"ballotKey", publicKey}};
    for (const char* wrong : {R"({"threshold": "many"})", R"({"grace": null})", R"({"period": "long"})",
                              R"({"trial": "yes"})", R"({"ballotKey": "x"})", R"({"ballotKey": "00"})",
                              R"({"channels": [5]})", R"({"channels": "site"})", R"({"survey": {}})"}) {
        INFO(wrong);
        Json request = rightRequest;
        request.update(Json::parse(wrong));
        CHECK(carryOut(workplace, request).contains("problems"));
    }
    for (const char* wrong : {R"({"key": 5})", R"({"key": "123456"})", R"({"key": ""})"}) {
        INFO(wrong);
        Json request = {{"do", "wave-close"}, {"id", "2026"}};
        request.update(Json::parse(wrong));
        CHECK(carryOut(workplace, request).contains("problems"));
    }
    CHECK_FALSE(opened.store->snapshot()->open());
    CHECK(opened.store->snapshot()->wave("2026")->state == WaveState::stopped);
    CHECK(carryOut(workplace, rightRequest).contains("said"));
}

TEST_CASE("An import file that is none is refused whole") {
    test::TemporaryFolder folder;
    test::openWave(folder.path() + "/data");
    CHECK(runOtklik("import " + written(folder, "x.json", "{") + " --data " + folder.path() + "/data")
              .says("Nothing was imported"));
}
