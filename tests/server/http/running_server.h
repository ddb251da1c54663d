#pragma once
// The server in this process on a free port, over a real store: what tests of HTTP begin with.

#include <httplib.h>

#include <chrono>
#include <thread>

#include "server/base/system_random.h"
#include "server/config/config.h"
#include "server/http/server.h"
#include "server/store/open.h"
#include "server/store/sqlite/database.h"
#include "shared/base/json.h"
#include "tests/server/redactor.h"
#include "tests/server/store/opened_store.h"

namespace otklik::test {

/// On a free port of 127.0.0.1, with the shipped texts and office.
inline ServerOptions serverOptions() {
    static const auto shipped = readConfig(std::string(OTKLIK_SOURCE_DIR) + "/assets/otklik.json");
    REQUIRE(shipped);
    ServerOptions options;
    options.office = shipped->http.office;
    options.port = 0;
    options.localesDir = std::string(OTKLIK_SOURCE_DIR) + "/assets/locales";
    return options;
}

struct RunningServer {
    TemporaryFolder folder;
    SystemRandom random;
    SteppedClock clock;
    SystemDisk machineDisk;
    Disk& disk;
    std::unique_ptr<Store> store;
    std::unique_ptr<HttpServer> server;
    int port = 0;
    std::thread thread;

    /// `faulty`: a disk in place of the machine's. Tests send as much as a crowd.
    explicit RunningServer(VisitorLimits limits = {.responsesPerHour = 100'000}, bool behindProxy = false,
                           Disk* faulty = nullptr, std::size_t queueBound = 4096,
                           Survey survey = orderSurvey())
        : disk(faulty ? *faulty : machineDisk) {
        std::filesystem::create_directory(data());
        auto opened = openStore({.folder = data(),
                                 .keys = keys(),
                                 .random = random,
                                 .clock = clock,
                                 .disk = disk,
                                 .create = true,
                                 .queueBound = queueBound});
        REQUIRE(opened);
        store = std::move(*opened);
        Wave wave;
        wave.id = "2026";
        wave.ballotKey = ballotKey().publicKey();
        wave.channels = {"site", "vk", "ok", "kiosk"};
        wave.survey = std::make_shared<const Survey>(std::move(survey));
        REQUIRE(store->openWave(wave).isGood());
        ServerOptions options = serverOptions();
        options.kiosks = {"hall"}, options.limits = limits, options.behindProxy = behindProxy;
        options.site = "https://survey.example";
        auto created = HttpServer::create(options, *store, redactor());
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
    std::string data() const { return folder.path() + "/data"; }
    std::string keys() const { return folder.path() + "/keys"; }
    void close() {
        REQUIRE(store->stopWave("2026").isGood());
        REQUIRE(store->closeWave("2026", ballotKey()).isGood());
    }
    /// Lets a second pass for the store, and with it whatever was due.
    void second() { clock.step(*store, std::chrono::seconds(1)); }
    std::int64_t stored() const {
        auto database = Database::read(data() + "/otklik.db", disk);
        REQUIRE(database);
        Statement count =
            database->prepare("SELECT (SELECT count(*) FROM pool) + (SELECT sum(mixed) FROM turnout)");
        REQUIRE(count.next());
        return count.number(0);
    }
};

/// A server over a store that is there.
struct ServerOver {
    std::unique_ptr<HttpServer> server;
    int port = 0;
    std::thread thread;

    ServerOver(Store& store, ServerOptions options) {
        auto created = HttpServer::create(std::move(options), store, redactor());
        REQUIRE(created);
        server = std::move(*created);
        auto bound = server->bind();
        REQUIRE(bound);
        port = *bound;
        thread = std::thread([this] { server->run(); });
    }
    ~ServerOver() {
        server->stop();
        thread.join();
    }
    httplib::Client client() const {
        httplib::Client client("127.0.0.1", port);
        client.set_tcp_nodelay(true);
        return client;
    }
};

/// True as soon as `holds`; false where it does not within 15 seconds.
template <class Condition>
bool eventually(Condition holds) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(15);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

inline Json submission(int n) {
    return {{"id", numberedId(n)},
            {"wave", "2026"},
            {"via", "site"},
            {"answers", {{"sex", "female"}, {"seek", "звоните 8 (342) 212-34-56"}}}};
}

}  // namespace otklik::test
