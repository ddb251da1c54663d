#pragma once
// Names and values of a survey are any text. Where the world outside wants a word (an element's id, a form's
// field, an address), it gets a token of the text; nothing takes one apart again.

#include <string>
#include <string_view>

namespace otklik {

/// Text that has no ASCII but A-Z, a-z, 0-9, _ and single hyphens within, every other byte of ASCII as a dot
/// and two hexadecimal digits; what is beyond ASCII stays. Different texts give different tokens, and none
/// holds "--" or ends in a hyphen, so that tokens joined by "--" differ where any part does.
std::string token(std::string_view text);

}  // namespace otklik
