#pragma once

#include <string>

#include "shared/base/result.h"

namespace otklik {

/// Reads a whole file; a problem with its name where that fails.
Result<std::string> readFile(const std::string& path);

}  // namespace otklik
