#include "server/admin/language.h"

#include <cstdlib>
#include <cstring>

#include "server/base/locale_files.h"

namespace otklik {
namespace {

const std::string kOfCommands = "en";

}  // namespace

std::string languageOfMachine() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value) {
            const std::string language(value, std::strcspn(value, "_.@"));
            return language == "C" || language == "POSIX" ? kOfCommands : language;
        }
    return kOfCommands;
}

Result<Locale> localeFor(const std::string& language, const std::string& folder) {
    auto files = readLocales(folder);
    if (!files) return files.problems();
    auto found = files->locales.find(language.empty() ? languageOfMachine() : language);
    if (found == files->locales.end() && language.empty()) found = files->locales.find(kOfCommands);
    if (found != files->locales.end()) return std::move(found->second);
    std::string known;
    for (const auto& [each, locale] : files->locales) known += (known.empty() ? "" : ", ") + each;
    return Problem::of("file", "The language " + language + " is none of: " + known + ".");
}

}  // namespace otklik
