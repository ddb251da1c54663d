#include "server/admin/check.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "server/admin/ballot.h"
#include "server/admin/check_survey.h"
#include "server/admin/language.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/base/file.h"
#include "server/base/locale_files.h"
#include "server/config/config.h"
#include "server/store/open.h"
#include "shared/base/json.h"
#include "shared/text/locale.h"

namespace otklik {
namespace {

/// From the file beside the one that is checked, else from where the languages are.
Result<Locale> mainLocaleFor(const std::string& path, const Checking& checking) {
    const auto beside = std::filesystem::path(path).parent_path() / (std::string(kMainLanguage) + ".json");
    if (std::filesystem::exists(beside)) return readLocale(beside);
    return localeFor(std::string(kMainLanguage), checking.localesDir);
}

int checkLocale(const std::string& path, const std::string& text, const Checking& checking) {
    auto locale = Locale::parse(text);
    if (!locale) return refuse(path, locale.problems());
    // The main locale is complete by definition; what another one lacks is shown in its words.
    const auto russian = mainLocaleFor(path, checking);
    if (!russian) return refuse(russian.problems().front().detail);
    if (const Problems strangers = locale->strangers(*russian); !strangers.empty())
        return refuse(path, strangers);
    const std::vector<std::string> gaps = locale->fillGaps(*russian);
    for (const std::string& key : gaps) std::printf("%s: lacks %s\n", path.c_str(), key.c_str());
    if (gaps.empty())
        std::printf("%s: complete\n", path.c_str());
    else
        std::printf("%s: %zu texts are lacking and shown in Russian\n", path.c_str(), gaps.size());
    return 0;
}

int checkStore(const std::string& path, const std::string& keyFile) {
    const auto key = readBallotKey({"", keyFile, "", {}});
    if (!key) return refuse(key.status());
    const auto keys = *key ? std::optional<hpke::KeyPair>((*key)->keys()) : std::nullopt;
    if (std::filesystem::is_directory(path)) becomeOwnerOf(path);
    SystemDisk disk;
    auto reader = readStore(path, disk);
    if (!reader) return refuse(reader.status());
    const auto snapshot = (*reader)->snapshot();
    const auto fits = [&](const Wave& wave) {
        return wave.state != WaveState::closed && wave.ballotKey == keys->publicKey();
    };
    if (keys && snapshot && std::none_of(snapshot->waves.begin(), snapshot->waves.end(), fits))
        return refuse("This ballot key is of no wave here that waits to be counted.");
    const bool isInOrder = (*reader)->recount(keys, [](bool isGood, const std::string& what) {
        std::fprintf(isGood ? stdout : stderr, "%s%s\n", isGood ? "" : "otklik: ", what.c_str());
    });
    if (!isInOrder)
        return refuse(path + " is not in order. Restore the latest backup: see otklik restore --help");
    std::printf("%s: in order\n", path.c_str());
    return 0;
}

/// «телефон, адрес»
std::string listed(const std::vector<std::string>& members, const Locale& locale) {
    std::string list;
    for (const std::string& member : members)
        list += (list.empty() ? "" : ", ") + locale.text("check.office." + member) + " (" + member + ")";
    return list;
}

}  // namespace

int checkConfig(const Result<Config>& config, const Checking& checking) {
    const auto locale = localeFor(checking.language, checking.localesDir);
    if (!locale) return refuse(locale.problems());
    if (!config) return refuse(config.problems());
    std::printf("%s\n", locale->text("check.config", {{"file", checking.configFile}}).c_str());
    const std::vector<std::string> missing = unsaid(config->http.office);
    if (!missing.empty())
        std::printf("%s\n",
                    locale->text("check.office-unsaid", {{"what", listed(missing, *locale)}}).c_str());
    return 0;
}

int checkFile(const Checking& checking) {
    const bool isOfSurvey = checking.isJson || !checking.against.empty();
    const auto notOfSurvey = [&] {
        return refuse(checking.file + ": --json and --against are for definitions of surveys.");
    };
    if (std::filesystem::is_directory(checking.file))
        return isOfSurvey ? notOfSurvey() : checkStore(checking.file, checking.keyFile);
    auto text = readFile(checking.file);
    if (!text) return refuse(text.problems().front().detail);
    if (text->rfind("SQLite format 3", 0) == 0)
        return isOfSurvey ? notOfSurvey() : checkStore(checking.file, checking.keyFile);
    const auto json = parseJson(*text);
    const bool isLocale = json && json->is_object() && json->contains("texts");
    if (isLocale) return isOfSurvey ? notOfSurvey() : checkLocale(checking.file, *text, checking);
    return checkSurvey(checking, *text);
}

}  // namespace otklik
