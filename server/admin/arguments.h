#pragma once
// A command line of flags with values and plain words.

#include <map>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace otklik {

struct Arguments {
    std::vector<std::string> words;
    std::map<std::string, std::vector<std::string>> flags;  // a flag without a value holds ""

    bool has(const std::string& flag) const { return flags.contains(flag); }
    std::string get(const std::string& flag, const std::string& fallback = "") const;
    /// The flag as a whole number; a problem that names the flag where it is not one.
    Result<int> number(const std::string& flag, int fallback) const;
};

/// `known` lists flags; a trailing '=' marks those that take a value (--port 8080 or --port=8080).
Result<Arguments> parseArguments(const std::vector<std::string>& line, const std::vector<std::string>& known);

}  // namespace otklik
