#include "server/base/system_random.h"

#include <sodium.h>

#include <iterator>
#include <utility>

namespace otklik {

std::uint64_t SystemRandom::next() {
    if (left_ == 0) {
        randombytes_buf(numbers_, sizeof numbers_);
        left_ = std::size(numbers_);
    }
    return std::exchange(numbers_[--left_], 0);
}

}  // namespace otklik
