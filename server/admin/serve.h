#pragma once
// `otklik serve`: joins store, HTTP, the administrator's socket and the metrics.

#include <optional>
#include <string>

#include "server/admin/machine.h"
#include "server/http/server.h"

namespace otklik {

struct Serving {
    Folders folders;
    bool create = false;             ///< a database where there is none
    ServerOptions http;              ///< its log is set here
    std::optional<int> metricsPort;  ///< of figures for Prometheus; 0 asks for a free one
};

/// Serves until SIGTERM or SIGINT, finishes what was accepted, and returns the exit code.
int serve(Serving serving);

}  // namespace otklik
