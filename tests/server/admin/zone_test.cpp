// Days are the office's, wherever the machine's clock thinks it is.

#include "tests/server/program.h"

using namespace otklik;

namespace {

constexpr std::time_t kLastSecond = 1'798'743'599;  // 2026-12-31T18:59:59Z

struct InZone {
    explicit InZone(const std::string& name) { REQUIRE(useTimeZone(name)); }
    ~InZone() { useTimeZone(kTimeZone); }
};

}  // namespace

TEST_CASE("The ministry's day and year end at its midnight, five hours before that of UTC") {
    const InZone zone(kTimeZone);
    CHECK(localTime(kLastSecond).day == "2026-12-31");
    CHECK(localTime(kLastSecond).hour == 23);
    CHECK(localTime(kLastSecond + 1).day == "2027-01-01");
    CHECK(localTime(kLastSecond + 1).hour == 0);
}

TEST_CASE("Another office's zone is as good, with its summer time") {
    const InZone zone("Europe/Lisbon");
    CHECK(localTime(kLastSecond + 1).day == "2026-12-31");
    CHECK(localTime(1'782'860'400).day == "2026-07-01");  // 2026-06-30T23:00:00Z, an hour ahead
}

TEST_CASE("A zone that the machine does not know is refused with what is expected") {
    for (const std::string name : {"Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Asia", "\"\""}) {
        const auto ran = test::runOtklik("wave list --timezone " + name);
        CHECK_MESSAGE(ran.code == 2, name);
        if (name != "\"\"") CHECK(ran.says("Asia/Yekaterinburg"));
    }
    CHECK(test::runOtklik("wave list --data /nowhere --timezone Asia/Yekaterinburg").code != 2);
}
