#pragma once

#include <string>
#include <string_view>

namespace otklik {

/// Escapes text for HTML content and quoted attributes.
std::string escapeHtml(std::string_view text);

}  // namespace otklik
