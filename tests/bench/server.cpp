// What the real server is compared with, and databases to measure it on:
//
//   bench_server serve nothing DIR     the same HTTP server, storing nothing
//   bench_server serve single DIR      ... committing one response at a time
//   bench_server serve slow-sync DIR   ... on a disk whose syncs take 5 ms longer
//   bench_server serve slow-single DIR ... both
//   bench_server loop DIR SECONDS FILE the store's statements in a bare loop, 64 a transaction, for the
//   responses of
//                                      FILE (one a line, as clients send them)
//   bench_server fill DIR COUNT        responses through the store, mixes included

#define DOCTEST_CONFIG_IMPLEMENT  // what tests/support.h checks is checked here too
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "server/intake/intake.h"
#include "server/http/server.h"
#include "server/store/calendar.h"
#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/store/fault_vfs.h"
#include "tests/server/store/submission.h"

using namespace otklik;

namespace {

using Clock = std::chrono::steady_clock;

/// Answers as if it had stored; what is left of the cost is HTTP, parsing, checking and redaction.
class NoStore : public Store {
  public:
    explicit NoStore(std::shared_ptr<const Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}
    std::vector<Accepted> accept(std::vector<Submission> submissions) override {
        return std::vector<Accepted>(submissions.size(), Accepted::stored);
    }
    std::shared_ptr<const Snapshot> snapshot() const override { return snapshot_; }
    std::string trouble() const override { return ""; }
    std::string failure() const override { return ""; }

  private:
    std::shared_ptr<const Snapshot> snapshot_;
};

int fail(const Problems& problems) {
    std::fprintf(stderr, "bench_server: %s\n", problems.front().detail.c_str());
    return 1;
}

/// Opens the folder's store, with an open wave 2026.
Result<std::unique_ptr<SqliteStore>> openStore(const std::string& folder, StoreOptions options = {}) {
    static SystemRandom random;
    options.folder = folder;
    options.random = &random;
    options.today = today;
    std::filesystem::create_directories(options.folder);
    auto store = SqliteStore::open(std::move(options));
    if (!store || (*store)->snapshot()->open()) return store;
    Wave wave;
    wave.id = "2026";
    wave.channels = {"site", "vk", "ok", "kiosk"};
    wave.survey = std::make_shared<const Survey>(test::orderSurvey());
    Problems problems = (*store)->openWave(wave);
    if (!problems.empty()) return problems;
    return store;
}

int serve(const std::string& kind, const std::string& folder) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    StoreOptions options;
    if (kind.ends_with("single")) options.groupBound = 1;
    if (kind.starts_with("slow")) {
        test::FaultVfs::instance().syncMilliseconds = 5;
        options.vfs = test::FaultVfs::kName;
    }
    auto store = openStore(folder, std::move(options));
    if (!store) return fail(store.problems());
    NoStore none((*store)->snapshot());
    ServerOptions serving;
    serving.port = 0;
    serving.localesDir = std::string(OTKLIK_SOURCE_DIR) + "/assets/locales";
    serving.limits = {.connections = 0, .responsesPerHour = 1 << 30};
    auto server = HttpServer::create(serving, kind == "nothing" ? static_cast<Store&>(none) : **store);
    if (!server) return fail(server.problems());
    auto port = (*server)->bind();
    if (!port) return fail(port.problems());
    std::printf("{\"event\":\"start\",\"address\":\"http://127.0.0.1:%d/\"}\n", *port);
    std::fflush(stdout);
    std::thread stopper([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        (*server)->stop();
    });
    (*server)->run();
    stopper.join();
    return 0;
}

Submission submission(std::uint64_t number) {
    char id[33];
    std::snprintf(id, sizeof id, "%032llx", static_cast<unsigned long long>(number));
    const Json answers = {{"sources", {"site", "vk"}},
                          {"frequency", {{"site", "always"}, {"vk", "sometimes"}, {"ok", "never"}}},
                          {"findability", {{"site", "yes"}, {"vk", number % 3 ? "yes" : "no"}}},
                          {"ease", {{"site", std::to_string(1 + number % 5)}, {"vk", "4"}}},
                          {"seek", "Где найти расписание приёма?"},
                          {"change-content", "Больше новостей о программах поддержки."},
                          {"satisfaction", {{"site", std::to_string(1 + number % 5)}, {"vk", "5"}}},
                          {"status", "citizen"},
                          {"sex", number % 2 ? "male" : "female"},
                          {"age", "36-45"},
                          {"education", "higher"}};
    return test::submission(id, answers);
}

