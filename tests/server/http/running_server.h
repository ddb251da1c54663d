#pragma once
// The server in this process on a free port, over a real store: what tests of HTTP begin with.

#include <httplib.h>

#include <thread>

#include "server/http/server.h"
#include "server/store/calendar.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/base/json.h"
#include "tests/support.h"

namespace otklik::test {

struct RunningServer {
    TemporaryFolder folder;
    SystemRandom random;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<HttpServer> server;
    int port = 0;
    std::thread thread;

    explicit RunningServer(VisitorLimits limits = {}, bool behindProxy = false, StoreOptions options = {}) {
        options.folder = folder.path();
        options.random = &random;
        options.today = today;
        auto opened = SqliteStore::open(options);
        REQUIRE(opened);
        store = std::move(*opened);
        Wave wave;
        wave.id = "2026";
        wave.channels = {"site", "vk", "ok", "kiosk"};
        wave.survey = std::make_shared<const Survey>(orderSurvey());
        REQUIRE(store->openWave(wave).empty());
        auto created = HttpServer::create({"127.0.0.1",
                                           0,
                                           "",
                                           std::string(OTKLIK_SOURCE_DIR) + "/assets/locales",
                                           {"hall"},
                                           limits,
                                           behindProxy,
                                           "https://survey.example"},
                                          *store);
        REQUIRE(created);
        server = std::move(*created);
        auto bound = server->bind();
        REQUIRE(bound);
        port = *bound;
        thread = std::thread([this] { server->run(); });
    }
    ~RunningServer() {
        server->stop();
        thread.join();
    }
    httplib::Client client() const {
        httplib::Client client("127.0.0.1", port);
        client.set_tcp_nodelay(true);
        return client;
    }
    std::int64_t stored() const {
        auto database = Database::open(folder.path() + "/otklik.db", Database::Access::read);
        REQUIRE(database);
        Statement count =
            database->prepare("SELECT (SELECT count(*) FROM pool) + (SELECT count(*) FROM archive)");
        REQUIRE(count.step() == SQLITE_ROW);
        return count.number(0);
    }
};

inline Json submission(int n) {
    return {{"id", numberedId(n)},
            {"wave", "2026"},
            {"via", "site"},
            {"answers", {{"sex", "female"}, {"seek", "звоните 8 (342) 212-34-56"}}}};
}

}  // namespace otklik::test
