#include "server/base/locale_files.h"

#include <filesystem>

#include "server/base/file.h"

namespace otklik {

Result<Locale> readLocale(const std::string& path) {
    auto text = readFile(path);
    if (!text) return text.problems();
    auto locale = Locale::parse(*text);
    if (locale) return locale;
    Problems problems = locale.problems();
    for (Problem& problem : problems) problem.detail = path + problem.pointer + ": " + problem.detail;
    return problems;
}

Result<LocaleFiles> readLocales(const std::string& folder) {
    LocaleFiles files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".json") continue;
        auto locale = readLocale(entry.path());
        if (!locale) return locale.problems();
        const std::string language = locale->language();
        if (entry.path().stem() != language)
            return Problem::of("file", entry.path().string() + ": a file of \"" + language + "\" is called " +
                                           language + ".json.");
        files.locales.emplace(language, std::move(*locale));
    }
    const auto main = files.locales.find(kMainLanguage);
    if (main == files.locales.end())
        return Problem::of("file", folder + ": no Russian locale (ru.json). Name the folder with --locales.");
    for (auto& [language, locale] : files.locales) {
        if (language == kMainLanguage) continue;
        auto gaps = locale.fillGaps(main->second);
        if (!gaps.empty()) files.gaps.emplace(language, std::move(gaps));
    }
    return files;
}

}  // namespace otklik
