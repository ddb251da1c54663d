#pragma once
// What a command says: what it did on the standard output, what is wrong on the standard error, each line
// after the program's name. All return the process's exit code.

#include <string>
#include <string_view>

#include "server/store/status.h"
#include "shared/base/json.h"
#include "shared/base/result.h"

namespace otklik {

/// Nothing that a terminal would obey, and nothing that turns the direction of writing.
std::string printable(std::string_view text);

/// 1, with the reason.
int refuse(const std::string& why);
int refuse(const Status& status);
/// 1, with the reasons, each of which says where it is.
int refuse(const Problems& problems);
/// 1, with the reasons and where they are in `file`.
int refuse(const std::string& file, const Problems& problems);
/// What carryOut() answered: 0, or 1 where it names problems.
int say(const Json& answer);

}  // namespace otklik
