#include "server/base/place.h"

#include <filesystem>

namespace otklik {

bool isInside(const std::string& path, const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    // weakly_canonical() alone leaves what is missing relative.
    const fs::path outer = fs::weakly_canonical(fs::absolute(folder, error), error).lexically_normal();
    fs::path place = fs::weakly_canonical(fs::absolute(path, error), error).lexically_normal();
    for (;; place = place.parent_path()) {
        // The same folder may be mounted under two names.
        if (place == outer || place / "" == outer || fs::equivalent(place, outer, error)) return true;
        if (!place.has_relative_path()) return false;
    }
}

}  // namespace otklik
