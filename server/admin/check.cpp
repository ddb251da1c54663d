#include "server/admin/check.h"

#include <cstdio>
#include <filesystem>

#include "server/base/file.h"
#include "server/store/database.h"
#include "server/store/record.h"
#include "shared/base/json.h"
#include "shared/stats/tally.h"
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

int checkWave(const Database& database, const std::string& id, const std::string& definition,
              const std::string& channels) {
    auto survey = parseSurvey(definition);
    auto names = parseJson(channels);
    if (!survey || !names) return wrong("wave " + id, survey ? names.problems() : survey.problems());
    const TallyLayout layout(*survey, names->get<std::vector<std::string>>());
    Counts counts(layout.size());
    Statement archive = database.prepare("SELECT body FROM archive WHERE wave=?1");
    archive.bind(1, id);
    while (archive.step() == SQLITE_ROW) {
        const auto response = fromRecord(*survey, archive.text(0));
        if (!response) return wrong("wave " + id, response.problems());
        addCells(layout.cellsOf(response->answers, response->via), counts);
    }
    int different = 0;
    Statement tally = database.prepare("SELECT cell, count FROM tally WHERE wave=?1");
    tally.bind(1, id);
    while (tally.step() == SQLITE_ROW) {
        const int at = layout.position(tally.text(0));
        const Question* open = survey->question(tally.text(0).substr(0, tally.text(0).find('/')));
        // Texts lie apart from the archive and are not tied to responses: their counts cannot be recounted
        // from it.
        if (open && open->isOpen()) continue;
        if (at >= 0 && counts[static_cast<std::size_t>(at)] == tally.number(1)) continue;
        ++different;
        std::fprintf(stderr, "otklik: wave %s: the tally of '%s' differs from a recount\n", id.c_str(),
                     tally.text(0).c_str());
    }
    if (different == 0) std::printf("wave %s: the tally equals a recount\n", id.c_str());
    return different == 0 ? 0 : 1;
}

int checkDatabase(const std::string& path) {
    auto database = Database::open(path, Database::Access::read);
    if (!database) return wrong(path, database.problems());
    Statement integrity = database->prepare("PRAGMA integrity_check");
    if (integrity.step() != SQLITE_ROW || integrity.text(0) != "ok")
        return wrong(path, {{"", "database", "the file is damaged. Restore the latest backup.", 0}});
    int code = 0;
    Statement waves = database->prepare("SELECT id, survey, channels FROM wave ORDER BY opens, id");
    while (waves.step() == SQLITE_ROW)
        code |= checkWave(*database, waves.text(0), waves.text(1), waves.text(2));
    if (code == 0) std::printf("%s: in order\n", path.c_str());
    return code;
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
