#pragma once

#include <string>

namespace otklik {

/// Checks a survey definition or a locale (JSON), or a store's folder or copy, of which it compares what can
/// be compared; with the ballot key in `keyFile`, if that is not empty, also what only that opens. 0: all is
/// well; 1: what is wrong is on stderr, with the file and the JSON pointer.
int checkFile(const std::string& path, const std::string& keyFile);

}  // namespace otklik
