#pragma once
// The store as the rest of the server sees it. One writer commits; readers hold immutable snapshots.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/privacy/release.h"
#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

enum class WaveState { open, stopped, closed };

struct Wave {
    std::string id;  ///< 1 to 32 of a-z, 0-9, '-'
    WaveState state = WaveState::open;
    std::string opens, stops, closes;      ///< ISO days; stops and closes empty while not set
    int threshold = 50;                    ///< B: a mix happens at 2B and keeps B back
    int graceDays = 30;                    ///< how long after stop late responses are still taken
    std::shared_ptr<const Survey> survey;  ///< as it was when the wave opened
    std::vector<std::string> channels;     ///< where people may come from; fixed for the wave
    bool demonstration = false;  ///< its responses are made up; a store has only such waves, or none
};

/// A response ready to be stored: validated, redacted, normalised.
struct Submission {
    std::string id;  ///< 32 lower-case hex digits
    std::string wave;
    std::string via;  ///< one of the wave's channels, or empty
    Answers answers;
};

enum class Accepted {
    stored,
    repeated,
    closed,
    unavailable,
    full,
    unknown  ///< a wave that this store does not have: it may be the wrong folder
};

/// What readers see: swapped as a whole at a release or a change of waves, never changed in place.
struct Snapshot {
    std::vector<Wave> waves;        ///< newest last
    std::vector<Release> releases;  ///< the latest of each wave that has one, in the order of waves
    const Wave* open() const;       ///< nullptr where none is open
    bool isDemonstration() const;
    const Wave* wave(std::string_view id) const;
    const Release* release(std::string_view wave) const;
    /// The wave whose figures say most about now: the open one once it has a release, before that the last
    /// closed one that published figures, else the open one; nullptr where there is none.
    const Wave* toShow() const;
};

class Store {
  public:
    virtual ~Store() = default;

    /// Stores each submission once; returns in order, after the commit that holds them is durable. `full`:
    /// the queue is at its bound; `unavailable`: the store cannot write now. Blocks the calling thread until
    /// its commit.
    virtual std::vector<Accepted> accept(std::vector<Submission> submissions) = 0;

    virtual std::shared_ptr<const Snapshot> snapshot() const = 0;

    /// Why nothing can be stored until the process starts anew; empty while writes may work.
    virtual std::string trouble() const = 0;
    /// Why the latest write failed, where that can pass by itself, such as a full disk; empty once one works,
    /// which is tried every second.
    virtual std::string failure() const = 0;
};

}  // namespace otklik
