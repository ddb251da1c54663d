#pragma once
// What the finders of personal data stand on: a text as letters, compared in lower case with Latin
// look-alikes folded into Cyrillic ones, so that «пocёлок» with Latin letters is the same word. Internal to
// redaction. Every helper looks at a bounded stretch of text, so that the walk over it stays linear.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/redact/redact.h"
#include "shared/redact/stems.h"

namespace otklik::redaction {

/// A finding in letters, not in bytes.
struct Match {
    PersonalData kind;
    std::size_t begin, end;
};

inline constexpr std::size_t kLongestWord = 40;  ///< letters; what is longer is cut, not followed

constexpr bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
constexpr bool isLatin(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
constexpr bool isCyrillic(char32_t c) {
    return c >= 0x400 && c <= 0x4ff;
}
constexpr bool isLetter(char32_t c) {
    return isLatin(c) || isCyrillic(c);
}
constexpr bool isWord(char32_t c) {
    return isLetter(c) || isDigit(c) || c == U'_';
}
/// Within a line.
constexpr bool isSpace(char32_t c) {
    return c == U' ' || c == 0xa0 || c == U'\t' || c == 0x202f || c == 0x2009;
}
constexpr bool isDash(char32_t c) {
    return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}
constexpr bool isCapital(char32_t c) {
    return isLetter(c) && toLower(c) != c;
}
constexpr bool isOneOf(char32_t c, std::u32string_view set) {
    for (char32_t one : set)
        if (one == c) return c != 0;
    return false;
}

class Letters {
  public:
    explicit Letters(std::string_view text);

    std::size_t size() const { return letters_.size(); }
    char32_t raw(std::size_t i) const { return i < letters_.size() ? letters_[i].raw : 0; }
    /// The letter before `i`; 0 at the beginning and behind what has been found or is a label already.
    char32_t before(std::size_t i) const { return i > floor_ ? letters_[i - 1].raw : 0; }
    std::size_t byte(std::size_t i) const { return i < letters_.size() ? letters_[i].at : bytes_; }

    /// Nothing before `i` explains what comes after it any more.
    void forgetBefore(std::size_t i) { floor_ = i; }

    bool startsWord(std::size_t i) const { return !isWord(before(i)); }
    bool says(std::size_t i, std::u32string_view word) const;
    /// End of the word at `i`: letters, and dashes between letters; `i` where there is none.
    std::size_t wordEnd(std::size_t i) const {
        return i < size() ? std::min<std::size_t>(letters_[i].wordEnd, i + kLongestWord) : i;
    }
    std::size_t digitsEnd(std::size_t i) const;  ///< at most 8 digits on
    /// At most 4 spaces on.
    std::size_t skipSpaces(std::size_t i) const {
        const std::size_t most = i + 4;
        while (i < most && isSpace(raw(i))) ++i;
        return i;
    }
    /// True where the word [begin, end) is one of the stems, with at most `longer` letters behind it.
    bool is(std::size_t begin, std::size_t end, const Stems& stems, std::size_t longer = kLongestWord) const {
        return begin < end && begin < size() && stems.mayBegin(folded(begin), folded(begin + 1)) &&
               isAmong(begin, end, stems, longer);
    }
    bool wordIs(std::size_t i, const Stems& stems) const { return is(i, wordEnd(i), stems); }
    bool endsWith(std::size_t begin, std::size_t end, const Endings& endings) const {
        return end >= begin + 2 && end <= size() && endings.mayBegin(folded(end - 1), folded(end - 2)) &&
               endsAmong(begin, end, endings);
    }

    /// The nearest word before `i` in the same sentence, skipping all that is not a letter.
    struct Word {
        std::size_t begin, end;
    };
    std::optional<Word> wordBefore(std::size_t i) const;
    /// True where one of the `words` words before `i` is one of the stems.
    bool follows(std::size_t i, std::size_t words, const Stems& stems) const;
    bool startsSentence(std::size_t i) const { return !wordBefore(i); }

  private:
    char32_t folded(std::size_t i) const { return i < letters_.size() ? letters_[i].folded : 0; }
    bool hasFolded(std::size_t i, std::u32string_view word) const;
    bool isAmong(std::size_t begin, std::size_t end, const Stems& stems, std::size_t longer) const;
    bool endsAmong(std::size_t begin, std::size_t end, const Endings& endings) const;

    struct Letter {
        char32_t raw, folded;   // as typed; lower case with look-alikes as Cyrillic
        std::uint32_t at;       // byte
        std::uint32_t wordEnd;  // of the word that goes on from here
    };
    std::optional<Word> findWordBefore(std::size_t i) const;
    std::vector<Letter> letters_;
    std::size_t bytes_, floor_ = 0;

    /// What wordBefore() found, asked for again and again at the same place; as long as the floor is where it
    /// was.
    struct Before {
        std::uint32_t floor = ~0u, begin = 0, end = 0;
    };
    mutable std::vector<Before> before_;
};

// Each finder says what begins exactly at letter `i`, or nothing.
std::optional<Match> findEmail(const Letters& text, std::size_t i);
std::optional<Match> findUrl(const Letters& text, std::size_t i);
std::optional<Match> findHandle(const Letters& text, std::size_t i);
std::optional<Match> findAddress(const Letters& text, std::size_t i);
std::optional<Match> findName(const Letters& text, std::size_t i);

/// Reads the run of digits that begins at `i`, appends what it holds and returns where the run ends; `i`
/// where none begins. A run is judged once, as a whole, so that no part of a document number is taken for
/// another number.
std::size_t findNumbers(const Letters& text, std::size_t i, std::vector<Match>& found);

}  // namespace otklik::redaction
