#include "server/http/metrics.h"

#include <unistd.h>

#include <fstream>
#include <thread>

#include "server/http/connections.h"

namespace otklik {
namespace {

constexpr long kMemoryStep = 4L << 20;

/// Bytes of memory in use, rounded up to a step, so that one response moves nothing.
long residentMemory() {
    long pages = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return (resident * sysconf(_SC_PAGESIZE) + kMemoryStep - 1) / kMemoryStep * kMemoryStep;
}

class Text {
  public:
    /// Begins a metric; its values follow.
    Text& metric(const char* name, const char* help, const char* type = "gauge") {
        name_ = name;
        text_ += std::string("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
        return *this;
    }
    Text& value(const std::string& labels, std::int64_t number) {
        text_ += name_ + labels + ' ' + std::to_string(number) + '\n';
        return *this;
    }
    std::string take() { return std::move(text_); }

  private:
    std::string name_, text_;
};

std::string waveLabel(const Wave& wave) {
    return "{wave=\"" + wave.id + "\"}";  // a wave's id needs no escaping
}

}  // namespace

std::string metricsText(const Store& store, SubmissionCounts& counts,
                        std::optional<std::chrono::seconds> copyAge) {
    const auto snapshot = store.snapshot();
    Text text;
    text.metric("otklik_writable", "1 while responses can be stored.").value("", store.health().isGood());
    text.metric("otklik_wave_open", "1 for the wave whose form is offered.");
    for (const Wave& wave : snapshot->waves) text.value(waveLabel(wave), wave.state == WaveState::open);
    text.metric("otklik_release_number", "Number of the wave's latest release.");
    for (const Release& release : snapshot->releases)
        text.value(waveLabel(*snapshot->wave(release.wave)), release.number);
    text.metric("otklik_submissions_total",
                "Submissions by the status that they were answered with, up to the last full minute.",
                "counter");
    for (const auto& [status, count] : counts.shown())
        text.value("{status=\"" + std::to_string(status) + "\"}", count);
    if (copyAge)
        text.metric("otklik_backup_age_seconds", "Since the latest copy was made.")
            .value("", copyAge->count());
    text.metric("process_resident_memory_bytes", "Memory in use, in steps of 4 MiB.")
        .value("", residentMemory());
    return text.take();
}

struct MetricsServer::Impl {
    Visitors visitors{{.connections = 0, .allConnections = 8, .responsesPerHour = 0}};
    BoundedServer http{visitors};
    std::thread thread;
    int port = 0;
};

Result<std::unique_ptr<MetricsServer>> MetricsServer::start(int port, const Store& store,
                                                            SubmissionCounts& counts, CopyAge copyAge) {
    auto impl = std::make_unique<Impl>();
    httplib::Server& http = impl->http;
    http.set_payload_max_length(1);  // 0 would mean that there is no limit
    http.Get("/metrics", [&store, &counts, copyAge = std::move(copyAge)](const httplib::Request&,
                                                                         httplib::Response& response) {
        response.set_content(metricsText(store, counts, copyAge()), "text/plain; version=0.0.4");
    });
    auto listening = impl->http.listenAt("127.0.0.1", port, "--metrics-port");
    if (!listening) return listening.problems();
    impl->port = *listening;
    impl->thread = std::thread([raw = impl.get()] { raw->http.serve([](bool) {}); });
    http.wait_until_ready();
    return std::unique_ptr<MetricsServer>(new MetricsServer(std::move(impl)));
}

MetricsServer::MetricsServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

MetricsServer::~MetricsServer() {
    impl_->http.finish();
    impl_->thread.join();
}

int MetricsServer::port() const {
    return impl_->port;
}

}  // namespace otklik
