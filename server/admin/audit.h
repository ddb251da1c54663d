#pragma once
// Who did what, and what came of it: one line a command in DIR/audit.log, for its owner alone. It tells the
// day and no hour, and nothing of a response.

#include <string>

#include "server/admin/machine.h"

namespace otklik {

/// {"day": "2026-11-28", "uid": 1000, "do": "wave close", "what": "2026", "result": "done"}; `what` may be
/// empty. Where there is no database, nothing is noted; where the line cannot be written, that is said, and
/// the command stays as it went.
void audit(const Folders& folders, const std::string& command, const std::string& what, bool isDone);

/// Whoever runs the command, before it becomes the folder's owner: of a sudo, who called it.
unsigned callingUser();

}  // namespace otklik
