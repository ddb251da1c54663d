#pragma once
// JSON from outside: bounded in size and depth before a tree is built. Files that only pass JSON on
// include <nlohmann/json_fwd.hpp> instead.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "shared/base/result.h"

namespace otklik {

using Json = nlohmann::json;

/// What is taken from outside.
struct JsonBounds {
    std::size_t depth = 32;          ///< nesting of arrays and objects
    std::size_t values = 1'000'000;  ///< a value of two bytes takes a hundred in memory
};

/// Parses UTF-8 JSON text. Fails with code "not-json" (and the byte offset in the detail), "too-deep",
/// "too-many" (values), or "duplicate-member" (two members of one name in an object mean different things to
/// different parsers).
Result<Json> parseJson(std::string_view text, JsonBounds bounds = {});

/// True for an array of strings alone.
bool isListOfStrings(const Json& json);

/// Reads a string member of an object; `fallback` where it is absent or not a string.
std::string stringMember(const Json& object, const char* name, std::string_view fallback = "");

}  // namespace otklik
