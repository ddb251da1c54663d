#pragma once
// What the administrator asks of a store, as JSON: {"do": "wave-open", …}. The same requests go straight to a
// store that this process opened, or through a socket to the server that has it open.

#include <string>

#include "server/admin/machine.h"
#include "server/redact/redactor.h"
#include "server/store/store.h"
#include "shared/base/json.h"

namespace otklik {

/// What requests are carried out on; all of it must outlive the call.
struct Workplace {
    Store& store;
    Folders folders;
    Clock& clock;
    const Redactor* redactor = nullptr;  ///< the server's; where there is none, an import opens one
};

/// Carries a request out: {"said": "…"} with what was done and what comes next, or {"problems": ["…"]}. A
/// backup's answer names the copy under "file", and under "identity" which file that is.
Json carryOut(const Workplace& workplace, const Json& request);

}  // namespace otklik
