#pragma once
// The one table of what HTTP says to what the store says, on the form and in the API.

#include "server/store/store.h"

namespace otklik {

struct Outcome {
    int status;
    const char* detail;   ///< for programs; empty where it is stored
    int retryAfter;       ///< seconds; 0: trying again is of no use, or not needed
    const char* problem;  ///< for people: a text "problem.…" of the locale
    bool isStored() const { return status < 300; }
};

Outcome outcomeOf(Accepted accepted);

}  // namespace otklik
