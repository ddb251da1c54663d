#pragma once
// Bytes as lower-case hexadecimal digits.

#include <cstddef>
#include <string>
#include <string_view>

namespace otklik {

std::string toHex(std::string_view bytes);

/// Empty where `hex` is not two digits a byte.
std::string fromHex(std::string_view hex);

/// Of so many bytes that nobody can guess.
std::string randomHex(std::size_t bytes);

}  // namespace otklik
