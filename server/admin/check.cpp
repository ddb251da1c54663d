#include "server/admin/check.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "server/admin/ballot.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/base/file.h"
#include "server/store/open.h"
#include "shared/base/json.h"
#include "shared/privacy/budget.h"
#include "shared/stats/interval.h"
#include "shared/survey/definition.h"
#include "shared/text/locale.h"

namespace otklik {
namespace {

int checkLocale(const std::string& path, const std::string& text) {
    auto locale = Locale::parse(text);
    if (!locale) return refuse(path, locale.problems());
    // The Russian locale beside it is complete by definition; what another one lacks is shown in Russian.
    auto reference = readFile(std::filesystem::path(path).parent_path() / "ru.json");
    auto russian = reference ? Locale::parse(*reference) : Result<Locale>(reference.problems());
    if (!russian) return refuse(path, russian.problems());
    const std::vector<std::string> missing = locale->missing(*russian);
    for (const std::string& key : missing)
        std::fprintf(stderr, "otklik: %s: lacks %s\n", path.c_str(), key.c_str());
    if (missing.empty()) std::printf("%s: complete\n", path.c_str());
    return missing.empty() ? 0 : 1;
}

/// What anonymity costs this form: the longer it is, the more noise keeps one person unseen.
void tellNoise(const Survey& survey) {
    constexpr std::size_t kUsualChannels = 4;
    const Noise noise = noiseFor(survey, kUsualChannels);
    const double sigma = static_cast<double>(noise.main) / 100;
    std::printf(
        "Noise in each published count: SD %.2f%s. A share of one half is then known, with 95 %% certainty, "
        "to\n",
        sigma, noise == Noise{} ? ", the least there is" : "; a shorter form has less");
    for (const int responses : {100, 300, 1000})
        std::printf("  +-%2.0f percentage points with %d responses\n", 100 * precisionOf(responses, sigma),
                    responses);
    const auto percent = [](double sum) { return 100 * rightGuess(sum); };
    std::printf(
        "Who knows all other answers and everything published guesses right, of 100 times, at most: one "
        "question's "
        "answer %.0f, whether somebody took part %.0f, which of two whole responses %.0f\n",
        percent(spentOnQuestion(survey, kUsualChannels, noise)),
        percent(spent(survey, kUsualChannels, noise).response),
        percent(spent(survey, kUsualChannels, noise).two));
}

int checkSurvey(const std::string& path, const std::string& text) {
    auto survey = parseSurvey(text);
    if (!survey) return refuse(path, survey.problems());
    for (const Problem& warning : survey->warnings)
        std::printf("%s: %s: %s\n", path.c_str(), warning.pointer.c_str(), warning.detail.c_str());
    std::printf("%s: a survey of %zu questions\n", path.c_str(), survey->questions.size());
    tellNoise(*survey);
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

}  // namespace

int checkFile(const std::string& path, const std::string& keyFile) {
    if (std::filesystem::is_directory(path)) return checkStore(path, keyFile);
    auto text = readFile(path);
    if (!text) return refuse(text.problems().front().detail);
    if (text->rfind("SQLite format 3", 0) == 0) return checkStore(path, keyFile);
    auto json = parseJson(*text);
    if (!json) return refuse(path, json.problems());
    return json->is_object() && json->contains("texts") ? checkLocale(path, *text) : checkSurvey(path, *text);
}

}  // namespace otklik
