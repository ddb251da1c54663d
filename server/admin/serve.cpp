// One line of log per start, release, error and stop; never one per visitor.

#include "server/admin/serve.h"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <thread>
#include <utility>

#include "server/admin/backups.h"
#include "server/admin/health.h"
#include "server/admin/machine.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/admin/service.h"
#include "server/admin/socket.h"
#include "server/http/metrics.h"

namespace otklik {
namespace {

constexpr std::size_t kFirstGaps = 5;  // that the log names of a language

/// From any thread: a line is written as a whole.
void log(const Json& line) {
    std::printf("%s\n", line.dump(-1, ' ', false, Json::error_handler_t::replace).c_str()),
        std::fflush(stdout);
}

/// Signals are taken by one thread that waits for them, so that stopping is ordinary code.
sigset_t blockedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (int signal : {SIGTERM, SIGINT}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

}  // namespace

int serve(Serving serving) {
    const sigset_t signals = blockedSignals();
    // Connections are threads: of the eight heaps a processor that glibc keeps for them, each holds on to
    // what was freed in it.
    mallopt(M_ARENA_MAX, 4);
    const Folders& folders = serving.config.folders;
    ServerOptions& http = serving.config.http;
    if (http.behindProxy) http.limits.connections = 0;  // to the server all are the proxy's
    serving.create ? becomeOwnerAndMake(folders) : becomeOwnerOf(folders.data);

    auto redactor = Redactor::open();
    if (!redactor) return refuse(redactor.problems().front().detail);
    Machine machine;
    StoreOptions options = machine.options(folders);
    options.create = serving.create;
    options.log = log;
    auto store = openStore(options);
    if (!store) return refuse(store.status());
    http.log = log;
    http.copyAge = [folder = serving.config.backup.folder] { return ageOfLatestCopy(folder); };
    auto server = HttpServer::create(http, **store, **redactor);
    if (!server) return refuse(server.problems().front().detail);
    AdminSocket admin({**store, folders, machine.clock, redactor->get()});
    if (!admin.problem().empty()) return refuse(admin.problem());
    auto bound = (*server)->bind();
    if (!bound) return refuse(bound.problems().front().detail);
    const VisitorLimits& limits = http.limits;
    Json started = {{"event", "start"},
                    {"address", "http://" + http.host + ":" + std::to_string(*bound) + "/"},
                    {"data", folders.data},
                    {"keys", folders.keys()},
                    {"connections", limits.allConnections},
                    {"connectionsPerAddress", limits.connections},
                    {"responsesPerHour", limits.responsesPerHour}};
    std::unique_ptr<MetricsServer> metrics;
    if (serving.config.metricsPort) {
        auto metricsServer =
            MetricsServer::start(*serving.config.metricsPort, **store, (*server)->counts(), http.copyAge);
        if (!metricsServer) return refuse(metricsServer.problems().front().detail);
        metrics = std::move(*metricsServer);
        started["metrics"] = "http://127.0.0.1:" + std::to_string(metrics->port()) + "/metrics";
    }
    log(started);
    for (const auto& [language, keys] : (*server)->gaps()) {
        const auto first = keys.begin() + static_cast<long>(std::min(keys.size(), kFirstGaps));
        log({{"event", "gaps"},
             {"language", language},
             {"texts", keys.size()},
             {"first", std::vector(keys.begin(), first)},
             {"shown", "in Russian; otklik check " + language + ".json lists them all"}});
    }
    notifyService("READY=1");
    // What ails the store is no reason to start anew: any answer will do.
    const Watchdog watchdog(
        [&] { return static_cast<bool>(askHealth(http.host, *bound, std::chrono::seconds(10))); });
    std::thread stopper([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        notifyService("STOPPING=1");
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
