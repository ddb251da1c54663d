#pragma once
// UTF-8 as the only text encoding. Lengths that people see are counted in code points.

#include <cstddef>
#include <string>
#include <string_view>

namespace otklik {

/// True where `text` is well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF).
bool isUtf8(std::string_view text);

/// Number of code points in well-formed UTF-8.
std::size_t countCodePoints(std::string_view text);

/// Decodes the code point at byte `at` and moves `at` behind it; U+FFFD and one byte on malformed input.
char32_t nextCodePoint(std::string_view text, std::size_t& at);

/// Appends one code point.
void appendUtf8(std::string& text, char32_t codePoint);

/// Lower case for Latin letters and for Cyrillic ones, those of Russia's other languages too (Ӧ, І, Ә, Ҥ);
/// other code points unchanged.
constexpr char32_t toLower(char32_t c) {
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    if (c >= 0x48A && c <= 0x52F && (c < 0x4C0 || c > 0x4CF) && c % 2 == 0) return c + 1;
    return c;
}

/// True where nothing of a text can be seen: spaces, marks without a letter, characters that print nothing.
bool isBlank(std::string_view text);

/// True where a text holds what is not seen and changes how it is read: control characters (without line
/// breaks and tabs, where it `mayBreak`) and overrides of the direction of writing.
bool hasHiddenControl(std::string_view text, bool mayBreak);

/// The text with every letter as toLower() has it.
std::string folded(std::string_view text);

/// Drops control characters other than newline (CR and CRLF become LF) and white space at both ends.
std::string cleanedText(std::string_view text);

}  // namespace otklik
