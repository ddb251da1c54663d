#pragma once

#include <string>
#include <string_view>

namespace otklik {

/// Escapes one member name for use in a JSON pointer ('~' and '/', RFC 6901).
std::string pointerToken(std::string_view name);

}  // namespace otklik
