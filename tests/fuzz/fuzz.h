#pragma once
// What the targets share: each reads bytes as one parser of outside bytes does, and aborts where what was
// read breaks a promise.

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "shared/survey/definition.h"
#include "shared/text/locale.h"

namespace otklik::fuzz {

inline void require(bool promise) {
    if (!promise) std::abort();
}

inline std::string text(const std::uint8_t* data, std::size_t size) {
    return std::string(reinterpret_cast<const char*>(data), size);
}

inline std::string file(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(std::string(OTKLIK_SOURCE_DIR) + "/" + path, std::ios::binary).rdbuf();
    return bytes.str();
}

inline Survey survey() {
    return std::move(*parseSurvey(file("assets/surveys/order-50-01-05-62.json")));
}

inline const Locale& locale() {
    static const Locale russian = std::move(*Locale::parse(file("assets/locales/ru.json")));
    return russian;
}

}  // namespace otklik::fuzz
