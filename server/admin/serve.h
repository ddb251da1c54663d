#pragma once
// `otklik serve`: joins store, HTTP, the administrator's socket and the metrics.

#include "server/config/config.h"

namespace otklik {

struct Serving {
    Config config;        ///< the server's log is set here
    bool create = false;  ///< a database where there is none
};

/// Serves until SIGTERM or SIGINT, finishes what was accepted, and returns the exit code.
int serve(Serving serving);

}  // namespace otklik
