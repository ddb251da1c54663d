#pragma once
// `otklik wave`: open, stop, close and list.

#include <optional>
#include <string>
#include <vector>

#include "server/admin/machine.h"

namespace otklik {

struct WaveOpening {
    Folders folders;
    std::string id, surveyFile;
    std::optional<int> threshold;       ///< B; else 20, of a trial 10
    int graceDays = 30;                 ///< how long after its stop late responses are still taken
    int periodDays = 30;                ///< after how many the sums so far get noise
    std::vector<std::string> channels;  ///< empty: those that every wave has
    bool trial = false;                 ///< its ballot key is kept in the data folder
    bool interim = false;               ///< main figures are published at the end of each period
    bool ifNone = false;                ///< nothing happens where a wave is open
    std::string keyFile, keyPage;       ///< see BallotOptions
};

struct WaveEnding {
    Folders folders;
    std::string id;
    std::string keyFile;      ///< see BallotOptions
    bool withoutKey = false;  ///< closes with the noisy sums alone
    bool yes = false;         ///< what would be asked is answered so
};

/// How many responses there are fewer than, in steps: whoever reads it learns nothing of single ones.
std::int64_t turnoutStep(std::int64_t taken);

/// What a folder's store has.
StatusOr<Snapshot> snapshotIn(const Folders& folders);

// Each says what it did, or why not, and returns the process's exit code.

int openWave(const WaveOpening& opening);
int stopWave(const WaveEnding& ending);
int closeWave(const WaveEnding& ending);
/// Destroys what waits, once it is sure.
int discardWaiting(const WaveEnding& ending);
int listWaves(const Folders& folders);

}  // namespace otklik
