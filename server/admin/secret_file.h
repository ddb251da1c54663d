#pragma once
// The files that hold a ballot key. They are their owner's only, and never lie beside what the key opens: who
// steals the server's folder, or a copy of it, must not get the key with it.

#include <string>
#include <string_view>
#include <vector>

#include "server/store/status.h"

namespace otklik {

inline constexpr std::size_t kMostSecretBytes = 4096;  ///< of a file that is read

// Both refuse what lies, or would lie, inside one of `forbiddenFolders`, by whatever links and dots it is
// named, and whether it and they exist or not.

/// Writes a new file that lasts through a power cut. Refused: a name that there is, a link included.
Status writeSecretFile(const std::string& path, std::string_view text,
                       const std::vector<std::string>& forbiddenFolders);

/// The text of a file; to be wiped. Refused: more than kMostSecretBytes.
StatusOr<std::string> readSecretFile(const std::string& path,
                                     const std::vector<std::string>& forbiddenFolders);

}  // namespace otklik
