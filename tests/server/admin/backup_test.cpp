// Keeping the responses: a copy while people answer, and the way back that README.ru.md tells.

#include <sys/stat.h>

#include <atomic>
#include <set>

#include "server/store/clock.h"
#include "tests/server/program.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::runOtklik;
using test::ServerProcess;

namespace {

std::string body(int n) {
    return Json{
        {"id", test::numberedId(n)}, {"wave", "2026"}, {"via", "site"}, {"answers", {{"sex", "female"}}}}
        .dump();
}

int statusOf(const ServerProcess& server, int n) {
    auto answer = server.client().Post("/api/v1/responses", body(n), "application/json");
    return answer ? answer->status : 0;
}

/// Does with the copy what the handbook says: stop, restore, start.
void restore(ServerProcess& server, const std::string& copy) {
    server.stop();
    server.command("restore " + copy);
    server.start();
}

}  // namespace

TEST_CASE(
    "A copy that is made under load is in order, and holds everything acknowledged before it was asked for") {
    ServerProcess server(10, {"--responses-per-hour", "100000000"});
    std::atomic<bool> stop{false};
    std::atomic<int> next{0};
    std::vector<std::atomic<bool>> acknowledged(1'000'000);
    std::vector<std::thread> senders;
    for (int i = 0; i < 8; ++i)
        senders.emplace_back([&] {
            auto client = server.client();
            while (!stop) {
                const int n = next++;
                auto answer = client.Post("/api/v1/responses", body(n), "application/json");
                if (answer && answer->status == 201) acknowledged[static_cast<std::size_t>(n)] = true;
            }
        });
    std::vector<std::string> copies;
    std::vector<std::vector<int>> before;
    for (int i = 0; i < 5; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        before.emplace_back();
        for (int n = 0; n < next; ++n)
            if (acknowledged[static_cast<std::size_t>(n)]) before.back().push_back(n);
        copies.push_back(server.folder() + "/copy" + std::to_string(i) + ".db");
        server.command("backup " + copies.back());
    }
    stop = true;
    for (std::thread& sender : senders) sender.join();

    REQUIRE(before.back().size() > 100);
    for (const std::string& copy : copies) CHECK(runOtklik("check " + copy).code == 0);
    restore(server, copies.back());
    for (int n : before.back()) REQUIRE(statusOf(server, n) == 200);
}

TEST_CASE("The handbook's way back: what was there at the copy is there again, and is served") {
    ServerProcess server(10);
    for (int n = 0; n < 15; ++n) REQUIRE(statusOf(server, n) == 201);
    const std::string copy = server.folder() + "/copy.db";
    server.command("backup " + copy);
    for (int n = 15; n < 45; ++n) REQUIRE(statusOf(server, n) == 201);
    server.stop(SIGKILL);  // so that a log is left, with what must not come back
    REQUIRE(std::filesystem::exists(server.database() + "-wal"));
    restore(server, copy);
    CHECK(runOtklik("check " + server.data()).code == 0);
    CHECK(server.number("SELECT mixed FROM turnout") == 0);
    CHECK(server.number("SELECT lost FROM turnout") == 15);  // a copy has nothing of what waits
    for (int n = 0; n < 15; ++n) CHECK(statusOf(server, n) == 200);
    CHECK(statusOf(server, 15) == 201);
}

TEST_CASE("Neither a copy nor the data folder has a key, and a copy has nothing of what waits") {
    ServerProcess server(10);
    for (int n = 0; n < 45; ++n) REQUIRE(statusOf(server, n) == 201);
    server.waitForMix(29);
    const std::string copy = server.folder() + "/copy.db";
    server.command("backup " + copy);
    server.stop(SIGKILL);
    std::set<std::string> secrets = {test::fileText(server.keyFile()).substr(0, 27)};
    for (const std::string& name : test::namesIn(server.keys()))
        if (name.ends_with(".period") || name.ends_with(".wave"))
            secrets.insert(test::fileText(server.keys() + "/" + name));
    REQUIRE(secrets.size() >= 3);
    std::set<std::string> files = {copy};
    for (const std::string& name : test::namesIn(server.data()))
        if (name != "otklik.sock") files.insert(server.data() + "/" + name);
    for (const std::string& file : files)
        for (const std::string& secret : secrets) {
            INFO(file);
            CHECK(test::fileText(file).find(secret) == std::string::npos);
        }
    const auto countIn = [&](const std::string& file, const std::string& table) {
        SystemDisk disk;
        auto database = Database::read(file, disk);
        REQUIRE(database);
        Statement count = database->prepare("SELECT count(*) FROM " + table);
        REQUIRE(count.next());
        return count.number(0);
    };
    REQUIRE(countIn(server.database(), "pool") > 0);
    CHECK(countIn(copy, "pool") == 0);
    CHECK(countIn(copy, "bundle") == countIn(server.database(), "bundle"));
    for (const char* name : {"/copy.db", "/2026.wave"})  // and it does not go beside them
        CHECK(runOtklik("backup " + server.keys() + name + " --data " + server.data()).code == 1);
}

