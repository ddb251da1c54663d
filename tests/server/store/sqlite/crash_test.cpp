// The process dies between any two SQL statements of a wave's life: nothing acknowledged is lost, nothing is
// doubled.

#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "server/store/sqlite/bundle.h"
#include "tests/server/store/opened_store.h"

using namespace otklik;

namespace {

constexpr int kResponses = 34, kThreshold = 10;
constexpr int kDied = 9;

int statementsLeft = 0;  // until this process dies

/// Called by SQLite for every connection that the store opens: counts its statements.
int countStatements(sqlite3* database, const char**, const sqlite3_api_routines*) {
    return sqlite3_trace_v2(
        database, SQLITE_TRACE_STMT,
        [](unsigned, void*, void*, void*) {
            if (--statementsLeft < 0) _exit(kDied);
            return 0;
        },
        nullptr);
}

Submission numbered(int n) {
    return test::submission(test::numberedId(n), {{"sex", "male"}, {"seek", "слово"}});
}

/// What a store stands on in one process.
struct Process {
    test::FixedRandom random;
    SystemClock clock;
    SystemDisk disk;

    StatusOr<std::unique_ptr<Store>> open(const std::string& folder, bool create) {
        return openStore({.folder = folder,
                          .keys = folder + "-keys",
                          .random = random,
                          .clock = clock,
                          .disk = disk,
                          .create = create});
    }
};

/// A wave's whole life; writes the number of every acknowledged response to `acknowledged`.
void live(const std::string& folder, const std::string& survey, int acknowledged) {
    Process process{test::FixedRandom(5), {}, {}};
    auto store = process.open(folder, true);
    if (!store) _exit(1);
    Wave wave;
    wave.id = "2026";
    wave.threshold = kThreshold;
    wave.channels = {"site"};
    wave.trial = true;  // for the releases
    wave.ballotKey = test::ballotKey().publicKey();
    wave.survey = std::make_shared<const Survey>(*parseSurvey(survey));
    if (!(*store)->openWave(wave).isGood()) _exit(1);
    for (int n = 0; n < kResponses; ++n)
        if ((*store)->accept({numbered(n)}).front() == Accepted::stored &&
            write(acknowledged, &n, sizeof n) < 0)
            _exit(1);
    if (!(*store)->stopWave("2026").isGood() || !(*store)->closeWave("2026", test::ballotKey()).isGood())
        _exit(1);
}

}  // namespace

TEST_CASE("A crash between any two statements loses nothing and doubles nothing") {
    const std::string survey = test::sourceFile("assets/surveys/order-50-01-05-62.json");
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(countStatements));
    std::set<std::string> states;  // how far the lives came
    bool died = true;
    for (int statement = 1; died; statement += 7) {
        test::TemporaryFolder folder;
        int pipes[2];
        REQUIRE(pipe(pipes) == 0);
        const pid_t child = fork();
        if (child == 0) {
            statementsLeft = statement;
            live(folder.path(), survey, pipes[1]);
            _exit(0);
        }
        close(pipes[1]);
        std::vector<int> acknowledged;
        for (int n; read(pipes[0], &n, sizeof n) == sizeof n;) acknowledged.push_back(n);
        close(pipes[0]);
        int status = 0;
        waitpid(child, &status, 0);
        REQUIRE(WIFEXITED(status));
        died = WEXITSTATUS(status) == kDied;
        REQUIRE((died || WEXITSTATUS(status) == 0));

        statementsLeft = 1'000'000;
        Process process{test::FixedRandom(6), {}, {}};
        auto store = process.open(folder.path(), acknowledged.empty());
        INFO("died before statement ", statement);
        REQUIRE(store);
        const auto snapshot = (*store)->snapshot();
        const Wave* wave = snapshot->wave("2026");
        REQUIRE((wave || acknowledged.empty()));
        if (wave && wave->state != WaveState::closed)
            for (int n : acknowledged) CHECK((*store)->accept({numbered(n)}).front() == Accepted::repeated);
        *store = nullptr;
        std::filesystem::remove_all(folder.path() + "-keys");
        auto database = Database::read(folder.path() + "/otklik.db", process.disk);
        REQUIRE(database);
        Statement counts = database->prepare(
            "SELECT (SELECT count(*) FROM seen), (SELECT count(*) FROM pool), (SELECT ifnull(sum(mixed), 0) "
            "FROM turnout), (SELECT count(*) FROM text), (SELECT count(*) FROM bundle), "
            "(SELECT count(*) FROM release)");
        REQUIRE(counts.next());
        CHECK(counts.number(0) == counts.number(1) + counts.number(2));
        CHECK(counts.number(0) >= static_cast<int>(acknowledged.size()));
        const bool isClosed = wave && wave->state == WaveState::closed;
        std::int64_t texts = counts.number(3);
        if (wave && !isClosed) {
            const TallyLayout layout(*wave->survey, wave->channels);
            BundleSum bundles(layout, "2026", test::ballotKey());
            REQUIRE(bundles.add(*database).isGood());
            CHECK(bundles.sum().counts[0] == counts.number(2));  // counted once each
            texts = static_cast<std::int64_t>(bundles.sum().texts.size());
        }
        CHECK(texts == counts.number(2));  // one text each
        states.insert(!wave ? "none"
                            : std::to_string(static_cast<int>(wave->state)) + "/" +
                                  (counts.number(5) > 0 ? "released" : "new"));
    }
    sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(countStatements));
    // Deaths were spread over a life: no wave yet, open, open with a release, stopped, closed.
    CHECK(states == std::set<std::string>{"none", "0/new", "0/released", "1/released", "2/released"});
}
