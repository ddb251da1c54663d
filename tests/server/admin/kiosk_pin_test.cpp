// The line that gives a terminal its staff's PIN: what stands in it, and which PINs are refused. That the
// panel opens with it is tried in a browser (tests/browser/kiosk.test.mjs).

#include <regex>

#include "tests/server/program.h"

using namespace otklik;
using test::runOtklik;

namespace {

/// The line for `pin`, and nothing else that the program said.
std::string lineFor(const std::string& pin) {
    const test::Ran ran = runOtklik("kiosk-pin", pin + "\n" + pin + "\n");
    CHECK(ran.code == 0);
    std::smatch found;
    REQUIRE(std::regex_search(ran.said, found, std::regex("PIN='600000\\.[\\w-]{22}\\.[\\w-]{43}'\n")));
    return found.str();
}

}  // namespace

TEST_CASE("A PIN becomes a salted slow hash, another one each time, and stands nowhere itself") {
    const std::string line = lineFor("271828");
    CHECK(line != lineFor("271828"));
    CHECK_FALSE(runOtklik("kiosk-pin", "271828\n271828\n").says("271828"));
    CHECK_FALSE(lineFor("271828182845").empty());
}

TEST_CASE(
    "A PIN that is short, long, no number, tried first or mistyped is refused, and no line is written") {
    const std::pair<const char*, const char*> wrong[] = {
        {"", "The input ended"},         {"\n", "6 to 12 digits"},
        {"27182\n", "6 to 12 digits"},   {"2718281828459\n", "6 to 12 digits"},
        {"27182x\n", "digits only"},     {"000000\n", "in a row"},
        {"123456\n", "in a row"},        {"987654\n", "in a row"},
        {"271828\n", "The input ended"}, {"271828\n314159\n", "differ"},
    };
    for (const auto& [typed, why] : wrong) {
        INFO(typed);
        const test::Ran ran = runOtklik("kiosk-pin", typed);
        CHECK(ran.code == 1);
        CHECK(ran.says(why));
        CHECK_FALSE(ran.says("PIN='"));
    }
}