TEST_CASE("A restore says how many responses the copy did not have") {
    ServerProcess server(10);
    const std::string copy = server.folder() + "/copy.db",
                      restoring = "restore " + copy + " --data " + server.data();
    server.command("backup " + copy);
    server.stop();
    CHECK_FALSE(runOtklik(restoring).says("waited when the copy was made"));
    server.start();
    for (int n = 0; n < 15; ++n) REQUIRE(statusOf(server, n) == 201);
    server.command("backup " + copy);
    server.stop();
    const test::Ran ran = runOtklik(restoring);
    CHECK(ran.says("15 responses of wave 2026 waited when the copy was made, and are not in it"));
    CHECK(runOtklik("check " + server.data()).says("15 waited when a copy was made"));
}

TEST_CASE(
    "A wave that was closed after the copy gets no other figures: the keys folder knows, and closes it so") {
    ServerProcess server(10);
    for (int n = 0; n < 40; ++n) REQUIRE(statusOf(server, n) == 201);
    server.waitForMix(29);
    const std::string copy = server.folder() + "/copy.db";
    server.command("backup " + copy);
    for (const char* ending : {"stop", "close"})
        server.command(std::string("wave ") + ending + " 2026 --key-file " + server.keyFile());
    const auto figures = [&] { return server.client().Get("/api/v1/aggregates?wave=2026")->body; };
    const std::string published = figures();
    server.stop();
    const test::Ran restored = runOtklik("restore " + copy + " --data " + server.data());
    CHECK(restored.code == 0);
    CHECK(restored.says("Wave 2026 was closed after the copy was made"));
    server.start();
    CHECK(figures() == published);
    CHECK(statusOf(server, 50) == 409);
}

TEST_CASE(
    "Where the keys are lost a restore asks whether the wave was closed since, and does nothing without an "
    "answer") {
    ServerProcess server(10);
    for (int n = 0; n < 40; ++n) REQUIRE(statusOf(server, n) == 201);
    server.waitForMix(29);
    const std::string copy = server.folder() + "/copy.db",
                      restoring = "restore " + copy + " --data " + server.data();
    server.command("backup " + copy);
    server.stop();
    const std::string before = test::fileText(server.database());
    const auto loseKeys = [&] { std::filesystem::remove_all(server.keys()); };

    for (const std::string typed : {"", "\n", "n\n"}) {
        loseKeys();
        const test::Ran refused = runOtklik(restoring, typed);
        CHECK(refused.code == 1);
        CHECK(refused.says("The keys folder knows nothing of wave 2026"));
        CHECK(refused.says("Nothing was restored"));
        CHECK(refused.says("--closed 2026"));
        CHECK(test::fileText(server.database()) == before);
    }
    SUBCASE("It was, in a wave that the copy lacks: nobody can mean that") {
        loseKeys();
        const test::Ran refused = runOtklik(restoring + " --closed 2062");
        CHECK(refused.code == 1);
        CHECK(refused.says("There is no wave 2062 in"));
        loseKeys();
        CHECK(runOtklik(restoring + " --not-closed 2026").code == 0);
    }
    SUBCASE("It was: then it is not closed again") {
        loseKeys();
        const test::Ran restored = runOtklik(restoring + " --closed 2026");
        CHECK(restored.code == 0);
        CHECK(restored.says("without the figures that it published"));
        const test::Ran refused =
            runOtklik("wave close 2026 --key-file " + server.keyFile() + " --data " + server.data());
        CHECK(refused.code == 1);
        CHECK(refused.says("is closed already"));
        CHECK(runOtklik("check " + server.data()).says("its figures were published from another copy"));
    }
    SUBCASE("It was not, as is typed: then the wave goes on, with new keys") {
        loseKeys();
        CHECK(runOtklik(restoring, "y\n").code == 0);
    }
    SUBCASE("It was not, as --not-closed says") {
        loseKeys();
        const test::Ran restored = runOtklik(restoring + " --not-closed 2026");
        CHECK(restored.code == 0);
        CHECK_FALSE(restored.says("[y/N]"));
        server.start();
        CHECK(statusOf(server, 39) == 200);
        CHECK(statusOf(server, 40) == 201);
        server.command("wave stop 2026 --key-file " + server.keyFile());
        server.command("wave close 2026 --key-file " + server.keyFile());
    }
}

