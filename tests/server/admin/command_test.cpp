// The program as the administrator calls it.

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

#include "server/admin/requests.h"
#include "tests/server/program.h"
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
         {"check " + survey, "wave open --survey " + survey + " --data " + folder.path()}) {
        const test::Ran ran = runOtklik(command);
        CHECK(ran.code == 1);
        CHECK(ran.says("bad.json"));
        CHECK(ran.says("/pages/0/elements/0/type"));
    }
    const std::string locale =
        written(folder, "ru.json",
                R"({"language": "ru", "name": "Русский", "plural": "russian", "texts": {"a": 5}})");
    CHECK(runOtklik("check " + locale).says("/texts/a"));
    CHECK(runOtklik("serve --port 0 --data " + folder.path() + " --locales " + folder.path()).code == 1);
    CHECK(runOtklik("check " + test::kOrder).code == 0);
}

TEST_CASE("From opening to the final results, with an import that is stored once") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path();
    CHECK(runOtklik("wave open --id 2026 --threshold 10 --survey " + test::kOrder + data).code == 0);
    CHECK(runOtklik("wave open --if-none --survey " + test::kOrder + data).says("2026 is open"));
    const std::string file = written(folder, "kiosk.json", submissions(15));
    CHECK(runOtklik("import " + file + data).says("15 stored, 0 were stored before"));
    CHECK(runOtklik("import " + file + data).says("0 stored, 15 were stored before"));
    CHECK_FALSE(runOtklik("export" + data).says("слово"));
    CHECK(runOtklik("wave close 2026" + data).code == 1);
    CHECK(runOtklik("wave stop 2026" + data).code == 0);
    CHECK(runOtklik("wave close 2026" + data).code == 0);
    CHECK(runOtklik("export" + data).says("\"seek\";\"слово\""));
    CHECK(runOtklik("wave list" + data).says("closed"));
    CHECK(runOtklik("check " + folder.path()).code == 0);
}

TEST_CASE("Check counts everything again, and finds whatever differs") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path(), file = folder.path() + "/otklik.db",
                      whole = folder.path() + "/whole.db";
    runOtklik("wave open --id 2026 --threshold 10 --survey " + test::kOrder + data);
    runOtklik("import " + written(folder, "kiosk.json", submissions(35)) + data);
    REQUIRE(runOtklik("wave list" + data)
                .says("released"));  // the command's end leaves no more waiting than a server
    REQUIRE(runOtklik("backup " + whole + data).code == 0);
    REQUIRE(runOtklik("check " + whole).code == 0);
    const std::pair<const char*, const char*> damages[] = {
        {"UPDATE tally SET count = count + 1 WHERE cell = 'sex//female'", "sex//female"},
        {"UPDATE tally SET count = count - 1 WHERE cell = 'seek//'", "seek//"},
        {"DELETE FROM tally WHERE cell = 'sex//female'", "sex//female"},
        {"DELETE FROM tally", "sex//female"},
        {"INSERT INTO tally VALUES ('2026', 'sex//robot', 0, 0)", "sex//robot"},
        {"DELETE FROM text WHERE key = (SELECT min(key) FROM text)", "seek//"},
        {"DELETE FROM archive WHERE key = (SELECT min(key) FROM archive)", "sex//female"},
        {"UPDATE archive SET body = 'x'", "an archived response is damaged"},
        {"UPDATE pool SET body = 'x'", "a response that waits is damaged"},
        {"DELETE FROM pool", "ids of submissions"},
        {"DELETE FROM seen WHERE hash = (SELECT min(hash) FROM seen)", "ids of submissions"},
        {"DELETE FROM release", "without a release"},
        {"UPDATE release SET json = '{}'", "its latest release is damaged"},
        {"UPDATE wave SET channels = '[1]'", "its definition is damaged"},
        {"UPDATE text SET wave = '1999'", "of no wave"}};
    for (const auto& [sql, finding] : damages) {
        INFO(std::string(sql));
        std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
        REQUIRE(std::system(("sqlite3 " + file + " \"" + sql + "\"").c_str()) == 0);
        const test::Ran ran = runOtklik("check " + folder.path());
        CHECK(ran.code == 1);
        CHECK(ran.says(finding));
        CHECK(ran.says("Restore the latest backup"));
    }
}

TEST_CASE("Check finds nothing wrong with a wave that closed with too few responses, whose texts are gone") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path();
    runOtklik("wave open --id 2026 --threshold 20 --survey " + test::kOrder + data);
    runOtklik("import " + written(folder, "kiosk.json", submissions(15)) + data);
    runOtklik("wave stop 2026" + data);
    REQUIRE(runOtklik("wave close 2026" + data).code == 0);
    CHECK(runOtklik("check " + folder.path()).code == 0);
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
    const std::string data = " --data " + folder.path();
    runOtklik("wave open --id 2026 --threshold 10 --survey " + test::kOrder + data);
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

TEST_CASE("A request of the administrator that is not understood is refused, and the server goes on") {
    test::StoreOnDisk opened;
    REQUIRE(opened.store->stopWave("2026").isGood());
    const Office office{*opened.store, opened.folder.path(), opened.clock};
    for (const char* request : {R"([])", R"("wave-stop")", R"({})", R"({"do": 5})", R"({"do": "dance"})",
                                R"({"do": "import", "items": {}})", R"({"do": "wave-open"})"}) {
        INFO(request);
        CHECK(carryOut(office, Json::parse(request)).contains("problems"));
    }
    for (const char* wrong : {R"({"threshold": "many"})", R"({"grace": null})", R"({"ifNone": "yes"})",
                              R"({"channels": [5]})", R"({"channels": "site"})", R"({"survey": {}})"}) {
        INFO(wrong);
        Json request = {{"do", "wave-open"}, {"id", "2027"}, {"survey", test::fileText(test::kOrder)}};
        request.update(Json::parse(wrong));
        CHECK(carryOut(office, request).contains("problems"));
    }
    CHECK_FALSE(opened.store->snapshot()->open());
    CHECK(carryOut(office, {{"do", "wave-close"}, {"id", "2026"}}).contains("said"));
}

TEST_CASE("An import file that is none is refused whole") {
    test::TemporaryFolder folder;
    runOtklik("wave open --id 2026 --survey " + test::kOrder + " --data " + folder.path());
    CHECK(runOtklik("import " + written(folder, "x.json", "{") + " --data " + folder.path())
              .says("Nothing was imported"));
}
