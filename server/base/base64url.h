#pragma once
// Bytes in text that JSON and addresses carry as it is: base64url (RFC 4648, 5), without '=' at its end.

#include <optional>
#include <string>
#include <string_view>

namespace otklik {

std::string toBase64url(std::string_view bytes);

/// Nothing where `text` is not exactly what toBase64url() makes of some bytes.
std::optional<std::string> fromBase64url(std::string_view text);

}  // namespace otklik
