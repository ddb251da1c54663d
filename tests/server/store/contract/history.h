#pragma once
// The store's contract, played: devices that repeat themselves, answers that get lost, clocks that jump,
// disks that fill up or fail, machines that die, mixes, closings, copies. What happens is drawn from a seed;
// what must hold is written down here and nowhere says how a store keeps anything:
//
//   what was acknowledged is stored, once, whatever happened afterwards
//   what was counted adds up to what was taken
//   a release that somebody has seen never changes
//   a copy knows all that was acknowledged before it
//   what waits can be destroyed, and then is counted nowhere, and not taken again
//   before a wave is closed no text of it can be read; afterwards each lies in one place, and texts of too
//   few in none

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/store/open.h"
#include "tests/server/store/memory_disk.h"
#include "tests/server/store/stepped_clock.h"

namespace otklik::test {

class History {
  public:
    static constexpr int kMostResponses = 60, kThreshold = 10;

    explicit History(std::uint64_t seed) : random_(seed), stored_(~seed) {}

    /// Plays to the end. Empty, or what did not hold, each in a sentence.
    std::vector<std::string> play();
    /// What happened, a line each.
    const std::vector<std::string>& events() const { return events_; }
    /// How much of what matters happened, by name, for a test that the histories are worth playing.
    const std::map<std::string, int>& played() const { return played_; }

  private:
    struct Response {
        std::string wave;
        bool isAcknowledged = false;
        bool isDiscarded = false;  ///< perhaps: it may have waited when what waits was destroyed
    };
    struct KnownWave {
        WaveState state;
        bool isUnsure = false;  ///< a change of its state failed half-way
    };

    void open();
    void happen();
    void send();
    void repeatSome();
    Accepted accept(int number, const std::string& wave, bool isAnswerLost);
    void judge(Accepted accepted, int number, const std::string& wave);
    void fillDisk();
    void failSyncs();
    void endAfterSome();
    void crash(bool isPowerCut);
    void restart();
    void passTime();
    void jumpClock();
    void changeWave();
    void discard();
    void copy();
    void finish();
    void closeAll();
    void checkPlaces();
    void checkTexts();
    void checkCopy(const std::map<int, Response>& then);
    void lookAround();

    bool mayFail() const;
    std::string openWaveName() const;
    bool chance(std::uint64_t outOf) { return random_.below(outOf) == 0; }
    void note(const std::string& event) { events_.push_back(event); }
    void find(const std::string& finding) { findings_.push_back(finding); }

    SeededRandom random_, stored_;
    MemoryDisk disk_;
    SteppedClock clock_;
    std::unique_ptr<Store> store_;
    std::shared_ptr<const Snapshot> seen_;  ///< the latest that somebody has looked at
    std::map<int, Response> responses_;     ///< that were sent, by number
    std::map<std::string, KnownWave> waves_;
    std::map<std::string, std::string> releases_;  ///< that somebody has seen, by wave and number
    std::vector<std::string> events_, findings_;
    std::map<std::string, int> played_;
};

}  // namespace otklik::test
