#include "shared/text/csv.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

// As they are, full-width, and small.
constexpr std::u32string_view kSigns = U"=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B";

struct Span {
    char32_t first, last;
};

// Spaces, controls, and what Unicode calls default-ignorable: joiners, marks of direction, selectors,
// fillers.
constexpr Span kUnseen[] = {{0x00, 0x20},       {0x7F, 0xA0},      {0xAD, 0xAD},     {0x34F, 0x34F},
                            {0x61C, 0x61C},     {0x115F, 0x1160},  {0x1680, 0x1680}, {0x17B4, 0x17B5},
                            {0x180B, 0x180F},   {0x2000, 0x200F},  {0x2028, 0x202F}, {0x205F, 0x206F},
                            {0x2800, 0x2800},   {0x3000, 0x3000},  {0x3164, 0x3164}, {0xFE00, 0xFE0F},
                            {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},  {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
                            {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

bool isUnseen(char32_t point) {
    return std::any_of(std::begin(kUnseen), std::end(kUnseen),
                       [&](const Span& span) { return span.first <= point && point <= span.last; });
}

bool isFormula(std::string_view text) {
    if (!text.empty() && std::string_view("\t\r\n").find(text[0]) != std::string_view::npos) return true;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = nextCodePoint(text, at);
        if (!isUnseen(point)) return kSigns.find(point) != std::u32string_view::npos;
    }
    return false;
}

}  // namespace

std::string formulaAsText(std::string text) {
    if (isFormula(text)) text.insert(text.begin(), '\'');
    return text;
}

std::string csvText(std::string text) {
    return csvQuoted(formulaAsText(std::move(text)));
}

std::string csvQuoted(const std::string& text) {
    std::string quoted = "\"";
    for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string csvNumber(double value, char decimalMark) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.1f", value);
    std::string text = digits;
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    if (const std::size_t dot = text.find('.'); dot != std::string::npos) text[dot] = decimalMark;
    return text;
}

CsvWriter::CsvWriter(CsvDialect dialect)
    : separator_(dialect == CsvDialect::excel ? ';' : ','),
      decimalMark_(dialect == CsvDialect::excel ? ',' : '.'),
      csv_(dialect == CsvDialect::excel ? "\xEF\xBB\xBF" : "") {}

CsvWriter& CsvWriter::field(const std::string& field) {
    if (!isFirst_) csv_ += separator_;
    csv_ += field;
    isFirst_ = false;
    return *this;
}

CsvWriter& CsvWriter::text(std::string_view text) {
    return field(csvText(std::string(text)));
}

CsvWriter& CsvWriter::own(const std::string& text) {
    return field(csvQuoted(text));
}

CsvWriter& CsvWriter::number(std::optional<double> value) {
    return field(value ? csvNumber(*value, decimalMark_) : "");
}

CsvWriter& CsvWriter::end() {
    csv_ += "\r\n";
    isFirst_ = true;
    return *this;
}

}  // namespace otklik
