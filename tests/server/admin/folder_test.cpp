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
        runOtklik("wave open 2026 --survey " + test::kOrder + " --data " + data);
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
    CHECK(runOtklik("wave close 2026 --data " + data).code == 0);
}

TEST_CASE("A server begins a folder only when it is told to") {
    test::TemporaryFolder folder;
    const test::Ran refused = runOtklik(kServe + folder.path());
    CHECK(refused.code == 1);
    CHECK(refused.says("there is no database here"));
    CHECK(namesIn(folder.path()).empty());
    CHECK(runOtklik(kServe + folder.path() + "/missing").code == 1);
    CHECK_FALSE(std::filesystem::exists(folder.path() + "/missing"));
    for (const char* command : {"wave stop 2026", "wave close 2026", "backup copy.db"}) {
        INFO(command);
        CHECK(runOtklik(std::string(command) + " --data " + folder.path()).code == 1);
        CHECK(namesIn(folder.path()).empty());
    }
}

TEST_CASE(
    "A file that is empty, or another program's, is refused and left as it is, also where one may be made") {
    test::TemporaryFolder folder;
    const std::string file = folder.path() + "/otklik.db";
    const auto refusesWithoutATrace = [&] {
        const std::string before = test::fileText(file);
        for (const std::string& command :
             {kServe + folder.path() + " --create",
              "wave open 2026 --survey " + test::kOrder + " --data " + folder.path(),
              "wave list --data " + folder.path(), "check " + folder.path()}) {
            INFO(command);
            const test::Ran ran = runOtklik(command);
            CHECK(ran.code == 1);
            CHECK(ran.says("there is no Otklik database in this file"));
        }
        CHECK(test::fileText(file) == before);
    };
    std::ofstream(file).close();
    refusesWithoutATrace();
    std::filesystem::remove(file);
    REQUIRE(std::system(("sqlite3 " + file + " 'CREATE TABLE wave (id); PRAGMA user_version=4'").c_str()) ==
            0);
    refusesWithoutATrace();
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
    CHECK(server.number("SELECT count(*) FROM pool") < 20);

    for (Json& item : items) item["id"].get_ref<std::string&>()[0] = 'f';
    std::ofstream(file) << items.dump();
    server.command("import " + file);  // no server has the folder
    CHECK(server.number("SELECT count(*) FROM pool") < 20);
    CHECK(server.number("SELECT count(*) FROM seen") == 180);
}

TEST_CASE("Where a restore was interrupted nobody begins anew, and what was set aside stays") {
    test::ServerProcess server(10);
    const std::string copy = server.folder() + "/copy.db";
    server.command("backup " + copy);
    server.stop();
    std::filesystem::rename(server.database(), server.database() + ".replaced");  // as a kill leaves it
    for (const std::string& command :
         {kServe + server.data() + " --create",
          "wave open 2027 --survey " + test::kOrder + " --data " + server.data()}) {
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
    const std::string file = folder.path() + "/otklik.db";
    const auto isRefused = [&] {
        for (const std::string& command :
             {kServe + folder.path() + " --create",
              "wave open 2027 --survey " + test::kOrder + " --data " + folder.path(),
              "wave list --data " + folder.path(), "export --data " + folder.path(),
              "restore " + server.folder() + "/copy.db --data " + folder.path()}) {
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
        CHECK(runOtklik("wave open 2026 --survey " + test::kOrder + " --data " + data).code == 0);
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
