#include "server/admin/language.h"

#include <cstdlib>

#include "server/base/file.h"

namespace otklik {

std::string languageOfMachine() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value)
            return std::string_view(value).starts_with("ru") ? "ru" : "en";
    return "en";
}

Result<Locale> localeFor(const std::string& language, const std::string& folder) {
    auto text = readFile(folder + "/" + (language.empty() ? languageOfMachine() : language) + ".json");
    return text ? Locale::parse(*text) : Result<Locale>(text.problems());
}

}  // namespace otklik
