#pragma once
// How a definition's words stand on a screen. What is stored, sent and compared stays as it was written.

#include <string>
#include <string_view>

namespace otklik {

/// Ranges of numbers with an en dash («18–25 лет»), and hyphens at which no line ends before a capital letter
/// and beside a digit («Коми‑Пермяцкого», «5‑балльной»). Numbers of several parts, such as
/// telephones and dates, stay.
std::string typeset(std::string_view text);

}  // namespace otklik
