// A port is one server's alone. (Of servers that share one, each would get some of the visitors.)

#include "server/http/connections.h"
#include "server/http/metrics.h"
#include "tests/server/http/raw_client.h"
#include "tests/server/http/running_server.h"

using namespace otklik;
using test::RunningServer;

namespace {

std::unique_ptr<HttpServer> serverAt(const std::string& host, int port, Store& store) {
    ServerOptions options = test::serverOptions();
    options.host = host, options.port = port;
    auto created = HttpServer::create(std::move(options), store, test::redactor());
    REQUIRE(created);
    return std::move(*created);
}

std::string refusal(const std::string& host, int port, Store& store) {
    const auto bound = serverAt(host, port, store)->bind();
    return bound ? "" : bound.problems().front().detail;
}

}  // namespace

TEST_CASE("A second server on a port is told that it is taken, and the first goes on") {
    const RunningServer first;
    const std::string taken =
        ":" + std::to_string(first.port) + " is taken or not allowed. Choose another with ";
    for (int i = 0; i < 3; ++i) {
        CHECK(refusal("127.0.0.1", first.port, *first.store) == "127.0.0.1" + taken + "--port.");
        CHECK(refusal("0.0.0.0", first.port, *first.store) == "0.0.0.0" + taken + "--port.");
        const auto metrics = MetricsServer::start(first.port, *first.store, first.server->counts());
        REQUIRE_FALSE(metrics);
        CHECK(metrics.problems().front().detail == "127.0.0.1" + taken + "--metrics-port.");
        CHECK(first.client().Get("/healthz")->status == 200);
    }
}

TEST_CASE("Who listens at every address of the machine has the port at each of them") {
    const RunningServer other;
    const auto first = serverAt("0.0.0.0", 0, *other.store);
    const auto port = first->bind();
    REQUIRE(port);
    CHECK(refusal("127.0.0.1", *port, *other.store).find("is taken") != std::string::npos);
    CHECK(refusal("127.0.0.2", *port, *other.store).find("is taken") != std::string::npos);
}

TEST_CASE("A server comes back to its port at once, though the system still remembers its connections") {
    const RunningServer other;
    int port = 0;
    for (int i = 0; i < 3; ++i) {
        const auto server = serverAt("127.0.0.1", port, *other.store);
        const auto bound = server->bind();
        REQUIRE(bound);
        port = *bound;
        std::thread thread([&] { server->run(); });
        // The server ends it first, and so its end is the one that is remembered.
        CHECK(test::answerTo(port, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                  .find("200") != std::string::npos);
        const test::RawClient open(port);  // and one that is open meanwhile
        server->stop();
        thread.join();
    }
}

TEST_CASE("What is no port is refused by its number, with those that are") {
    const RunningServer running;
    for (int port : {-1, 65536, 99999})
        CHECK(refusal("127.0.0.1", port, *running.store) ==
              std::to_string(port) + " is not a port. Give --port one of 1 to 65535, or 0 for a free one.");
    const auto metrics = MetricsServer::start(99999, *running.store, running.server->counts());
    REQUIRE_FALSE(metrics);
    CHECK(metrics.problems().front().detail ==
          "99999 is not a port. Give --metrics-port one of 1 to 65535, or 0 for a free one.");
}