/// What the store keeps of each response in `file`.
std::vector<std::string> poolBodies(const Wave& wave, const std::string& file) {
    const TallyLayout layout(*wave.survey, wave.channels);
    std::istringstream lines(test::fileText(file));
    std::vector<std::string> bodies;
    for (std::string line; std::getline(lines, line);) {
        line.replace(line.find("@ID@"), 4, 32, '0');
        auto json = parseJson(line);
        REQUIRE(json);
        auto envelope = openEnvelope(std::move(*json));
        REQUIRE(envelope);
        auto submission = intake(wave, std::move(*envelope));
        REQUIRE(submission);
        bodies.push_back(takeApart(layout, std::move(submission->answers), submission->via).body);
    }
    return bodies;
}

int loop(const std::string& folder, int seconds, const std::string& file) {
    std::vector<std::string> bodies;
    {
        auto store = openStore(folder);
        if (!store) return fail(store.problems());
        bodies = poolBodies(*(*store)->snapshot()->open(), file);
    }
    auto database = Database::open(folder + "/otklik.db", Database::Access::write);
    if (!database) return fail(database.problems());
    Statement seen = database->prepare("INSERT OR IGNORE INTO seen VALUES (?1)");
    Statement pool = database->prepare("INSERT INTO pool VALUES (?1, ?2, ?3)");
    SystemRandom random;
    std::uint64_t stored = 0;
    const auto start = Clock::now(), end = start + std::chrono::seconds(seconds);
    while (Clock::now() < end) {
        database->run("BEGIN IMMEDIATE");
        for (int i = 0; i < 64; ++i, ++stored) {
            std::uint64_t key[2] = {random.next(), random.next()};
            const std::string_view bytes(reinterpret_cast<const char*>(key), sizeof key);
            if (seen.bindBlob(1, bytes).run() != SQLITE_OK) return 1;
            const std::string& body = bodies[stored % bodies.size()];
            if (pool.bindBlob(1, bytes).bind(2, std::string("2026")).bind(3, body).run() != SQLITE_OK)
                return 1;
        }
        if (database->run("COMMIT") != SQLITE_OK) return 1;
    }
    std::printf("%.0f\n",
                static_cast<double>(stored) / std::chrono::duration<double>(Clock::now() - start).count());
    return 0;
}

int fill(const std::string& folder, std::uint64_t count) {
    auto store = openStore(folder);
    if (!store) return fail(store.problems());
    for (std::uint64_t number = 0; number < count;) {
        std::vector<Submission> group;
        for (int i = 0; i < 1000 && number < count; ++i) group.push_back(submission(number++));
        for (Accepted accepted : (*store)->accept(std::move(group)))
            if (accepted != Accepted::stored) return fail({{"", "fill", "A response was not stored.", 0}});
        if (number % 100000 == 0)
            std::fprintf(stderr, "  %llu stored\n", static_cast<unsigned long long>(number));
    }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    doctest::Context checks;
    checks.setAsDefaultForAssertsOutOfTestCases();
    checks.setAssertHandler([](const doctest::AssertData& failed) {
        std::fprintf(stderr, "bench_server: %s:%d: %s does not hold\n", failed.m_file, failed.m_line,
                     failed.m_expr);
        std::exit(1);
    });
    const std::string mode = count > 2 ? words[1] : "";
    if (mode == "serve" && count == 4) return serve(words[2], words[3]);
    if (mode == "loop" && count == 5) return loop(words[2], std::atoi(words[3]), words[4]);
    if (mode == "fill" && count == 4) return fill(words[2], std::strtoull(words[3], nullptr, 10));
    std::fprintf(stderr, "bench_server: serve KIND DIR, loop DIR SECONDS FILE or fill DIR COUNT\n");
    return 2;
}
