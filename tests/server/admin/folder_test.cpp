// Which folder a command or a server has in hand, and whether it is the right one.

#include <signal.h>
#include <sys/stat.h>

#include "server/store/open.h"
#include "tests/server/program.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::namesIn;
using test::runOtklik;

namespace {

/// A server over any folder, until it is destroyed.
class Served {
  public:
    explicit Served(const std::string& data) {
        test::openWave(data);
        log_ = data + ".log";
        std::filesystem::remove(log_);
        process_ = fork();
        if (process_ == 0) {
            if (!freopen(log_.c_str(), "w", stdout)) _exit(1);
            const std::string locales = std::string(OTKLIK_SOURCE_DIR) + "/assets/locales";
            execl(OTKLIK_BINARY, OTKLIK_BINARY, "serve", "--port", "0", "--data", data.c_str(), "--locales",
                  locales.c_str(), nullptr);
            _exit(1);
        }
        for (int i = 0; i < 400 && !starts(); ++i) usleep(25'000);
        REQUIRE(starts());
    }
    ~Served() { end(SIGTERM); }
    void end(int signal) {
        if (process_ <= 0) return;
        kill(process_, signal);
        waitpid(process_, nullptr, 0);
        process_ = 0;
    }

  private:
    bool starts() const {
        return std::filesystem::exists(log_) && test::fileText(log_).find("\"start\"") != std::string::npos;
    }
    std::string log_;
    pid_t process_ = 0;
};

/// What opens wave `id` in a folder, if it may.
std::string opening(const std::string& id, const std::string& data) {
    return "wave open " + id + " --survey " + test::kOrder + " --key-file " + data + ".key --data " + data;
}

const std::string kServe =
    std::string("serve --port 0 --locales ") + OTKLIK_SOURCE_DIR + "/assets/locales --data ";

}  // namespace

TEST_CASE("A command reaches the server of its own folder, however long the folder's path is") {
    test::TemporaryFolder folder;
    // Both paths are alike in all that a socket's address could hold.
    const std::string start = folder.path() + "/" + std::string(120, 'a');
    const std::string one = start + "/one", other = start + "/other";
    std::filesystem::create_directories(one);
    std::filesystem::create_directories(other);
    Served first(one), second(other);
    CHECK(runOtklik("wave stop 2026 --data " + other).code == 0);
    CHECK(runOtklik("wave list --data " + one).says("open"));
    CHECK(runOtklik("wave list --data " + other).says("stopped"));
    CHECK(namesIn(one).contains("otklik.sock"));
    CHECK(namesIn(other).contains("otklik.sock"));
}

TEST_CASE("A socket that a killed server left hinders neither commands nor the next start") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data";
    Served(data).end(SIGKILL);
    REQUIRE(namesIn(data).contains("otklik.sock"));
    CHECK(runOtklik("wave stop 2026 --data " + data).code == 0);
    Served again(data);
    CHECK(runOtklik("wave close 2026 --data " + data + " --key-file " + data + ".key").code == 0);
}

TEST_CASE("A server begins a folder only when it is told to") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data";
    std::filesystem::create_directory(data);
    const auto isUntouched = [&] {
        return namesIn(folder.path()) == std::set<std::string>{"data"} && namesIn(data).empty();
    };
    const test::Ran refused = runOtklik(kServe + data);
    CHECK(refused.code == 1);
    CHECK(refused.says("there is no database here"));
    CHECK(isUntouched());
    CHECK(runOtklik(kServe + folder.path() + "/missing").code == 1);
    CHECK(isUntouched());
    for (const char* command : {"wave stop 2026", "wave close 2026", "backup copy.db"}) {
        INFO(command);
        CHECK(runOtklik(std::string(command) + " --data " + data).code == 1);
        CHECK(isUntouched());
    }
}

