#pragma once
// What the finders of personal data stand on: a text as letters, compared in lower case with Latin
// look-alikes folded into Cyrillic ones, so that «пocёлок» with Latin letters is the same word. Internal to
// shared/privacy. Every helper looks at a bounded stretch of text, so that the walk over it stays linear.

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/redact/redact.h"

namespace otklik::redaction {

/// A finding in letters, not in bytes.
struct Match {
    PersonalData kind;
    std::size_t begin, end;
};

/// Words to compare with: a beginning («телеф» means «телефон», «телефону»), or the whole word where a full
/// stop ends it («тел.»). The stop is only a sign, it is not looked for in the text.
using Stems = std::initializer_list<std::u32string_view>;

inline constexpr std::size_t kLongestWord = 40;  ///< letters; what is longer is cut, not followed

bool isDigit(char32_t c);
bool isLatin(char32_t c);
bool isCyrillic(char32_t c);
bool isLetter(char32_t c);
bool isWord(char32_t c);
bool isSpace(char32_t c);  ///< within a line
bool isDash(char32_t c);
bool isCapital(char32_t c);
bool isOneOf(char32_t c, std::u32string_view set);

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
    std::size_t wordEnd(std::size_t i) const;
    std::size_t digitsEnd(std::size_t i) const;  ///< at most 8 digits on
    std::size_t skipSpaces(std::size_t i) const;
    /// True where the word [begin, end) is one of the stems.
    bool is(std::size_t begin, std::size_t end, Stems stems) const;
    bool wordIs(std::size_t i, Stems stems) const { return is(i, wordEnd(i), stems); }
    bool endsWith(std::size_t begin, std::size_t end, Stems endings) const;

    /// The nearest word before `i` in the same sentence, skipping all that is not a letter.
    struct Word {
        std::size_t begin, end;
    };
    std::optional<Word> wordBefore(std::size_t i) const;
    /// True where one of the `words` words before `i` is one of the stems.
    bool follows(std::size_t i, std::size_t words, Stems stems) const;
    bool startsSentence(std::size_t i) const { return !wordBefore(i); }

  private:
    struct Letter {
        char32_t raw, folded;  // as typed; lower case with look-alikes as Cyrillic
        std::size_t at;        // byte
        std::size_t wordEnd;   // of the word that goes on from here
    };
    std::vector<Letter> letters_;
    std::size_t bytes_, floor_ = 0;
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
