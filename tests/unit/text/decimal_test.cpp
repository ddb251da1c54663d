// Numbers as the client reads them, beside the C library's own reading.

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include "shared/base/decimal.h"

using otklik::parseDecimal;

namespace {

double parsed(const std::string& text, std::size_t* length = nullptr) {
    const char* end = nullptr;
    const double value = parseDecimal(text.c_str(), &end);
    if (length) *length = static_cast<std::size_t>(end - text.c_str());
    return value;
}

}  // namespace

TEST_CASE("What we write is read exactly") {
    std::mt19937 random(1);
    for (int i = 0; i < 20000; ++i) {
        const std::string whole = std::to_string(random() % 1'000'000'000);
        const std::string text = (i % 2 ? "-" : "") + whole.substr(0, 5) + "." + whole +
                                 (i % 3 ? "" : "e-" + std::to_string(i % 7));
        CHECK_MESSAGE(parsed(text) == std::strtod(text.c_str(), nullptr), text);
    }
}

TEST_CASE("More digits than a double has are read to a few units of the last place, whatever the power") {
    std::mt19937_64 random(2);
    for (int i = 0; i < 20000; ++i) {
        const std::string text = std::to_string(random()) + std::to_string(random()) + "." +
                                 std::to_string(random()) + "e" + std::to_string(i % 600 - 320);
        const double exact = std::strtod(text.c_str(), nullptr);
        if (!std::isnormal(exact)) continue;
        CHECK_MESSAGE(std::fabs(parsed(text) / exact - 1) < 1e-14, text);
    }
    CHECK(parsed("1e400") == std::numeric_limits<double>::infinity());
    CHECK(parsed("1e99999999999999999999") == std::numeric_limits<double>::infinity());
    CHECK(parsed("1e-99999999999999999999") == 0);
    CHECK(parsed("0e99999") == 0);
    CHECK(parsed("0.000000000000000000000000000001") == doctest::Approx(1e-30).epsilon(1e-14));
}

TEST_CASE("It ends where the number ends, and where there is none it does not begin") {
    for (const char* text : {"", "-", ".", "e5", "abc", "-.", "1", "1.", ".5", "1.5.5", "1e", "1e+", "1e5x",
                             "12abc", "1-2", "+7", "1e-2e3"}) {
        char* end = nullptr;
        const double expected = std::strtod(text, &end);
        std::size_t length = 0;
        CHECK_MESSAGE(parsed(text, &length) == expected, text);
        CHECK_MESSAGE(length == static_cast<std::size_t>(end - text), text);
    }
}
