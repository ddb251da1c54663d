#pragma once
// The seam through which randomness comes in: the operating system's generator in the server, a fixed one in
// tests.

#include <cstdint>

namespace otklik {

class Random {
  public:
    virtual ~Random() = default;
    /// 64 uniformly random bits.
    virtual std::uint64_t next() = 0;
    /// Uniform in [0, bound), without modulo bias; bound > 0.
    std::uint64_t below(std::uint64_t bound);
};

}  // namespace otklik
