// Periods: what is counted with noise every 30 days, for a ballot key that gets lost.

#include <cmath>

#include "server/store/sqlite/rows.h"
#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::StoreInMemory;

namespace {

const TallyLayout& layout() {
    static const Wave wave = test::orderWave();
    static const TallyLayout layout(*wave.survey, wave.channels);
    return layout;
}

std::vector<Counts> noisyOf(StoreInMemory& opened) {
    auto database = Database::read(opened.file(), opened.disk);
    REQUIRE(database);
    auto noisy = readNoisy(*database, "2026", layout());
    REQUIRE(noisy);
    return std::move(*noisy);
}

Period periodOf(StoreInMemory& opened) {
    auto database = Database::read(opened.file(), opened.disk);
    REQUIRE(database);
    const auto number = readPeriodNumber(*database, "2026");
    REQUIRE(number);
    const auto key = SecretKey::fromBytes(
        *opened.disk.read(opened.keys() + "/2026." + std::to_string(*number) + ".period", 32));
    REQUIRE(key);
    auto period = readPeriod(*database, "2026", layout(), *key);
    REQUIRE(period);
    return std::move(*period);
}

void toDay(StoreInMemory& opened, const std::string& day) {
    opened.clock.setDay(day);
    opened.second();
    opened.second();
}

}  // namespace

TEST_CASE("A period's noisy counts are of who came in it, whenever they were mixed") {
    StoreInMemory opened(10);
    opened.acceptMany(0, 100);  // some are mixed, at least ten wait
    opened.second();
    toDay(opened, "2026-03-31");
    opened.acceptMany(100, 140);
    opened.second();
    toDay(opened, "2026-04-30");
    const auto noisy = noisyOf(opened);
    REQUIRE(noisy.size() == 2);
    const auto seek = static_cast<std::size_t>(layout().position("seek//"));
    CHECK(std::abs(static_cast<double>(noisy[0][seek]) - 100) < 90);  // over five SDs
    CHECK(std::abs(static_cast<double>(noisy[1][seek]) - 40) < 90);
    double squares = 0;
    for (std::size_t i = 0; i < noisy[1].size(); ++i) {
        const std::string& key = layout().keys()[i];
        const bool isEverybody =
            key.empty() || key == "seek//" || key == "sex//" || key.starts_with("channel//");
        if (!isEverybody && !key.starts_with("sex//"))
            squares += static_cast<double>(noisy[1][i] * noisy[1][i]) / static_cast<double>(noisy[1].size());
    }
    CHECK(std::sqrt(squares) == doctest::Approx(16).epsilon(0.2));  // two draws, where nobody answered
}

TEST_CASE("A tally has its noise from the beginning: the keys never open an exact count") {
    double squares = 0;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        StoreInMemory opened(10);
        opened.close();
        opened.random = test::FixedRandom(seed);
        Wave wave = test::orderWave();
        wave.id = "2027";
        REQUIRE(opened.store->openWave(wave).isGood());
        auto database = Database::read(opened.file(), opened.disk);
        const auto key = SecretKey::fromBytes(*opened.disk.read(opened.keys() + "/2027.1.period", 32));
        const auto period = readPeriod(*database, "2027", layout(), *key);
        REQUIRE(period);
        REQUIRE(period->tally.size() == layout().mainSize());
        for (const std::int64_t count : period->tally)
            squares += static_cast<double>(count * count) / static_cast<double>(period->tally.size());
    }
    CHECK(std::sqrt(squares / 4) == doctest::Approx(11.3).epsilon(0.2));
}

TEST_CASE("Who has read the tally does not learn from the noisy counts who came since") {
    StoreInMemory opened(10);
    opened.mixOnce();
    Counts seen = periodOf(opened).tally;
    opened.mixOnce();
    const Counts before = periodOf(opened).tally;  // what the keys open at the last moment
    toDay(opened, "2026-03-31");
    const Counts noisy = noisyOf(opened).at(0);
    double squares = 0;
    int cells = 0;
    for (std::size_t i = 0; i < noisy.size(); ++i) {
        const std::string& key = layout().keys()[i];
        if (!key.starts_with("ease/") && !key.starts_with("satisfaction/")) continue;  // nobody answered
        squares += std::pow(static_cast<double>(noisy[i] - before[i]), 2);
        ++cells;
    }
    CHECK(std::sqrt(squares / cells) == doctest::Approx(11.3).epsilon(0.35));
    CHECK(seen != before);
}

TEST_CASE("A trial's tally is exact: its figures get noise at each release") {
    StoreInMemory opened(10, true);
    opened.mixOnce();
    CHECK(periodOf(opened).tally[0] == opened.mixed());
}

