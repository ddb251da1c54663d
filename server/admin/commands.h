#pragma once
// The command line: serve, wave, export, import, backup, check, demo.

#include <string>
#include <vector>

namespace otklik {

/// Runs one command; returns the process's exit code: 0 done, 1 refused with the reason on stderr, 2 wrong
/// usage.
int runCommand(const std::vector<std::string>& line);

}  // namespace otklik
