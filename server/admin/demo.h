#pragma once
// `otklik demo`: see server/demo/demonstration.h.

#include <string>

#include "server/admin/machine.h"
#include "server/demo/demonstration.h"

namespace otklik {

struct DemoOptions {
    Folders folders;
    std::string surveyFile;
    int responses = 1000, waves = 3, seed = 1;
};

/// Says what was made, or why not, and returns the process's exit code.
int demo(const DemoOptions& options);

}  // namespace otklik