TEST_CASE("A period ends on its day, though nobody comes, and the next begins with what waits subtracted") {
    StoreInMemory opened(10);
    opened.acceptMany(0, 15);
    toDay(opened, "2026-03-30");
    CHECK(noisyOf(opened).empty());
    toDay(opened, "2026-03-31");
    CHECK(noisyOf(opened).size() == 1);
    CHECK(periodOf(opened).begins == "2026-03-31");
    opened.mixOnce();
    opened.close();
    CHECK(opened.mixed() == 45);
}

TEST_CASE("A period ends at four in the morning of the office's day, when nobody is at the terminal") {
    StoreInMemory opened(10);
    opened.clock.setDay("2026-03-31", 3);
    opened.second();
    opened.second();
    CHECK(noisyOf(opened).empty());
    opened.clock.setDay("2026-03-31", 4);
    opened.second();
    opened.second();
    CHECK(noisyOf(opened).size() == 1);
}

TEST_CASE("Where it was decided so, the main figures of all periods are published when one ends, and stay") {
    StoreInMemory opened(10);
    opened.close();
    Wave wave = test::orderWave();
    wave.id = "2027", wave.interim = true;
    REQUIRE(opened.store->openWave(wave).isGood());
    const auto release = [&] {
        const Release* found = opened.store->snapshot()->release("2027");
        return found ? std::optional(*found) : std::nullopt;
    };
    const auto takeMany = [&](int from, int to) {
        std::vector<Submission> submissions;
        for (int n = from; n < to; ++n) {
            submissions.push_back(
                test::submission(test::numberedId(n), {{"sex", n % 2 ? "male" : "female"}}));
            submissions.back().wave = "2027";
        }
        opened.store->accept(std::move(submissions));
    };
    takeMany(1000, 1300);
    opened.second();
    CHECK_FALSE(release());
    toDay(opened, "2026-03-31");
    REQUIRE(release());
    const Release first = *release();
    CHECK(first.number == 1);
    CHECK_FALSE(first.final);
    CHECK(first.day == "2026-03-31");
    CHECK(first.noise.counts == 1601);
    CHECK(first.groups.empty());
    CHECK(std::abs(static_cast<double>(first.responses) - 300) < 90);
    takeMany(1300, 1400);
    opened.second();
    CHECK(toJson(*release()) == toJson(first));  // a mix says nothing in public
    toDay(opened, "2026-04-30");
    CHECK(release()->number == 2);
    CHECK(release()->noise.counts == 2264);  // of two periods
    CHECK(std::abs(static_cast<double>(release()->responses) - 400) < 130);
    opened.store.reset();
    opened.open();
    CHECK(release()->number == 2);  // after a restart, too
    REQUIRE(opened.store->stopWave("2027").isGood());
    REQUIRE(opened.store->closeWave("2027", test::ballotKey()).isGood());
    CHECK(release()->number == 3);
    CHECK(release()->noise.counts == 800);
}

TEST_CASE("Periods that nobody saw end are one, and the clock set back ends none") {
    StoreInMemory opened(10);
    toDay(opened, "2026-08-01");
    CHECK(noisyOf(opened).size() == 1);
    CHECK(periodOf(opened).begins == "2026-07-29");
    toDay(opened, "2025-01-01");
    CHECK(noisyOf(opened).size() == 1);
}

TEST_CASE("Every mix and every end of a period changes the key") {
    StoreInMemory opened(10);
    CHECK(periodOf(opened).number == 1);
    opened.mixOnce();
    CHECK(periodOf(opened).number == 2);
    toDay(opened, "2026-03-31");
    CHECK(periodOf(opened).number == 3);
}

TEST_CASE("A restored wave counts no periods any more, and without its ballot key has nothing to publish") {
    StoreInMemory opened(10);
    opened.mixOnce();
    toDay(opened, "2026-03-31");
    CHECK(noisyOf(opened).size() == 1);
    REQUIRE(opened.store->backup("/copy.db").isGood());
    opened.store.reset();
    auto copy = readCopy("/copy.db", opened.disk);
    REQUIRE(restoreStore(**copy, opened.data(), opened.keys(), opened.disk,
                         [](const std::string&) -> StatusOr<bool> { return false; }));
    opened.open();
    CHECK_FALSE(periodOf(opened).isCounting);
    toDay(opened, "2026-06-01");
    CHECK(noisyOf(opened).size() == 1);
    REQUIRE(opened.store->stopWave("2026").isGood());
    const Status status = opened.store->closeWave("2026", std::nullopt);
    CHECK(status.detail().find("are not whole") != std::string::npos);
    CHECK(opened.store->closeWave("2026", test::ballotKey()).isGood());
}
