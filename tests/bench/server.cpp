// What the real server is compared with, and databases to measure it on:
//
//   bench_server serve nothing DIR     the same HTTP server, storing nothing
//   bench_server serve single DIR      ... committing one response at a time
//   bench_server serve slow-sync DIR   ... on a disk whose syncs take 5 ms longer
//   bench_server serve slow-single DIR ... both
//   bench_server loop DIR SECONDS FILE the store's statements in a bare loop, 64 a transaction, with rows
//   sealed
//                                      before, for the responses of FILE (one a line, as clients send them)
//   bench_server fill DIR COUNT        responses through the store, mixes included
//   bench_server redact                milliseconds of redacting the texts of one response

#define DOCTEST_CONFIG_IMPLEMENT  // what tests/support.h checks is checked here too
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "server/base/system_random.h"
#include "server/http/server.h"
#include "server/intake/intake.h"
#include "server/store/open.h"
#include "server/store/sqlite/database.h"
#include "server/store/sqlite/rows.h"
#include "shared/text/utf8.h"
#include "tests/server/redactor.h"
#include "tests/server/store/memory_disk.h"
#include "tests/server/store/no_store.h"
#include "tests/server/store/stepped_clock.h"
#include "tests/server/store/submission.h"

using namespace otklik;

namespace {

using Stopwatch = std::chrono::steady_clock;

int fail(const std::string& why) {
    std::fprintf(stderr, "bench_server: %s\n", why.c_str());
    return 1;
}

/// What a store stands on here.
struct Ground {
    SystemRandom random;
    SystemClock clock;
    SystemDisk machineDisk;
    test::MemoryDisk memory;
};

/// Opens the folder's store, with an open wave 2026.
StatusOr<std::unique_ptr<Store>> openWithWave(Ground& ground, const std::string& folder, Disk& disk,
                                              std::size_t groupBound = 1024) {
    std::filesystem::create_directories(folder);
    auto store = openStore({.folder = folder,
                            .keys = keysOf(folder),
                            .random = ground.random,
                            .clock = ground.clock,
                            .disk = disk,
                            .create = true,
                            .groupBound = groupBound});
    if (!store || (*store)->snapshot()->open()) return store;
    Wave wave;
    wave.id = "2026";
    wave.ballotKey = hpke::KeyPair::generate().publicKey();
    wave.channels = {"site", "vk", "ok", "kiosk"};
    wave.survey = std::make_shared<const Survey>(test::orderSurvey());
    if (Status status = (*store)->openWave(wave); !status.isGood()) return status;
    return store;
}

int serve(const std::string& kind, const std::string& folder) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    Ground ground;
    const bool isSlow = kind.starts_with("slow");
    auto store = openWithWave(ground, folder, isSlow ? static_cast<Disk&>(ground.memory) : ground.machineDisk,
                              kind.ends_with("single") ? 1 : 1024);
    if (!store) return fail(store.status().detail());
    if (isSlow) ground.memory.syncMilliseconds = 5;
    // Answers as if it had stored; what is left of the cost is HTTP, parsing, checking and redaction.
    test::NoStore none((*store)->snapshot());
    ServerOptions serving;
    serving.port = 0;
    serving.localesDir = std::string(OTKLIK_SOURCE_DIR) + "/assets/locales";
    serving.limits = {.connections = 0, .responsesPerHour = 1 << 30};
    auto server = HttpServer::create(serving, kind == "nothing" ? static_cast<Store&>(none) : **store,
                                     test::redactor());
    if (!server) return fail(server.problems().front().detail);
    auto port = (*server)->bind();
    if (!port) return fail(port.problems().front().detail);
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

/// What the store keeps of each response in `file` while it waits.
std::vector<std::string> poolBodies(const Wave& wave, const std::string& file) {
    const TallyLayout layout(*wave.survey, wave.channels);
    const SecretKey key = SecretKey::generate();
    std::istringstream lines(test::fileText(file));
    std::vector<std::string> bodies;
    for (std::string line; std::getline(lines, line);) {
        line.replace(line.find("@ID@"), 4, 32, '0');
        auto json = parseJson(line);
        REQUIRE(json);
        auto envelope = openEnvelope(std::move(*json));
        REQUIRE(envelope);
        auto submission = intake(test::NoStore(), test::redactor(), wave, std::move(*envelope));
        REQUIRE(submission);
        const PooledResponse response = takeApart(layout, submission->answers, submission->via);
        bodies.push_back(sealPooled(wave.id, key, response.record));
    }
    return bodies;
}

int loop(const std::string& folder, int seconds, const std::string& file) {
    std::vector<std::string> bodies;
    {
        Ground ground;
        auto store = openWithWave(ground, folder, ground.machineDisk);
        if (!store) return fail(store.status().detail());
        bodies = poolBodies(*(*store)->snapshot()->open(), file);
    }
    SystemDisk disk;
    auto database = Database::open(folder + "/otklik.db", disk);
    if (!database) return fail(database.status().detail());
    Statement seen = database->prepare("INSERT OR IGNORE INTO seen VALUES (?1)");
    Statement pool = database->prepare("INSERT INTO pool VALUES (?1, ?2, ?3)");
    SystemRandom random;
    std::uint64_t stored = 0;
    const auto start = Stopwatch::now(), end = start + std::chrono::seconds(seconds);
    while (Stopwatch::now() < end) {
        Transaction transaction(*database);
        if (!transaction.begin().isGood()) return 1;
        for (int i = 0; i < 64; ++i, ++stored) {
            std::uint64_t key[2] = {random.next(), random.next()};
            const std::string_view bytes(reinterpret_cast<const char*>(key), sizeof key);
            if (!seen.bindBlob(1, bytes).run().isGood()) return 1;
            const std::string& body = bodies[stored % bodies.size()];
            if (pool.bindBlob(1, bytes).bind(2, std::string("2026")).bindBlob(3, body).run().isGood() ==
                false)
                return 1;
        }
        if (!transaction.commit().isGood()) return 1;
    }
    std::printf("%.0f\n", static_cast<double>(stored) /
                              std::chrono::duration<double>(Stopwatch::now() - start).count());
    return 0;
}

/// A wave of `count` responses without texts, as it grows when they come one after the other, mixed by the
/// dozens; says how large the file is, and closes the wave, so that it has figures.
int fill(const std::string& folder, std::uint64_t count) {
    constexpr std::uint64_t kTogether = 25;
    Ground ground;
    test::SteppedClock clock;
    std::filesystem::create_directories(folder);
    auto store = openStore({.folder = folder,
                            .keys = keysOf(folder),
                            .random = ground.random,
                            .clock = clock,
                            .disk = ground.machineDisk,
                            .create = true});
    if (!store) return fail(store.status().detail());
    const hpke::KeyPair key = hpke::KeyPair::generate();
    Wave wave;
    wave.id = "2025";
    wave.ballotKey = key.publicKey();
    wave.channels = {"site", "vk", "ok", "kiosk"};
    wave.survey = std::make_shared<const Survey>(test::orderSurvey());
    if (Status status = (*store)->openWave(wave); !status.isGood()) return fail(status.detail());
    for (std::uint64_t number = 0; number < count;) {
        std::vector<Submission> group;
        for (std::uint64_t i = 0; i < kTogether && number < count; ++i) {
            group.push_back(submission(number++));
            group.back().wave = wave.id;
            for (auto& [name, answer] : group.back().answers) answer.text.clear();
        }
        for (Accepted accepted : (*store)->accept(std::move(group)))
            if (accepted != Accepted::stored) return fail("A response was not stored.");
        clock.step(**store, std::chrono::seconds(1));
        if (number % 100'000 == 0)
            std::fprintf(stderr, "  %llu stored\n", static_cast<unsigned long long>(number));
    }
    std::printf("{\"bytes\":%llu}\n",
                static_cast<unsigned long long>(std::filesystem::file_size(folder + "/otklik.db")));
    Status status = (*store)->stopWave(wave.id);
    if (status.isGood()) status = (*store)->closeWave(wave.id, key);
    return status.isGood() ? 0 : fail(status.detail());
}

/// Usual texts, five texts as long as they may be, five with a name in every second sentence, and five of
/// names alone, each written anew.
int measureRedaction() {
    const std::string usual =
        "Сайт удобный, но в разделе документов ничего не найти. Обращалась к специалисту Радостевой, она "
        "помогла. ";
    std::string plain, named, hostile;
    while (countCodePoints(named) < 2000) named += usual;
    while (countCodePoints(plain) < 1900)
        plain +=
            "Пользуюсь сайтом третий год. Часто не открывается форма записи, а по телефону отвечают, что "
            "нужно ждать. Хотелось бы видеть сроки и понятные объяснения, почему отказали. ";
    plain += usual;
    for (int i = 0; countCodePoints(hostile) < 2000; ++i) {
        hostile += "Кр";
        for (int rest = i; rest > 0; rest /= 8)
            hostile += std::vector<std::string>{
                "а", "о", "е", "ы", "ба", "до", "ри", "ву"}[static_cast<std::size_t>(rest % 8)];
        hostile += "щёков ";
    }
    const auto measure = [](const char* name, const std::string& text, int texts) {
        constexpr int kRounds = 20;
        const auto start = Stopwatch::now();
        for (int i = 0; i < kRounds * texts; ++i) test::redactor().redact(text);
        const std::chrono::duration<double, std::milli> spent = Stopwatch::now() - start;
        std::printf("%-28s %6.2f ms a response\n", name, spent.count() / kRounds);
    };
    test::redactor();
    measure("two usual texts", usual + usual, 2);
    measure("five of 2,000 letters", plain, 5);
    measure("five of 2,000, 20 names each", named, 5);
    measure("five of 2,000, names alone", hostile, 5);
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
    if (count == 2 && std::string(words[1]) == "redact") return measureRedaction();
    std::fprintf(stderr, "bench_server: serve KIND DIR, loop DIR SECONDS FILE, fill DIR COUNT or redact\n");
    return 2;
}
