#pragma once

#include "server/base/system_random.h"
#include "server/store/open.h"

namespace otklik {

/// The folders of a store.
struct Folders {
    std::string data = "data";
    std::string namedKeys;  ///< with --keys; empty: what belongs to the data folder

    std::string keys() const { return namedKeys.empty() ? keysOf(data) : namedKeys; }
};

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
