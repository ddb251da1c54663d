#pragma once
// Days, the only time that is ever stored.

#include <string>
#include <string_view>

namespace otklik {

/// Today in UTC, "2026-11-24".
std::string today();

/// `day` and `days` later; `day` itself where it is not a date.
std::string daysLater(std::string_view day, int days);

}  // namespace otklik
