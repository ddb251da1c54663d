#pragma once
// Fields of comma-separated values. Always holds: nothing that people wrote is a formula for a
// spreadsheet program.

#include <string>

namespace otklik {

/// What a spreadsheet program could take for a formula begins with an apostrophe: also where the sign is
/// full-width, or stands behind what nobody sees, which programs drop.
std::string formulaAsText(std::string text);

/// Quoted, and never a formula.
std::string csvText(std::string text);

/// Quoted as it is: for what this program writes itself, such as a change of «+6,7».
std::string csvQuoted(const std::string& text);

/// A number with as many decimals as it has, one at most, and this decimal mark; unquoted.
std::string csvNumber(double value, char decimalMark);

}  // namespace otklik
