#pragma once
// Fields of comma-separated values. Always holds: nothing that people wrote is a formula for a
// spreadsheet program.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

enum class CsvDialect {
    excel,    ///< a byte order mark, semicolons, decimal commas: what Excel in Russian opens as a table
    rfc4180,  ///< commas, decimal points
};

/// A table, a field after the other.
class CsvWriter {
  public:
    explicit CsvWriter(CsvDialect dialect);

    /// Quoted, and never a formula.
    CsvWriter& text(std::string_view text);
    /// Quoted as it is: for what this program writes itself.
    CsvWriter& own(const std::string& text);
    /// Empty where there is none.
    CsvWriter& number(std::optional<double> value);
    CsvWriter& end();  ///< of a line

    std::string take() { return std::move(csv_); }

  private:
    CsvWriter& field(const std::string& field);

    const char separator_, decimalMark_;
    std::string csv_;
    bool isFirst_ = true;  ///< field of its line
};

}  // namespace otklik
