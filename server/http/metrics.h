#pragma once
// Figures for Prometheus, on this machine only. They tell whether the server works and what became of what
// was sent, in steps of a minute; memory is rounded, so that one response moves nothing at once.

#include <memory>
#include <optional>
#include <string>

#include "server/http/server.h"
#include "server/store/store.h"

namespace otklik {

/// The text that Prometheus reads: whether writes work, the waves' states, the number of each latest release,
/// submissions by the status that they were answered with, the age of the latest copy, where there is one,
/// and resident memory in steps of 4 MiB.
std::string metricsText(const Store& store, SubmissionCounts& counts,
                        std::optional<std::chrono::seconds> copyAge = std::nullopt);

/// Serves metricsText at http://127.0.0.1:PORT/metrics until it is destroyed.
class MetricsServer {
  public:
    /// `port` 0 asks for a free one. A problem says that the port is taken.
    static Result<std::unique_ptr<MetricsServer>> start(
        int port, const Store& store, SubmissionCounts& counts,
        CopyAge copyAge = [] { return std::nullopt; });
    ~MetricsServer();
    int port() const;

  private:
    struct Impl;
    explicit MetricsServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace otklik
