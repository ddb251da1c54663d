#pragma once
// Figures for Prometheus, on this machine only. They tell whether the server works, never how many responded:
// there is no counter of requests, and memory is rounded.

#include <memory>
#include <string>

#include "server/store/store.h"

namespace otklik {

/// The text that Prometheus reads: whether writes work, the waves' states, the number of each latest release,
/// and resident memory in steps of 4 MiB.
std::string metricsText(const Store& store);

/// Serves metricsText at http://127.0.0.1:PORT/metrics until it is destroyed.
class MetricsServer {
  public:
    /// `port` 0 asks for a free one. A problem says that the port is taken.
    static Result<std::unique_ptr<MetricsServer>> start(int port, const Store& store);
    ~MetricsServer();
    int port() const;

  private:
    struct Impl;
    explicit MetricsServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace otklik
