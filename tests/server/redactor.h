#pragma once
// The redactor that tests of the server share: its dictionary is read once a program.

#include <cstdio>
#include <cstdlib>

#include "server/redact/redactor.h"

namespace otklik::test {

inline const Redactor& redactor() {
    static const auto redactor = Redactor::open();
    if (redactor) return **redactor;
    std::fprintf(stderr, "%s\n", redactor.problems().front().detail.c_str());
    std::abort();
}

}  // namespace otklik::test
