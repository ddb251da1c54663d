#pragma once
// The command line: every command with its flags and what each may be. What a command does is in a file of
// its own; nothing of it happens before the whole line is understood.

#include <string>
#include <vector>

namespace otklik {

/// Runs one command; returns the process's exit code: 0 done, 1 refused with the reason on the standard
/// error, 2 not understood, with what is expected.
int runCommand(const std::vector<std::string>& line);

}  // namespace otklik
