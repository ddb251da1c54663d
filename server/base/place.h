#pragma once

#include <string>

namespace otklik {

/// True where `path` is `folder` or lies in it, or would once it is made: by whatever links, dots and mounts
/// either is named.
bool isInside(const std::string& path, const std::string& folder);

}  // namespace otklik