TEST_CASE("The command only asks the server for the copy: it needs its socket, not the database") {
    ServerProcess server(10);
    REQUIRE(statusOf(server, 1) == 201);
    test::TemporaryFolder elsewhere;
    std::filesystem::create_symlink(server.data() + "/otklik.sock", elsewhere.path() + "/otklik.sock");
    REQUIRE(runOtklik("backup " + elsewhere.path() + "/copy.db --data " + elsewhere.path()).code == 0);
    CHECK(runOtklik("check " + elsewhere.path() + "/copy.db").code == 0);
    CHECK_FALSE(std::filesystem::exists(elsewhere.path() + "/otklik.db"));
}

TEST_CASE(
    "The server does not start on a damaged database, says how to restore it, and starts when it is "
    "restored") {
    ServerProcess server(10);
    for (int n = 0; n < 30; ++n) REQUIRE(statusOf(server, n) == 201);
    server.waitForMix(29);
    const std::string copy = server.folder() + "/copy.db";
    server.command("backup " + copy);
    server.stop();
    const std::string whole = test::fileText(server.database());
    std::string holed = whole;
    for (std::size_t at = 4096; at < whole.size(); at += 2 * 4096) holed.replace(at, 4096, 4096, '\xff');
    for (const std::string& damaged :
         {holed, whole.substr(0, whole.size() / 2), std::string("no database")}) {
        std::ofstream(server.database(), std::ios::binary) << damaged;
        const test::Ran refused = runOtklik("serve --port 0 --data " + server.data() + " --locales " +
                                            OTKLIK_SOURCE_DIR + "/assets/locales");
        CHECK(refused.code == 1);
        CHECK(refused.says("restore the latest backup"));
        CHECK(runOtklik("check " + server.data()).code != 0);
    }
    restore(server, copy);
    CHECK(statusOf(server, 29) == 200);
}

TEST_CASE("Into a folder go dated copies, of which the newest are kept; nothing else is touched") {
    ServerProcess server(10);
    const std::string folder = server.data() + "/copies", today = "otklik-" + SystemClock().today() + ".db";
    std::filesystem::create_directories(folder);
    server.command("backup " + server.folder() + "/copy.db");
    for (const char* name : {"otklik-2019-01-01.db", "otklik-2020-01-01.db", "otklik-2020-01-02.db"})
        std::filesystem::copy_file(server.folder() + "/copy.db", folder + "/" + name);
    for (const char* name :
         {"letter.txt", "otklik-2018-01-01.db", "otklik-2018-yy-01.db", "my-otklik-2018-01-01.db"})
        std::ofstream(folder + "/" + name) << "my notes";
    std::filesystem::create_symlink("letter.txt", folder + "/otklik-2017-01-01.db");
    CHECK(runOtklik("backup " + folder + " --data " + server.data()).says(today));
    CHECK(runOtklik("backup " + folder + " --keep 2 --data " + server.data()).code ==
          0);  // again, in its place
    CHECK(test::namesIn(folder) == std::set<std::string>{today, "otklik-2020-01-02.db", "letter.txt",
                                                         "otklik-2018-01-01.db", "otklik-2018-yy-01.db",
                                                         "my-otklik-2018-01-01.db", "otklik-2017-01-01.db"});
    CHECK(runOtklik("check " + folder + "/" + today).code == 0);
    CHECK(runOtklik("backup " + folder + "/copy.db --keep 2 --data " + server.data()).says("no folder"));
}

