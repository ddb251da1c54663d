#pragma once
// JSON from outside: bounded in size and depth before a tree is built. Files that only pass JSON on
// include <nlohmann/json_fwd.hpp> instead.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "shared/base/result.h"

namespace otklik {

using Json = nlohmann::json;

inline constexpr std::size_t kMaxJsonDepth = 32;  ///< nesting of arrays and objects in anything we read

/// Parses UTF-8 JSON text. Fails with code "not-json" (and the byte offset in the detail), "too-deep",
/// or "duplicate-member" (two members of one name in an object mean different things to different parsers).
Result<Json> parseJson(std::string_view text, std::size_t maxDepth = kMaxJsonDepth);

/// Escapes one member name for use in a JSON pointer ('~' and '/', RFC 6901).
std::string pointerToken(std::string_view name);

/// Reads a string member of an object; `fallback` where it is absent or not a string.
std::string stringMember(const Json& object, const char* name, std::string_view fallback = "");

}  // namespace otklik
