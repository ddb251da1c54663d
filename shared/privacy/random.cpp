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

std::uint64_t SeededRandom::next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

}  // namespace otklik
