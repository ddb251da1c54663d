#include "server/admin/check.h"

#include <cstdio>
#include <filesystem>

#include "server/admin/recount.h"
#include "server/base/file.h"
#include "shared/base/json.h"
#include "shared/survey/survey.h"
#include "shared/text/locale.h"

namespace otklik {
namespace {

int wrong(const std::string& path, const Problems& problems) {
    for (const Problem& problem : problems)
        std::fprintf(stderr, "otklik: %s%s: %s\n", path.c_str(), problem.pointer.c_str(),
                     problem.detail.c_str());
    return 1;
}

int checkLocale(const std::string& path, const std::string& text) {
    auto locale = Locale::parse(text);
    if (!locale) return wrong(path, locale.problems());
    // The Russian locale beside it is complete by definition; what another one lacks is shown in Russian.
    auto reference = readFile(std::filesystem::path(path).parent_path() / "ru.json");
    auto russian = reference ? Locale::parse(*reference) : Result<Locale>(reference.problems());
    if (!russian) return wrong(path, russian.problems());
    const std::vector<std::string> missing = locale->missing(*russian);
    for (const std::string& key : missing)
        std::fprintf(stderr, "otklik: %s: lacks %s\n", path.c_str(), key.c_str());
    if (missing.empty()) std::printf("%s: complete\n", path.c_str());
    return missing.empty() ? 0 : 1;
}

int checkSurvey(const std::string& path, const std::string& text) {
    auto survey = parseSurvey(text);
    if (!survey) return wrong(path, survey.problems());
    for (const std::string& warning : survey->warnings)
        std::printf("%s: %s\n", path.c_str(), warning.c_str());
    std::printf("%s: a survey of %zu questions\n", path.c_str(), survey->questions.size());
    return 0;
}

}  // namespace

int checkFile(const std::string& path) {
    if (std::filesystem::is_directory(path)) return checkDatabase(path + "/otklik.db");
    auto text = readFile(path);
    if (!text) return wrong(path, text.problems());
    if (text->rfind("SQLite format 3", 0) == 0) return checkDatabase(path);
    auto json = parseJson(*text);
    if (!json) return wrong(path, json.problems());
    return json->is_object() && json->contains("texts") ? checkLocale(path, *text) : checkSurvey(path, *text);
}

}  // namespace otklik
