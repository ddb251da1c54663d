// The privacy note is true sentence by sentence: README.md here names the tests that prove each.

#include "tests/support.h"

using namespace otklik;

namespace {

/// Names of all tests of the project, one a line.
std::string allTests() {
    std::string text;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(std::string(OTKLIK_SOURCE_DIR) + "/tests")) {
        const std::string path = file.path().string();
        if (path.find("/node_modules/") != std::string::npos) continue;
        if (path.ends_with("_test.cpp") || path.ends_with(".test.mjs")) text += test::fileText(path);
    }
    return text;
}

}  // namespace

TEST_CASE("Every sentence of the privacy note names tests that exist") {
    const std::string table = test::sourceFile("tests/attacks/README.md"), tests = allTests();
    const Locale russian = test::locale("ru");
    int sentences = 0;
    for (const std::string key : {"privacy.1", "privacy.2", "privacy.3", "privacy.4", "privacy.5",
                                  "privacy.6", "privacy.7", "privacy.not-promised", "privacy.trial"}) {
        REQUIRE(russian.text(key) != key);
        const std::string start = "| " + std::string(key) + " | ";
        const std::size_t at = table.find(start);
        REQUIRE_MESSAGE(at != std::string::npos, key);
        const std::size_t from = at + start.size();
        std::istringstream names(table.substr(from, table.find(" |", from) - from));
        for (std::string name; std::getline(names, name, ';');) {
            name.erase(0, name.find_first_not_of(' '));
            INFO(key, ": ", name);
            CHECK((tests.find("TEST_CASE(\"" + name) != std::string::npos ||
                   tests.find("test('" + name) != std::string::npos ||
                   tests.find("\"" + name) != std::string::npos));
            ++sentences;
        }
    }
    CHECK(sentences >= 12);
    CHECK_MESSAGE(russian.text("privacy.8") == "privacy.8", "a new sentence wants a row in README.md");
}
