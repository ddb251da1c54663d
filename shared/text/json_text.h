#pragma once

#include <string>
#include <string_view>

namespace otklik {

/// UTF-8 text as a string of JSON, in its quotes, for what writes JSON without a library of it.
std::string jsonText(std::string_view text);

}  // namespace otklik
