// UTF-8 decoding, lengths and cleaning. Always holds: malformed input is never read past its end.

#include "shared/text/utf8.h"

#include <algorithm>
#include <iterator>

namespace otklik {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Length in bytes of the well-formed sequence at `at`, 0 where there is none.
std::size_t decode(std::string_view text, std::size_t at, char32_t& codePoint) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    if (first < 0x80) {
        codePoint = first;
        return 1;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || length > text.size() - at) return 0;
    codePoint = first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return 0;
        codePoint = (codePoint << 6) | (byte(at + i) & 0x3F);
    }
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    return codePoint < kLeast[length] || codePoint > 0x10FFFF || surrogate ? 0 : length;
}

bool isSpace(char32_t c) {
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x3000 || c == 0x202F ||
           (c >= 0x2000 && c <= 0x200A);
}

}  // namespace

bool isUtf8(std::string_view text) {
    char32_t codePoint = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = decode(text, at, codePoint);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::size_t countCodePoints(std::string_view text) {
    std::size_t count = 0;
    for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

char32_t nextCodePoint(std::string_view text, std::size_t& at) {
    if (at >= text.size()) return kReplacement;
    char32_t codePoint = 0;
    const std::size_t length = decode(text, at, codePoint);
    at += length == 0 ? 1 : length;
    return length == 0 ? kReplacement : codePoint;
}

void appendUtf8(std::string& text, char32_t c) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

bool isBlank(std::string_view text) {
    struct Range {
        char32_t first, last;
    };
    // Of format, fillers, variation selectors, combining marks, private use (Unicode 15, General_Category Cf,
    // Mn, Co; and letters that print nothing).
    static constexpr Range kUnseen[] = {
        {0x0000, 0x0020},   {0x007F, 0x00A0}, {0x00AD, 0x00AD}, {0x0300, 0x036F}, {0x0483, 0x0489},
        {0x061C, 0x061C},   {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
        {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
        {0x20D0, 0x20FF},   {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164}, {0xE000, 0xF8FF},
        {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFF},
        {0xE0000, 0x10FFFF}};
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = nextCodePoint(text, at);
        if (std::none_of(std::begin(kUnseen), std::end(kUnseen),
                         [&](const Range& range) { return c >= range.first && c <= range.last; }))
            return false;
    }
    return true;
}

bool hasHiddenControl(std::string_view text, bool mayBreak) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = nextCodePoint(text, at);
        if (mayBreak && (c == '\n' || c == '\r' || c == '\t')) continue;
        const bool isControl = c < 0x20 || (c >= 0x7F && c < 0xA0);
        const bool isDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        if (isControl || isDirection) return true;
    }
    return false;
}

std::string folded(std::string_view text) {
    std::string lower;
    for (std::size_t at = 0; at < text.size();) appendUtf8(lower, toLower(nextCodePoint(text, at)));
    return lower;
}

std::string cleanedText(std::string_view text) {
    std::string kept;
    std::size_t end = 0;  // behind the last code point that is not white space
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = nextCodePoint(text, at);
        if (c == '\r') {
            if (at < text.size() && text[at] == '\n') ++at;
            c = '\n';
        }
        if (c == '\t') c = ' ';
        if ((c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0)) continue;
        if (isSpace(c) && kept.empty()) continue;
        appendUtf8(kept, c);
        if (!isSpace(c)) end = kept.size();
    }
    kept.resize(end);
    return kept;
}

}  // namespace otklik
