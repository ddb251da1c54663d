// Keeping the responses: a copy while people answer, and the way back that README.ru.md tells.

#include <atomic>

#include "tests/server/server_process.h"

using namespace otklik;
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

int run(const std::string& words) {
    return std::system((std::string(OTKLIK_BINARY) + " " + words + " >/dev/null 2>&1").c_str());
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
    for (const std::string& copy : copies) CHECK(run("check " + copy) == 0);
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
    CHECK(run("check " + server.data()) == 0);
    CHECK(server.number("SELECT count(*) FROM pool") == 15);
    CHECK(server.number("SELECT count(*) FROM archive") == 0);
    for (int n = 0; n < 15; ++n) CHECK(statusOf(server, n) == 200);
    CHECK(statusOf(server, 15) == 201);
}

TEST_CASE("The command only asks the server for the copy: it needs its socket, not the database") {
    ServerProcess server(10);
    REQUIRE(statusOf(server, 1) == 201);
    test::TemporaryFolder elsewhere;
    std::filesystem::create_symlink(server.data() + "/otklik.sock", elsewhere.path() + "/otklik.sock");
    REQUIRE(run("backup " + elsewhere.path() + "/copy.db --data " + elsewhere.path()) == 0);
    CHECK(run("check " + elsewhere.path() + "/copy.db") == 0);
    CHECK_FALSE(std::filesystem::exists(elsewhere.path() + "/otklik.db"));
}

TEST_CASE(
    "The server does not start on a damaged database, says how to restore it, and starts when it is "
    "restored") {
    ServerProcess server(10);
    for (int n = 0; n < 30; ++n) REQUIRE(statusOf(server, n) == 201);
    server.waitForMix(20);
    const std::string copy = server.folder() + "/copy.db";
    server.command("backup " + copy);
    server.stop();
    const std::string whole = test::fileText(server.database());
    std::string holed = whole;
    for (std::size_t at = 4096; at < whole.size(); at += 2 * 4096) holed.replace(at, 4096, 4096, '\xff');
    for (const std::string& damaged :
         {holed, whole.substr(0, whole.size() / 2), std::string("no database")}) {
        std::ofstream(server.database(), std::ios::binary) << damaged;
        const std::string said = server.folder() + "/said";
        CHECK(
            WEXITSTATUS(std::system((std::string(OTKLIK_BINARY) + " serve --port 0 --data " + server.data() +
                                     " --locales " + OTKLIK_SOURCE_DIR + "/assets/locales >" + said + " 2>&1")
                                        .c_str())) == 1);
        CHECK(test::fileText(said).find("restore the latest backup") != std::string::npos);
        CHECK(run("check " + server.data()) != 0);
    }
    restore(server, copy);
    CHECK(statusOf(server, 29) == 200);
}
