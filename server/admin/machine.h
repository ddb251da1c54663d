#pragma once

#include "server/base/system_random.h"
#include "server/config/config.h"
#include "server/store/open.h"

namespace otklik {

/// What a command stands on: the machine's clock, disk and randomness.
struct Machine {
    SystemClock clock;
    SystemDisk disk;
    SystemRandom random;

    StoreOptions options(const Folders& folders) {
        return {folders.data, folders.keys(), random, clock, disk};
    }
};

}  // namespace otklik
