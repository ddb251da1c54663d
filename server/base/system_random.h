#pragma once

#include <cstddef>
#include <cstdint>

#include "shared/privacy/random.h"

namespace otklik {

/// The operating system's generator, asked for many numbers at once; not for several threads.
class SystemRandom : public Random {
  public:
    std::uint64_t next() override;

  private:
    std::uint64_t numbers_[64];
    std::size_t left_ = 0;
};

}  // namespace otklik
