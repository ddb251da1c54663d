// Rejection sampling: values in the incomplete last stretch are drawn again.

#include "shared/privacy/random.h"

namespace otklik {

std::uint64_t Random::below(std::uint64_t bound) {
    const std::uint64_t rest = (0 - bound) % bound;  // 2^64 mod bound
    for (;;) {
        const std::uint64_t value = next();
        if (value >= rest) return value % bound;
    }
}

}  // namespace otklik
