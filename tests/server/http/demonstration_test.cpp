// Made-up responses: the same from the same seed, never beside real ones, and marked wherever they are shown.

#include "server/demo/demonstration.h"

#include "server/report/report_input.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/report/report_html.h"
#include "tests/support.h"

using namespace otklik;
using test::TemporaryFolder;

namespace {

Result<std::string> make(const TemporaryFolder& folder, int responses, int waves, std::uint64_t seed) {
    return makeDemonstration({folder.path(), test::orderSurvey(), responses, waves, seed, "2026-11-24"});
}

std::shared_ptr<const Snapshot> snapshotOf(const TemporaryFolder& folder) {
    SystemRandom random;
    auto store = SqliteStore::open({folder.path(), &random, [] { return std::string("2026-11-24"); }});
    REQUIRE(store);
    return (*store)->snapshot();
}

}  // namespace

TEST_CASE("The same seed makes the same waves, one a year up to this one; another seed makes others") {
    TemporaryFolder one, same, other;
    REQUIRE(make(one, 300, 2, 5));
    REQUIRE(make(same, 300, 2, 5));
    REQUIRE(make(other, 300, 2, 6));
    const auto waves = snapshotOf(one), again = snapshotOf(same), different = snapshotOf(other);
    REQUIRE(waves->waves.size() == 2);
    CHECK(waves->waves[0].id == "2025");
    CHECK(waves->waves[1].id == "2026");
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(waves->waves[i].state == WaveState::closed);
        CHECK(waves->releases[i].final);
        CHECK(waves->releases[i].number == 1);  // when a mix happens depends on the clock: there was none
        CHECK(toJson(waves->releases[i]) == toJson(again->releases[i]));
        CHECK(toJson(waves->releases[i]) != toJson(different->releases[i]));
    }
}

TEST_CASE("A demonstration says so on its page, a real wave does not") {
    TemporaryFolder folder, real;
    REQUIRE(make(folder, 100, 1, 1));
    const Locale russian = test::locale("ru");
    const auto page = [&](const std::shared_ptr<const Snapshot>& snapshot) {
        return reportHtml(makeReport(reportInput(*snapshot, "2026"), russian), russian);
    };
    CHECK(page(snapshotOf(folder)).find("Демонстрация") != std::string::npos);
    Snapshot wave = *snapshotOf(folder);
    wave.waves.front().demonstration = false;
    CHECK(page(std::make_shared<const Snapshot>(wave)).find("Демонстрация") == std::string::npos);
}

TEST_CASE("Made-up and real responses never share a folder") {
    TemporaryFolder folder;
    Wave wave;
    wave.id = "2020";
    wave.survey = std::make_shared<const Survey>(test::orderSurvey());
    SystemRandom random;
    const auto open = [&] {
        return SqliteStore::open({folder.path(), &random, [] { return std::string("2020-01-01"); }});
    };
    REQUIRE((*open())->openWave(wave).empty());
    auto refused = make(folder, 100, 1, 1);
    CHECK_FALSE(refused);
    CHECK(refused.problems().front().detail.find("--data") != std::string::npos);
    CHECK(snapshotOf(folder)->waves.size() == 1);

    TemporaryFolder made;
    REQUIRE(make(made, 100, 1, 1));
    auto store = SqliteStore::open({made.path(), &random, [] { return std::string("2020-01-01"); }});
    CHECK_FALSE((*store)->openWave(wave).empty());
}

TEST_CASE("A demonstration may be of nobody, or of one: then it shows what a real wave would") {
    for (int responses : {0, 1}) {
        TemporaryFolder folder;
        REQUIRE(make(folder, responses, 1, 1));
        CHECK(snapshotOf(folder)->releases.front().tooFew);
    }
}
