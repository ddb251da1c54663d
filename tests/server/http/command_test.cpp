// The program as the administrator calls it.

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

#include "server/admin/requests.h"
#include "server/store/calendar.h"
#include "shared/base/json.h"
#include "tests/support.h"

using namespace otklik;

namespace {

struct Ran {
    int code;
    std::string said;  // both outputs
};

Ran run(const std::string& words) {
    FILE* pipe = popen((std::string(OTKLIK_BINARY) + " " + words + " 2>&1").c_str(), "r");
    REQUIRE(pipe);
    Ran ran{0, ""};
    char buffer[4096];
    for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.said.append(buffer, got);
    ran.code = WEXITSTATUS(pclose(pipe));
    return ran;
}

bool says(const Ran& ran, const std::string& words) {
    return ran.said.find(words) != std::string::npos;
}

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

const std::string kSurvey = std::string(OTKLIK_SOURCE_DIR) + "/assets/surveys/order-50-01-05-62.json";

}  // namespace

TEST_CASE("Help and wrong usage") {
    CHECK(run("--help").code == 0);
    CHECK(says(run("wave --help"), "otklik wave open"));
    CHECK(run("dance").code == 2);
    CHECK(says(run("wave open --colour red"), "--colour"));
}

TEST_CASE("A bad definition or locale stops the command with file, pointer and reason") {
    test::TemporaryFolder folder;
    const std::string survey = written(
        folder, "bad.json", R"({"title": "t", "pages": [{"elements": [{"type": "dance", "name": "a"}]}]})");
    for (const std::string& command :
         {"check " + survey, "wave open --survey " + survey + " --data " + folder.path()}) {
        const Ran ran = run(command);
        CHECK(ran.code == 1);
        CHECK(says(ran, "bad.json"));
        CHECK(says(ran, "/pages/0/elements/0/type"));
    }
    const std::string locale =
        written(folder, "ru.json",
                R"({"language": "ru", "name": "Русский", "plural": "russian", "texts": {"a": 5}})");
    CHECK(says(run("check " + locale), "/texts/a"));
    CHECK(run("serve --port 0 --data " + folder.path() + " --locales " + folder.path()).code == 1);
    CHECK(run("check " + kSurvey).code == 0);
}

TEST_CASE("From opening to the final results, with an import that is stored once") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path();
    CHECK(run("wave open --id 2026 --threshold 10 --survey " + kSurvey + data).code == 0);
    CHECK(says(run("wave open --if-none --survey " + kSurvey + data), "2026 is open"));
    const std::string file = written(folder, "kiosk.json", submissions(15));
    CHECK(says(run("import " + file + data), "15 stored, 0 were stored before"));
    CHECK(says(run("import " + file + data), "0 stored, 15 were stored before"));
    CHECK_FALSE(says(run("export" + data), "слово"));
    CHECK(run("wave close 2026" + data).code == 1);
    CHECK(run("wave stop 2026" + data).code == 0);
    CHECK(run("wave close 2026" + data).code == 0);
    CHECK(says(run("export" + data), "\"seek\";\"слово\""));
    CHECK(says(run("wave list" + data), "closed"));
    CHECK(run("check " + folder.path()).code == 0);
}

TEST_CASE("Check counts everything again, and finds whatever differs") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path(), file = folder.path() + "/otklik.db",
                      whole = folder.path() + "/whole.db";
    run("wave open --id 2026 --threshold 10 --survey " + kSurvey + data);
    run("import " + written(folder, "kiosk.json", submissions(35)) + data);
    for (int i = 0; i < 100 && !says(run("wave list" + data), "released"); ++i) usleep(100'000);
    REQUIRE(run("backup " + whole + data).code == 0);
    REQUIRE(run("check " + whole).code == 0);
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
        const Ran ran = run("check " + folder.path());
        CHECK(ran.code == 1);
        CHECK(says(ran, finding));
        CHECK(says(ran, "Restore the latest backup"));
    }
}

