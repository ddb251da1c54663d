// Letters of a text and the words round a place in it. Always holds: looking beyond either end gives 0.

#include "shared/redact/letters.h"

#include <algorithm>
#include <array>

#include "shared/text/utf8.h"

namespace otklik::redaction {
namespace {

/// ASCII in lower case, with Latin look-alikes as Cyrillic letters.
constexpr std::array<char32_t, 0x80> foldedAscii() {
    constexpr std::u32string_view latin = U"aceopxykmhbti", cyrillic = U"асеорхукмнвті";
    std::array<char32_t, 0x80> letters{};
    for (char32_t c = 0; c < letters.size(); ++c) {
        const char32_t lower = c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
        const std::size_t found = latin.find(lower);
        letters[c] = found == latin.npos ? lower : cyrillic[found];
    }
    return letters;
}

char32_t folded(char32_t c) {
    static constexpr std::array<char32_t, 0x80> ascii = foldedAscii();
    if (c < ascii.size()) return ascii[c];
    const char32_t lower = toLower(c);
    return lower == U'ё' ? U'е' : lower;
}

/// True where `c` of a stem is the folded `letter`. Asked more than all else: most stems are plain, and
/// differ.
bool isLetterOf(char32_t c, char32_t letter) {
    return c == letter || ((c < U'а' || c > U'я') && folded(c) == letter);
}

}  // namespace

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool isLatin(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
bool isCyrillic(char32_t c) {
    return c >= 0x400 && c <= 0x4ff;
}
bool isLetter(char32_t c) {
    return isLatin(c) || isCyrillic(c);
}
bool isWord(char32_t c) {
    return isLetter(c) || isDigit(c) || c == U'_';
}
bool isSpace(char32_t c) {
    return c == U' ' || c == 0xa0 || c == U'\t' || c == 0x202f || c == 0x2009;
}
bool isDash(char32_t c) {
    return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}
bool isCapital(char32_t c) {
    return isLetter(c) && toLower(c) != c;
}
bool isOneOf(char32_t c, std::u32string_view set) {
    return c != 0 && set.find(c) != std::u32string_view::npos;
}

Letters::Letters(std::string_view text) : bytes_(text.size()) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = nextCodePoint(text, at);
        letters_.push_back({c, folded(c), start, 0});
    }
    // Asked for again and again, so found once: from the end, a letter's word ends where the next one's does.
    for (std::size_t i = size(); i-- > 0;) {
        const bool dashed = isDash(raw(i + 1)) && isLetter(raw(i + 2));
        const std::size_t next = isLetter(raw(i + 1)) ? i + 1 : dashed ? i + 2 : size();
        letters_[i].wordEnd = !isLetter(raw(i)) ? i : next < size() ? letters_[next].wordEnd : i + 1;
    }
}

bool Letters::says(std::size_t i, std::u32string_view word) const {
    if (i > size() || word.size() > size() - i) return false;
    for (std::size_t k = 0; k < word.size(); ++k)
        if (!isLetterOf(word[k], letters_[i + k].folded)) return false;
    return true;
}

std::size_t Letters::wordEnd(std::size_t i) const {
    return i < size() ? std::min(letters_[i].wordEnd, i + kLongestWord) : i;
}

std::size_t Letters::digitsEnd(std::size_t i) const {
    const std::size_t most = i + 8;
    while (i < most && isDigit(raw(i))) ++i;
    return i;
}

std::size_t Letters::skipSpaces(std::size_t i) const {
    const std::size_t most = i + 4;
    while (i < most && isSpace(raw(i))) ++i;
    return i;
}

bool Letters::is(std::size_t begin, std::size_t end, Stems stems) const {
    if (begin >= size()) return false;
    const char32_t first = letters_[begin].folded;
    for (std::u32string_view stem : stems) {
        if (!isLetterOf(stem.front(), first)) continue;
        const bool whole = stem.back() == U'.';
        if (whole) stem.remove_suffix(1);
        const bool fits = whole ? end - begin == stem.size() : end - begin >= stem.size();
        if (fits && says(begin, stem)) return true;
    }
    return false;
}

bool Letters::endsWith(std::size_t begin, std::size_t end, Stems endings) const {
    if (end == begin || end > size()) return false;
    const char32_t last = letters_[end - 1].folded;
    for (std::u32string_view ending : endings)
        if (isLetterOf(ending.back(), last) && end - begin > ending.size() + 1 &&
            says(end - ending.size(), ending))
            return true;
    return false;
}

std::optional<Letters::Word> Letters::wordBefore(std::size_t i) const {
    const std::size_t least = std::max(floor_, i > 2 * kLongestWord ? i - 2 * kLongestWord : 0);
    std::size_t end = i;
    bool stop = false;
    while (end > least && !isLetter(raw(end - 1))) {
        const char32_t c = raw(end - 1);
        if (isOneOf(c, U"\n!?;]")) return {};
        // A full stop in a number, as in «12.05», ends nothing.
        stop = stop || (c == U'.' && !isDigit(raw(end)));
        --end;
    }
    std::size_t begin = end;
    while (begin > least && isLetter(raw(begin - 1))) --begin;
    // A full stop behind a long word ends the sentence; behind a short one it is an abbreviation.
    if (begin == end || (stop && end - begin > 4)) return {};
    return Word{begin, end};
}

bool Letters::follows(std::size_t i, std::size_t words, Stems stems) const {
    for (; words > 0; --words) {
        const std::optional<Word> word = wordBefore(i);
        if (!word) return false;
        if (is(word->begin, word->end, stems)) return true;
        i = word->begin;
    }
    return false;
}

}  // namespace otklik::redaction
