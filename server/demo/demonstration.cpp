// Every random number comes from the seed. A wave's threshold is so high that nothing is mixed before it
// closes: when a mix happens depends on the clock, and the report must not.

#include "server/demo/demonstration.h"

#include <algorithm>

#include "server/demo/respondent.h"
#include "server/intake/intake.h"
#include "server/store/sqlite/sqlite_store.h"

namespace otklik {
namespace {

constexpr int kGroup = 500;  // responses stored at once

std::string idFrom(Random& random) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 32; ++i) id += kDigits[random.below(16)];
    return id;
}

/// One closed wave.
Problems addWave(SqliteStore& store, const Wave& wave, int responses, double progress, Random& random) {
    Problems problems = store.openWave(wave);
    for (int left = responses; problems.empty() && left > 0; left -= kGroup) {
        std::vector<Submission> group;
        for (int i = std::min(left, kGroup); i > 0; --i) {
            const Respondent respondent = imagine(*wave.survey, wave.channels, progress, random);
            group.push_back(makeSubmission(wave, idFrom(random), respondent.channel, respondent.answers));
        }
        for (Accepted accepted : store.accept(std::move(group)))
            if (accepted != Accepted::stored)
                return {{"", "demo", "The responses could not be stored: " + store.trouble() + ".", 0}};
    }
    if (problems.empty()) problems = store.stopWave(wave.id);
    if (problems.empty()) problems = store.closeWave(wave.id);
    return problems;
}

}  // namespace

Result<std::string> makeDemonstration(Demonstration demonstration) {
    std::string day = demonstration.day;
    SeededRandom stored(demonstration.seed), answered(~demonstration.seed);
    auto store =
        SqliteStore::open({.folder = demonstration.folder, .random = &stored, .today = [&] { return day; }});
    if (!store) return store.problems();
    Wave wave;
    wave.threshold = std::max(wave.threshold, demonstration.responses);
    wave.survey = std::make_shared<const Survey>(std::move(demonstration.survey));
    wave.channels = {"site", "vk", "ok", "kiosk"};
    wave.demonstration = true;
    const int last = std::stoi(demonstration.day.substr(0, 4));
    for (int i = 0; i < demonstration.waves; ++i) {
        wave.id = std::to_string(last - demonstration.waves + 1 + i);
        day =
            wave.id + demonstration.day.substr(4, 4) + "01";  // the first of the month is a day in every year
        const double progress =
            demonstration.waves > 1 ? static_cast<double>(i) / (demonstration.waves - 1) : 1;
        Problems problems = addWave(**store, wave, demonstration.responses, progress, answered);
        if (!problems.empty()) return problems;
    }
    return "A demonstration of " + std::to_string(demonstration.waves) + " waves with " +
           std::to_string(demonstration.responses) + " made-up responses each.";
}

}  // namespace otklik
