// Every random number that a figure depends on comes from the seed, and time passes by the number of times
// that it is looked at: when a mix happens, and so what is drawn after it, depends on nothing else.

#include "server/demo/demonstration.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "server/demo/respondent.h"
#include "server/intake/intake.h"
#include "server/seal/ballot_key.h"
#include "server/store/open.h"

namespace otklik {
namespace {

constexpr int kGroup = 500;     // responses stored at once
constexpr int kStepsOfMix = 6;  // more than it has: what the writer is asked meanwhile comes between them

std::string idFrom(Random& random) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 32; ++i) id += kDigits[random.below(16)];
    return id;
}

/// The day is what it is set to; a second passes at each look.
struct SetClock : SystemClock {
    mutable std::atomic<std::int64_t> looks = 0;
    std::string today() const override {
        std::lock_guard guard(mutex_);
        return day_;
    }
    Moment now() const override { return Moment(std::chrono::seconds(++looks)); }
    void set(const std::string& day) {
        std::lock_guard guard(mutex_);
        day_ = day;
    }
    void wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Moment until,
              const std::function<bool()>& ready) override {
        if (until != Moment{}) wake.wait(lock, ready);
    }

  private:
    mutable std::mutex mutex_;  // guards everything below
    std::string day_;
};

/// One closed wave.
Status addWave(Store& store, const Redactor& redactor, const Wave& wave, const hpke::KeyPair& ballotKey,
               int responses, double progress, Random& random) {
    Status status = store.openWave(wave);
    for (int left = responses; status.isGood() && left > 0; left -= kGroup) {
        std::vector<Submission> group;
        for (int i = std::min(left, kGroup); i > 0; --i) {
            const Respondent respondent = imagine(*wave.survey, wave.channels, progress, random);
            group.push_back(
                makeSubmission(redactor, wave, idFrom(random), respondent.channel, respondent.answers));
        }
        for (Accepted accepted : store.accept(std::move(group)))
            if (accepted != Accepted::stored)
                return store.health().within("The responses could not be stored: ", ".");
        for (int step = 0; step < kStepsOfMix; ++step) store.accept({});  // before anything else comes
    }
    if (status.isGood()) status = store.stopWave(wave.id);
    if (status.isGood()) status = store.closeWave(wave.id, ballotKey);
    return status;
}

}  // namespace

Status makeDemonstration(Demonstration demonstration, const Redactor& redactor) {
    SetClock clock;
    clock.set(demonstration.day);
    SystemDisk disk;
    SeededRandom stored(demonstration.seed), answered(~demonstration.seed);
    auto store = openStore({.folder = demonstration.folder,
                            .keys = demonstration.keys,
                            .random = stored,
                            .clock = clock,
                            .disk = disk,
                            .create = true});
    if (!store) return store.status();
    Wave wave;
    const hpke::KeyPair ballotKey =
        BallotKey::generate(answered).keys();  // nobody needs it any more afterwards
    wave.ballotKey = ballotKey.publicKey();
    wave.survey = std::make_shared<const Survey>(std::move(demonstration.survey));
    wave.channels = {"site", "vk", "ok", "kiosk"};
    wave.demonstration = true;
    const int last = std::stoi(demonstration.day.substr(0, 4));
    for (int i = 0; i < demonstration.waves; ++i) {
        wave.id = std::to_string(last - demonstration.waves + 1 + i);
        // The first of the month is a day in every year.
        clock.set(wave.id + demonstration.day.substr(4, 4) + "01");
        const double progress =
            demonstration.waves > 1 ? static_cast<double>(i) / (demonstration.waves - 1) : 1;
        Status status =
            addWave(**store, redactor, wave, ballotKey, demonstration.responses, progress, answered);
        if (!status.isGood()) return status;
    }
    return {};
}

}  // namespace otklik
