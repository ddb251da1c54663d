#pragma once
// What a command asks of the person at the terminal. Questions stand on the standard error: the standard
// output is what the command did. Neither side waits in a buffer, where a key would stay in memory.

#include <optional>
#include <string>
#include <string_view>

namespace otklik {

inline constexpr std::size_t kMostTyped = 256;  ///< bytes of a line; the rest of a longer one is thrown away

void show(std::string_view text);

/// The next line of the standard input, without its end; nothing where the input has ended.
std::optional<std::string> typedLine();

/// True after "y" or "yes", or unasked where `yes`. Everything else is a no, and so is the end of the input.
bool confirm(const std::string& question, bool yes);

}  // namespace otklik