TEST_CASE(
    "A file that is empty, or another program's, is refused and left as it is, also where one may be made") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", file = data + "/otklik.db";
    std::filesystem::create_directory(data);
    const auto refusesWithoutATrace = [&] {
        const std::string before = test::fileText(file);
        for (const std::string& command :
             {kServe + data + " --create", opening("2026", data), "wave list --data " + data, "check " + data,
              "upgrade --data " + data}) {
            INFO(command);
            const test::Ran ran = runOtklik(command);
            CHECK(ran.code == 1);
            CHECK(ran.says("there is no Otklik database in this file"));
        }
        CHECK(test::fileText(file) == before);
        CHECK(namesIn(folder.path()) == std::set<std::string>{"data"});
    };
    std::ofstream(file).close();
    refusesWithoutATrace();
    for (const std::string format : {"4", "5"}) {
        std::filesystem::remove(file);
        const std::string sql = "'CREATE TABLE wave (id); PRAGMA user_version=" + format + "'";
        REQUIRE(std::system(("sqlite3 " + file + " " + sql).c_str()) == 0);
        refusesWithoutATrace();
    }
}

TEST_CASE("A log without its database is refused: it may be all that is left of responses") {
    test::ServerProcess server(10);
    server.stop(SIGKILL);
    std::filesystem::rename(server.database(), server.folder() + "/moved.db");
    const test::Ran refused = runOtklik(kServe + server.data() + " --create");
    CHECK(refused.code == 1);
    CHECK(refused.says("Put otklik.db back"));
    std::filesystem::rename(server.folder() + "/moved.db", server.database());
    server.start();
}

TEST_CASE(
    "The end of a command that stored much, and of a server, leaves no more waiting than a server would") {
    test::ServerProcess server(10);
    Json items = Json::array();
    for (int n = 0; n < 90; ++n)
        items.push_back({{"id", test::numberedId(n)}, {"wave", "2026"}, {"answers", {{"sex", "female"}}}});
    const std::string file = server.folder() + "/kiosk.json";
    std::ofstream(file) << items.dump();
    server.command("import " + file);
    server.stop();
    CHECK(server.number("SELECT count(*) FROM pool") < 30);

    for (Json& item : items) item["id"].get_ref<std::string&>()[0] = 'f';
    std::ofstream(file) << items.dump();
    server.command("import " + file);  // no server has the folder
    CHECK(server.number("SELECT count(*) FROM pool") < 30);
    CHECK(server.number("SELECT count(*) FROM seen") == 180);
}

TEST_CASE("Where a restore was interrupted nobody begins anew, and what was set aside stays") {
    test::ServerProcess server(10);
    const std::string copy = server.folder() + "/copy.db";
    server.command("backup " + copy);
    server.stop();
    std::filesystem::rename(server.database(), server.database() + ".replaced");  // as a kill leaves it
    for (const std::string& command :
         {kServe + server.data() + " --create", opening("2027", server.data())}) {
        const test::Ran refused = runOtklik(command);
        CHECK(refused.code == 1);
        CHECK(refused.says("a restore was interrupted"));
    }
    CHECK(runOtklik("restore " + copy + " --data " + server.data()).code == 0);
    CHECK(namesIn(server.data()).contains("otklik.db.replaced"));
    server.start();
}

TEST_CASE("A database that is a link, a folder or a pipe is not opened, and not replaced by an empty one") {
    test::ServerProcess server(10);
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", file = data + "/otklik.db";
    std::filesystem::create_directory(data);
    const auto isRefused = [&] {
        for (const std::string& command :
             {kServe + data + " --create", opening("2027", data), "wave list --data " + data,
              "export --data " + data, "restore " + server.folder() + "/copy.db --data " + data}) {
            INFO(command);
            const test::Ran ran = runOtklik(command);
            CHECK(ran.code == 1);
            CHECK(ran.says("is no file"));
        }
    };
    server.command("backup " + server.folder() + "/copy.db");
    std::filesystem::create_symlink(server.database(), file);
    isRefused();
    std::filesystem::remove(file);
    std::filesystem::create_symlink(folder.path() + "/unmounted/otklik.db", file);
    isRefused();
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    isRefused();
    std::filesystem::remove(file);
    REQUIRE(mkfifo(file.c_str(), 0600) == 0);
    isRefused();
}

