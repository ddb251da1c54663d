#pragma once
// Fields of comma-separated values. Always holds: no field is a formula for a spreadsheet program, whatever
// people wrote.

#include <string>

namespace otklik {

/// Quoted; what a spreadsheet program would take for a formula begins with an apostrophe.
std::string csvText(std::string text);

/// A number with as many decimals as it has, one at most, and this decimal mark; unquoted.
std::string csvNumber(double value, char decimalMark);

}  // namespace otklik