TEST_CASE("Check finds nothing wrong with a wave that closed with too few responses, whose texts are gone") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path();
    run("wave open --id 2026 --threshold 20 --survey " + kSurvey + data);
    run("import " + written(folder, "kiosk.json", submissions(15)) + data);
    run("wave stop 2026" + data);
    REQUIRE(run("wave close 2026" + data).code == 0);
    CHECK(run("check " + folder.path()).code == 0);
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
        execl(OTKLIK_BINARY, OTKLIK_BINARY, "serve", "--port", "0", "--data", data.c_str(), "--locales",
              (std::string(OTKLIK_SOURCE_DIR) + "/assets/locales").c_str(), nullptr);
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
    const Ran hidden = run("backup " + own + "/copy.db --data " + data);
    const Ran older = run("backup " + written(folder, "own/older.db", "last week") + " --data " + data);
    const Ran seen = run("backup " + data + "/copy.db --data " + data);
    kill(server, SIGTERM);
    waitpid(server, nullptr, 0);
    CHECK(hidden.code == 1);
    CHECK(says(hidden, "Name a file in its data folder"));
    CHECK(older.code == 1);
    CHECK(seen.code == 0);
    CHECK(run("check " + data + "/copy.db").code == 0);
    for (const char* file : {"/copy.db", "/otklik.db"})  // with what waits, and the secret
        CHECK((std::filesystem::status(data + file).permissions() &
               (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
              std::filesystem::perms::none);
}

TEST_CASE("Items of an import file that cannot be stored are named, and the others are stored") {
    test::TemporaryFolder folder;
    const std::string data = " --data " + folder.path();
    run("wave open --id 2026 --threshold 10 --survey " + kSurvey + data);
    Json items = Json::parse(submissions(3));
    items[0]["wave"] = "1999";
    items[2]["answers"]["sex"] = "robot";
    items.push_back("x");
    const Ran ran = run("import " + written(folder, "kiosk.json", items.dump()) + data);
    CHECK(ran.code == 1);
    CHECK(says(ran, "1 stored, 0 were stored before, 3 refused"));
    CHECK(says(ran, "/0/wave: There is no such wave"));
    CHECK(says(ran, "/2/answers/sex: "));
    CHECK(says(ran, "/3: A submission is an object"));
}

TEST_CASE("A request of the administrator that is not understood is refused, and the server goes on") {
    test::TemporaryFolder folder;
    test::FixedRandom random(1);
    auto store = SqliteStore::open({folder.path(), &random, today});
    REQUIRE(store);
    for (const char* request : {R"([])", R"("wave-list")", R"({})", R"({"do": 5})", R"({"do": "dance"})",
                                R"({"do": "import", "items": {}})", R"({"do": "wave-open"})"}) {
        INFO(request);
        CHECK(carryOut(**store, Json::parse(request)).contains("problems"));
    }
    for (const char* wrong : {R"({"threshold": "many"})", R"({"grace": null})", R"({"ifNone": "yes"})",
                              R"({"channels": [5]})", R"({"channels": "site"})", R"({"survey": {}})"}) {
        INFO(wrong);
        Json request = {{"do", "wave-open"}, {"id", "2026"}, {"survey", test::fileText(kSurvey)}};
        request.update(Json::parse(wrong));
        CHECK(carryOut(**store, request).contains("problems"));
    }
    CHECK_FALSE((*store)->snapshot()->open());
    CHECK(carryOut(**store, {{"do", "wave-list"}}).contains("said"));
}

TEST_CASE("An import file that is none is refused whole") {
    test::TemporaryFolder folder;
    run("wave open --id 2026 --survey " + kSurvey + " --data " + folder.path());
    CHECK(says(run("import " + written(folder, "x.json", "{") + " --data " + folder.path()),
               "Nothing was imported"));
}