TEST_CASE("A folder may be called anything, and a name is never taken for an address") {
    test::TemporaryFolder folder;
    for (const std::string name : {"a", "file:a", "a?mode=memory", "a b'c", "50%20", "а/б", "#1"}) {
        const std::string data = "'" + folder.path() + "/" + (name == "a b'c" ? "a b'\\''c" : name) + "'";
        INFO(data);
        CHECK(runOtklik("wave open 2026 --key-file " + folder.path() + "/key --survey " + test::kOrder +
                        " --data " + data)
                  .code == 0);
        CHECK(std::filesystem::exists(folder.path() + "/" + name + "/otklik.db"));
        CHECK(runOtklik("backup " + data + "/copy.db --data " + data).code == 0);
        CHECK(runOtklik("check " + data).code == 0);
    }
    CHECK(runOtklik("wave stop 2026 --data " + folder.path() + "/file:a").code == 0);
    CHECK(runOtklik("wave list --data " + folder.path() + "/a").says("open"));
}

TEST_CASE("A reader neither keeps a server from starting nor takes anything from it") {
    test::ServerProcess server(10);
    server.stop();
    std::filesystem::remove(server.data() + "/otklik.lock");  // as where only the database was copied
    SystemDisk disk;
    auto reader = readStore(server.data(), disk);
    REQUIRE(reader);
    server.start();
    CHECK_FALSE((*reader)->snapshot());  // of two moments
    *reader = nullptr;
    CHECK(std::filesystem::exists(server.database() + "-wal"));
    CHECK(runOtklik("wave list --data " + server.data()).code == 0);
}

TEST_CASE("Keys lie beside the data folder, or where --keys says, their owner's only") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", vault = folder.path() + "/vault";
    REQUIRE(test::openWave(data).code == 0);
    REQUIRE(test::openWave(folder.path() + "/other", "2026 --keys " + vault).code == 0);
    CHECK_FALSE(std::filesystem::exists(folder.path() + "/other-keys"));
    for (const std::string& keys : {data + "-keys", vault}) {
        CHECK(namesIn(keys) == std::set<std::string>{"2026.1.period", "2026.wave", "database", "lock"});
        struct stat found {};
        REQUIRE(stat(keys.c_str(), &found) == 0);
        CHECK((found.st_mode & 07777) == 0700);
    }
    CHECK(namesIn(data) == std::set<std::string>{"audit.log", "otklik.db", "otklik.lock"});
    const test::Ran stopped = runOtklik("wave stop 2026 --data " + folder.path() + "/other --keys " + vault);
    CHECK(stopped.says("otklik wave close 2026 --data " + folder.path() + "/other --keys " + vault));
}

TEST_CASE(
    "A server does not start without its keys folder, with another's, or with one that others may enter") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", keys = data + "-keys", aside = folder.path() + "/aside";
    REQUIRE(test::openWave(data).code == 0);
    REQUIRE(test::openWave(folder.path() + "/other").code == 0);
    const auto isRefused = [&](const std::string& words, const std::string& flags = "") {
        for (const std::string& command :
             {kServe + data, kServe + data + " --create", "wave stop 2026 --data " + data}) {
            INFO(command, flags);
            const test::Ran ran = runOtklik(command + flags);
            CHECK(ran.code == 1);
            CHECK(ran.says(words));
        }
        CHECK(runOtklik("wave list --data " + data).says("2026  open"));
    };
    std::filesystem::rename(keys, aside);
    isRefused("is missing");
    CHECK_FALSE(std::filesystem::exists(keys));
    std::filesystem::create_directory(keys);
    isRefused("is missing");
    std::filesystem::remove(keys);
    isRefused("belongs to another database", " --keys " + folder.path() + "/other-keys");
    std::filesystem::rename(aside, keys);
    for (const mode_t mode : {0750, 0701, 0777}) {
        chmod(keys.c_str(), mode);
        isRefused("is not this user's alone");
    }
    chmod(keys.c_str(), 0700);
    std::filesystem::rename(keys + "/2026.1.period", aside);
    isRefused("2026.1.period");
    std::filesystem::rename(aside, keys + "/2026.1.period");
    Served again(data);
}

TEST_CASE("One keys folder is not two databases': a new one is not begun in it") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", other = folder.path() + "/other";
    REQUIRE(test::openWave(data).code == 0);
    const auto before = namesIn(data + "-keys");
    const test::Ran refused = test::openWave(other, "2026 --keys " + data + "-keys");
    CHECK(refused.code == 1);
    CHECK(refused.says("holds the keys of another database"));
    CHECK_FALSE(std::filesystem::exists(other + "/otklik.db"));
    CHECK(namesIn(data + "-keys") == before);
}