TEST_CASE(
    "A copy follows no link, and takes the place of a copy, of nothing else, and never of the store itself") {
    ServerProcess server(10);
    const std::string folder = server.folder(), letter = folder + "/letter.txt";
    std::ofstream(letter) << "Dear Sir";
    std::filesystem::create_symlink(letter, folder + "/link.db");
    std::filesystem::create_symlink(folder + "/nothing.db", folder + "/dangling.db");
    for (const std::string& file : {letter, folder + "/link.db", folder + "/dangling.db", server.database(),
                                    server.data() + "/otklik.db-wal", server.data() + "/../data/otklik.db"}) {
        INFO(file);
        CHECK(runOtklik("backup " + file + " --data " + server.data()).code == 1);
    }
    CHECK(test::fileText(letter) == "Dear Sir");
    CHECK_FALSE(std::filesystem::exists(folder + "/nothing.db"));
    CHECK(server.client().Get("/healthz")->status == 200);
    CHECK(runOtklik("backup " + folder + "/copy.db --data " + server.data()).code == 0);
    CHECK(runOtklik("backup " + folder + "/copy.db --data " + server.data()).code == 0);
}

TEST_CASE("What is no copy, or not whole, is not restored, and what is there stays") {
    ServerProcess server(10);
    for (int n = 0; n < 30; ++n) REQUIRE(statusOf(server, n) == 201);
    const std::string copy = server.folder() + "/copy.db", file = server.folder() + "/wrong.db";
    server.command("backup " + copy);
    CHECK(runOtklik("restore " + copy + " --data " + server.data()).says("another Otklik process"));
    server.stop();
    const std::string before = test::fileText(server.database()), whole = test::fileText(copy);
    for (const std::string& wrong :
         {std::string(), std::string("no database"), whole.substr(0, whole.size() / 2)}) {
        std::ofstream(file, std::ios::binary) << wrong;
        CHECK(runOtklik("restore " + file + " --data " + server.data()).code == 1);
    }
    std::ofstream(file, std::ios::binary) << whole;
    REQUIRE(std::system(("sqlite3 " + file + " 'DELETE FROM seen'").c_str()) == 0);
    CHECK(runOtklik("restore " + file + " --data " + server.data()).says("not in order"));
    CHECK(runOtklik("restore " + server.folder() + "/missing.db --data " + server.data()).code == 1);
    CHECK(test::fileText(server.database()) == before);
    CHECK_FALSE(std::filesystem::exists(server.database() + ".part"));
    CHECK(runOtklik("restore " + copy + " --data " + server.data()).says("otklik.db.replaced"));
    CHECK(test::fileText(server.database() + ".replaced") == before);
}

TEST_CASE(
    "A copy never takes the place of another folder's store, of another program's database, or of a pipe") {
    ServerProcess server(10), other(10);
    const std::string folder = server.folder(), foreign = folder + "/places.sqlite",
                      essay = folder + "/essay.txt", pipe = folder + "/pipe";
    REQUIRE(std::system(("sqlite3 " + foreign + " 'CREATE TABLE moz (a)'").c_str()) == 0);
    std::ofstream(essay) << "SQLite format 3 is my favourite";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    for (const std::string& file : {other.database(), foreign, essay, pipe, server.data() + "/otklik.sock"}) {
        INFO(file);
        CHECK(runOtklik("backup " + file + " --data " + server.data()).code == 1);
    }
    other.stop();
    CHECK(runOtklik("backup " + other.database() + " --data " + server.data()).code == 1);
    CHECK(runOtklik("check " + other.data()).code == 0);
}

TEST_CASE(
    "A copy that lies in the data folder can be restored there, again and again, and nothing is lost by it") {
    ServerProcess server(10);
    const std::string copy = server.data() + "/copy.db";
    REQUIRE(statusOf(server, 1) == 201);
    server.command("backup " + copy);
    REQUIRE(statusOf(server, 2) == 201);
    server.stop(SIGKILL);
    CHECK(runOtklik("restore " + copy + " --data " + server.data()).code == 0);
    CHECK(runOtklik("restore " + copy + " --data " + server.data()).code == 0);
    CHECK(test::namesIn(server.data()).contains("otklik.db.replaced.2"));
    const std::string aside = server.database() + ".replaced";  // with its log
    CHECK(runOtklik("restore " + aside + " --data " + server.data()).code == 0);
    server.start();
    CHECK(statusOf(server, 2) == 200);
}
