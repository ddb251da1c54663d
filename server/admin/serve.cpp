// One line of log per start, release, error and stop; never one per visitor.

#include "server/admin/serve.h"

#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "server/admin/requests.h"
#include "server/http/metrics.h"
#include "server/http/server.h"
#include "server/store/calendar.h"

namespace otklik {
namespace {

int fail(const Problems& problems) {
    for (const Problem& problem : problems) std::fprintf(stderr, "otklik: %s\n", problem.detail.c_str());
    return 1;
}

/// From any thread: a line is written as a whole.
void log(const Json& line) {
    std::printf("%s\n", line.dump().c_str()), std::fflush(stdout);
}

}  // namespace

int serve(const Arguments& arguments) {
    // Signals are taken by one thread that waits for them, so that stopping is ordinary code.
    sigset_t signals;
    sigemptyset(&signals);
    for (int signal : {SIGTERM, SIGINT}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const std::string folder = arguments.get("--data", "data");
    auto port = arguments.number("--port", 8080);
    if (!port) return fail(port.problems());
    ServerOptions options{arguments.get("--host", "127.0.0.1"),
                          *port,
                          arguments.get("--web"),
                          arguments.get("--locales", "assets/locales"),
                          {},
                          {},
                          arguments.has("--behind-proxy"),
                          arguments.get("--site"),
                          log};
    while (options.site.ends_with('/')) options.site.pop_back();
    auto connections = arguments.number("--connections-per-address", options.limits.connections);
    auto responses = arguments.number("--responses-per-hour", options.limits.responsesPerHour);
    if (!connections || !responses) return fail(connections ? responses.problems() : connections.problems());
    // A proxy's connections all come from one address; it limits those of its own clients.
    options.limits.connections = options.behindProxy ? 0 : *connections;
    options.limits.responsesPerHour = *responses;
    if (auto kiosks = arguments.flags.find("--kiosk"); kiosks != arguments.flags.end())
        options.kiosks = kiosks->second;

    // Connections are threads: of the eight heaps a processor that glibc keeps for them, each holds on to
    // what was freed in it.
    mallopt(M_ARENA_MAX, 4);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    SystemRandom random;
    auto store = SqliteStore::open({.folder = folder, .random = &random, .today = today, .log = log});
    if (!store) return fail(store.problems());
    auto server = HttpServer::create(options, **store);
    if (!server) return fail(server.problems());
    AdminSocket admin(folder, **store);
    if (!admin.problem().empty()) return fail({{"", "socket", admin.problem(), 0}});
    auto bound = (*server)->bind();
    if (!bound) return fail(bound.problems());
    Json started = {{"event", "start"},
                    {"address", "http://" + options.host + ":" + std::to_string(*bound) + "/"},
                    {"data", folder},
                    {"connections", options.limits.allConnections},
                    {"connectionsPerAddress", options.limits.connections},
                    {"responsesPerHour", options.limits.responsesPerHour}};
    std::unique_ptr<MetricsServer> metrics;
    if (arguments.has("--metrics-port")) {
        auto metricsPort = arguments.number("--metrics-port", 0);
        if (!metricsPort) return fail(metricsPort.problems());
        auto serving = MetricsServer::start(*metricsPort, **store);
        if (!serving) return fail(serving.problems());
        metrics = std::move(*serving);
        started["metrics"] = "http://127.0.0.1:" + std::to_string(metrics->port()) + "/metrics";
    }
    log(started);
    std::thread stopper([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        (*server)->stop();
    });
    const bool served = (*server)->run();
    if (!served) {
        log({{"event", "error"},
             {"failure", "no connection can be accepted any more"},
             {"recoverable", false}});
        kill(getpid(), SIGTERM);  // for the stopper
    }
    stopper.join();
    log({{"event", "stop"}});
    return served ? 0 : 1;
}

}  // namespace otklik
