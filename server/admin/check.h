#pragma once

#include <string>

namespace otklik {

/// Checks a survey definition or a locale (JSON), or a store's folder or copy, whose figures it counts again.
/// 0: all is well; 1: what is wrong is on stderr, with the file and the JSON pointer.
int checkFile(const std::string& path);

}  // namespace otklik
