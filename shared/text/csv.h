#pragma once
// Fields of comma-separated values. Always holds: nothing that people wrote is a formula for a
// spreadsheet program.

#include <string>

namespace otklik {

/// Quoted; what a spreadsheet program would take for a formula begins with an apostrophe.
std::string csvText(std::string text);

/// Quoted as it is: for what this program writes itself, such as a change of «+6,7».
std::string csvQuoted(const std::string& text);

/// A number with as many decimals as it has, one at most, and this decimal mark; unquoted.
std::string csvNumber(double value, char decimalMark);

}  // namespace otklik
