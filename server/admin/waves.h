#pragma once
// `otklik wave`: open, stop, close and list.

#include <string>
#include <vector>

namespace otklik {

struct WaveOpening {
    std::string folder, id, surveyFile;
    int threshold = 50;                 ///< B: a mix happens at 2B and keeps B back
    int graceDays = 30;                 ///< how long after its stop late responses are still taken
    std::vector<std::string> channels;  ///< empty: those that every wave has
    bool ifNone = false;                ///< nothing happens where a wave is open
};

// Each says what it did, or why not, and returns the process's exit code.

int openWave(const WaveOpening& opening);
int stopWave(const std::string& folder, const std::string& id);
int closeWave(const std::string& folder, const std::string& id);
int listWaves(const std::string& folder);

}  // namespace otklik
