#pragma once
// What several test programs need: the order's own survey, fixed randomness, a folder that removes itself.

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "shared/privacy/random.h"
#include "shared/survey/definition.h"
#include "shared/text/locale.h"

namespace otklik::test {

inline std::string fileText(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::string sourceFile(const std::string& path) {
    return fileText(std::string(OTKLIK_SOURCE_DIR) + "/" + path);
}

inline Survey orderSurvey() {
    auto survey = parseSurvey(sourceFile("assets/surveys/order-50-01-05-62.json"));
    REQUIRE(survey);
    return std::move(*survey);
}

inline Locale locale(const std::string& language) {
    auto locale = Locale::parse(sourceFile("assets/locales/" + language + ".json"));
    REQUIRE(locale);
    return std::move(*locale);
}

/// Those that ship.
inline Locales locales() {
    Locales all;
    for (const char* language : {"ru", "en"}) all.emplace(language, locale(language));
    return all;
}

/// Says that the current test cannot run on this machine, and why; it returns right after. scripts/test lists
/// and counts it as skipped.
inline void skip(const std::string& why) {
    std::printf("SKIPPED %s: %s\n", doctest::getContextOptions()->currentTest->m_name, why.c_str());
}

using FixedRandom = SeededRandom;

/// The id of submission `n`: 32 hexadecimal digits.
inline std::string numberedId(int n) {
    char id[33];
    std::snprintf(id, sizeof id, "%032x", n);
    return id;
}

class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "otklik-test-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        path_ = name;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace otklik::test
