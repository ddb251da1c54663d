// A5, A7, A8, A12: whoever watches everything public while people answer, and whoever runs the server and
// reads its log.

#include <chrono>
#include <regex>
#include <set>
#include <utility>

#include "tests/server/server_process.h"

using namespace otklik;
using test::ServerProcess;

namespace {

std::string body(int n, const Json& answers) {
    return Json{{"id", test::numberedId(n)}, {"wave", "2026"}, {"via", nullptr}, {"answers", answers}}.dump();
}

/// All of an answer that could tell something: status, headers, body. The form's fresh id is taken out.
std::string fingerprint(const httplib::Result& answer) {
    REQUIRE(answer);
    std::string text = std::to_string(answer->status);
    std::set<std::string> headers;
    for (const auto& [name, value] : answer->headers)
        if (name != "Connection" && name != "Keep-Alive")  // of the connection, not of the content
            headers.insert(name + ": " + value);
    for (const std::string& header : headers) text += "\n" + header;
    static const std::regex fresh("value=\"[0-9a-f]{32}\"");
    return text + "\n\n" + std::regex_replace(answer->body, fresh, "value=\"\"");
}

const std::vector<std::string> kPublic = {"/",
                                          "/?lang=en",
                                          "/thanks",
                                          "/privacy",
                                          "/results",
                                          "/results?lang=en",
                                          "/results?wave=2026",
                                          "/results/2026",
                                          "/results.json",
                                          "/results.csv",
                                          "/results.csv?dialect=rfc4180",
                                          "/results.csv?layout=tidy",
                                          "/results.codebook.csv",
                                          "/results.svg?chart=sources",
                                          "/results.png?chart=sources",
                                          "/results.xlsx",
                                          "/api/v1/survey",
                                          "/api/v1/aggregates",
                                          "/api/v1/aggregates?wave=2026",
                                          "/healthz",
                                          "/nothing"};

std::int64_t minuteNow() {
    return std::chrono::floor<std::chrono::minutes>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Takes the lines of `metric` out of `figures` and returns them.
std::string takeOut(std::string& figures, const std::string& metric) {
    std::istringstream lines(std::exchange(figures, ""));
    std::string taken;
    for (std::string line; std::getline(lines, line);)
        (line.find(metric) == std::string::npos ? figures : taken) += line + "\n";
    return taken;
}

/// Everything public, as 1,000 people answer: how often each address changed. What became of submissions may
/// change when a minute of the clock turns, so it is watched apart from the other figures.
struct Watched {
    std::map<std::string, int> changes;
    std::set<std::string> answers, memory, counts;
    std::int64_t minutes = 1;  ///< of the clock, that were touched

    explicit Watched(ServerProcess& server) {
        auto client = server.client(), reader = server.client();
        const std::string start = test::fileText(server.log());
        httplib::Client metrics(
            std::string(Json::parse(start.substr(0, start.find('\n')))["metrics"]).substr(0, 22).c_str());
        std::map<std::string, std::string> before;
        const std::int64_t first = minuteNow();
        for (int n = 0; n < 1000; ++n) {
            auto stored = client.Post("/api/v1/responses", body(n, {{"sex", n % 3 ? "male" : "female"}}),
                                      "application/json");
            REQUIRE(stored);
            REQUIRE(stored->status == 201);
            answers.insert(std::regex_replace(fingerprint(stored), std::regex("[0-9a-f]{32}"), ""));
            for (const std::string& address : kPublic) {
                std::string now = fingerprint(reader.Get(address));
                if (before.contains(address)) changes[address] += before[address] != now;
                before[address] = std::move(now);
            }
            std::string figures = metrics.Get("/metrics")->body;
            CHECK(figures.find("otklik_writable 1\n") != std::string::npos);
            memory.insert(takeOut(figures, "process_resident"));
            counts.insert(takeOut(figures, "otklik_submissions_total"));
            changes["/metrics"] += n > 0 && before["/metrics"] != figures;
            before["/metrics"] = std::move(figures);
        }
        minutes = minuteNow() - first + 1;
    }
};

}  // namespace

TEST_CASE("A5: while 1,000 people answer nothing public changes by a byte") {
    ServerProcess server(10, {"--responses-per-hour", "100000", "--metrics-port", "0"});
    const Watched watched(server);
    for (const auto& [address, changes] : watched.changes) {
        INFO(address);
        CHECK(changes == 0);
    }
    CHECK(watched.answers.size() == 1);  // a stored response is answered alike, whatever the number
    CHECK(watched.memory.size() < 10);   // steps of 4 MiB
    CHECK(watched.counts.size() <= static_cast<std::size_t>(watched.minutes));
    server.waitForMix(30);
    CHECK(server.number("SELECT count(*) FROM bundle") > 3);  // which nobody could see
    std::istringstream log(test::fileText(server.log()));
    int lines = 0;
    for (std::string line; std::getline(log, line);) ++lines;
    CHECK(lines == 1);
}

TEST_CASE("A5: a trial changes what shows its figures, at a release, and nothing else") {
    ServerProcess server(10, {"--responses-per-hour", "100000", "--metrics-port", "0"}, true);
    const Watched watched(server);
    const std::int64_t made = server.number("SELECT max(number) FROM release");
    CHECK(made > 2);
    for (const auto& [address, changes] : watched.changes) {
        INFO(address);
        const bool shows = address.find("results") != std::string::npos ||
                           address.find("aggregates") != std::string::npos || address == "/metrics";
        CHECK(changes <= (shows ? made : 0));
    }
    CHECK(watched.answers.size() == 1);
    CHECK(watched.counts.size() <= static_cast<std::size_t>(watched.minutes));
}

TEST_CASE("A7: a release is read alike at every time, after a restart, and with every ETag") {
    ServerProcess server(10);
    auto client = server.client();
    for (int n = 0; n < 120; ++n)  // with fewer the noise may leave no chart
        client.Post("/api/v1/responses", body(n, {{"sex", n % 3 ? "male" : "female"}}), "application/json");
    server.command("wave stop 2026 --key-file " + server.keyFile());
    server.command("wave close 2026 --key-file " + server.keyFile());
    std::set<std::string> pages, numbers, files;
    for (int start = 0; start < 3; ++start) {
        auto again = server.client();
        for (int i = 0; i < 5; ++i) {
            pages.insert(fingerprint(again.Get("/results")));
            for (const char* kind :
                 {"json", "csv", "csv?layout=tidy", "codebook.csv", "xlsx", "svg?chart=sex", "png?chart=sex"})
                files.insert(fingerprint(again.Get("/results." + std::string(kind))));
            numbers.insert(fingerprint(again.Get("/api/v1/aggregates?wave=2026")));
            numbers.insert(
                fingerprint(again.Get("/api/v1/aggregates?wave=2026", {{"If-None-Match", "\"other\""}})));
        }
        server.stop();
        server.start();
    }
    CHECK(pages.size() == 1);
    CHECK(numbers.size() == 1);
    CHECK(files.size() == 7);
}

TEST_CASE("A8: a unanimous wave publishes no figure that says so") {
    ServerProcess server(10);
    auto client = server.client();
    for (int n = 0; n < 300; ++n)
        client.Post("/api/v1/responses",
                    body(n, {{"sex", "female"}, {"findability", {{"site", "yes"}}}, {"sources", {"site"}}}),
                    "application/json");
    server.command("wave stop 2026 --key-file " + server.keyFile());
    server.command("wave close 2026 --key-file " + server.keyFile());
    const Json release = Json::parse(client.Get("/api/v1/aggregates?wave=2026")->body);
    // Nobody said anything else, but hardly a count is what was said.
    int cells = 0, exact = 0;
    for (const Json& question : release["questions"])
        for (const Json& row : question["rows"])
            for (const Json& cell : row["cells"]) {
                ++cells;
                exact += cell["count"] == 0 || cell["count"] == 300;
            }
    CHECK(cells > 50);
    CHECK(exact < cells / 6);  // of zero noise there is one draw in twenty
    const std::string page = client.Get("/results")->body;
    CHECK(page.find("до ") != std::string::npos);
    CHECK(page.find(">0\xC2\xA0%", page.find("<main>")) == std::string::npos);
    CHECK(page.find("скрыто") == std::string::npos);
}

TEST_CASE("A12: whatever the flags, the log holds no visitor") {
    ServerProcess server(
        10, {"--kiosk", "hall", "--kiosk", "desk", "--host", "127.0.0.1", "--metrics-port", "0"}, true);
    auto client = server.client();
    const httplib::Headers headers = {
        {"User-Agent", "mark-agent"}, {"X-Forwarded-For", "203.0.113.7"}, {"Referer", "http://mark"}};
    for (int n = 0; n < 40; ++n)
        client.Post("/api/v1/responses", headers, body(n, {{"seek", "mark-text"}}), "application/json");
    client.Post("/api/v1/responses", headers, "{\"mark-broken", "application/json");
    client.Post("/api/v1/responses", headers, body(7, {{"mark-name", "x"}}), "application/json");
    client.Post("/", headers, "id=mark&wave=2026&q-sex=mark", "application/x-www-form-urlencoded");
    client.Get("/mark-path?via=mark-query", headers);
    server.waitForMix(29);
    server.stop();
    const std::string log = test::fileText(server.log());
    CHECK(log.find("\"event\":\"start\"") != std::string::npos);
    CHECK(log.find("\"event\":\"stop\"") != std::string::npos);
    CHECK(log.find("mark") == std::string::npos);
    CHECK(log.find("203.0.113") == std::string::npos);
    // No line a visitor, of any kind: besides start and stop there are a trial's releases only.
    std::istringstream lines(log);
    std::set<std::string> releases;
    int others = 0;
    for (std::string line; std::getline(lines, line);) {
        const Json json = Json::parse(line);
        if (json["event"] == "release")
            CHECK(releases.insert(json.dump()).second);
        else
            ++others;
    }
    CHECK(others == 2);
    CHECK(releases.size() >= 1);
    CHECK(releases.size() <= 3);
}
