#pragma once
// The seam through which randomness comes in: the operating system's generator in the server, a fixed one in
// tests.

#include <cstdint>
#include <utility>
#include <vector>

namespace otklik {

class Random {
  public:
    virtual ~Random() = default;
    /// 64 uniformly random bits.
    virtual std::uint64_t next() = 0;
    /// Uniform in [0, bound), without modulo bias; bound > 0.
    std::uint64_t below(std::uint64_t bound);
};

/// Puts items into an order of which every one is as likely.
template <typename T>
void shuffle(std::vector<T>& items, Random& random) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers in every run, for tests and demonstrations
/// only.
class SeededRandom : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() override;

  private:
    std::uint64_t state_;
};

}  // namespace otklik
