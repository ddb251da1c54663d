// Every random number comes from the seed. A wave's threshold is so high that nothing is mixed before it
// closes: when a mix happens depends on the clock, and the report must not.

#include "server/demo/demonstration.h"

#include <algorithm>

#include "server/demo/respondent.h"
#include "server/intake/intake.h"
#include "server/store/open.h"

namespace otklik {
namespace {

constexpr int kGroup = 500;  // responses stored at once

std::string idFrom(Random& random) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 32; ++i) id += kDigits[random.below(16)];
    return id;
}

/// The day is what it is set to.
struct SetClock : SystemClock {
    std::string day;
    std::string today() const override { return day; }
};

/// One closed wave.
Status addWave(Store& store, const Wave& wave, int responses, double progress, Random& random) {
    Status status = store.openWave(wave);
    for (int left = responses; status.isGood() && left > 0; left -= kGroup) {
        std::vector<Submission> group;
        for (int i = std::min(left, kGroup); i > 0; --i) {
            const Respondent respondent = imagine(*wave.survey, wave.channels, progress, random);
            group.push_back(makeSubmission(wave, idFrom(random), respondent.channel, respondent.answers));
        }
        for (Accepted accepted : store.accept(std::move(group)))
            if (accepted != Accepted::stored)
                return store.health().within("The responses could not be stored: ", ".");
    }
    if (status.isGood()) status = store.stopWave(wave.id);
    if (status.isGood()) status = store.closeWave(wave.id);
    return status;
}

}  // namespace

Status makeDemonstration(Demonstration demonstration) {
    SetClock clock;
    clock.day = demonstration.day;
    SystemDisk disk;
    SeededRandom stored(demonstration.seed), answered(~demonstration.seed);
    auto store = openStore(
        {.folder = demonstration.folder, .random = stored, .clock = clock, .disk = disk, .create = true});
    if (!store) return store.status();
    Wave wave;
    wave.threshold = std::max(wave.threshold, demonstration.responses);
    wave.survey = std::make_shared<const Survey>(std::move(demonstration.survey));
    wave.channels = {"site", "vk", "ok", "kiosk"};
    wave.demonstration = true;
    const int last = std::stoi(demonstration.day.substr(0, 4));
    for (int i = 0; i < demonstration.waves; ++i) {
        wave.id = std::to_string(last - demonstration.waves + 1 + i);
        // The first of the month is a day in every year.
        clock.day = wave.id + demonstration.day.substr(4, 4) + "01";
        const double progress =
            demonstration.waves > 1 ? static_cast<double>(i) / (demonstration.waves - 1) : 1;
        Status status = addWave(**store, wave, demonstration.responses, progress, answered);
        if (!status.isGood()) return status;
    }
    return {};
}

}  // namespace otklik
