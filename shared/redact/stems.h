#pragma once
// Words to compare with, each list a literal: U"телеф тел."_stems. The compiler folds and sorts them, so that
// what the finders ask most, whether a word is one of a list, mostly costs a look at its first letter.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "shared/text/utf8.h"

namespace otklik::redaction {

/// Lower case, Latin look-alikes as the Cyrillic letters, «ё» as «е».
constexpr char32_t folded(char32_t c) {
    constexpr std::u32string_view latin = U"aceopxykmhbti", cyrillic = U"асеорхукмнвті";
    const char32_t lower = toLower(c);
    if (lower == U'ё') return U'е';
    if (lower >= 0x80) return lower;
    const std::size_t found = latin.find(lower);
    return found == latin.npos ? lower : cyrillic[found];
}

/// Folded words in order, or words written backwards.
struct WordTable {
    const char32_t* letters;
    const std::uint16_t* ends;  ///< of each word, in letters; the word before it ends where it begins
    std::size_t count;
    std::uint64_t firsts, seconds;  ///< a bit for each first and second letter, see bitOf()

    static constexpr std::uint64_t bitOf(char32_t letter) {
        return std::uint64_t{1} << (letter >= U'а' && letter <= U'я' ? letter - U'а' : 32 + letter % 32);
    }
    constexpr std::u32string_view operator[](std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : ends[i - 1];
        return {letters + begin, ends[i] - begin};
    }
    /// False where no word begins with these two letters.
    constexpr bool mayBegin(char32_t first, char32_t second) const {
        return (firsts & bitOf(first)) && (seconds & bitOf(second));
    }
    /// The first word that begins with `letter` or a later one.
    constexpr std::size_t from(char32_t letter) const {
        std::size_t least = 0, most = count;
        while (least < most) {
            const std::size_t middle = (least + most) / 2;
            if ((*this)[middle].front() < letter)
                least = middle + 1;
            else
                most = middle;
        }
        return least;
    }
};

/// A beginning («телеф» means «телефон», «телефону»), or the whole word where a full stop ends it («тел.»).
/// The stop is only a sign, it is not looked for in the text.
struct Stems : WordTable {};
/// What words end with.
struct Endings : WordTable {};

/// A literal's letters, as the argument of a template.
template <std::size_t kSize>
struct WordsLiteral {
    char32_t text[kSize]{};
    consteval WordsLiteral(const char32_t (&literal)[kSize]) {
        for (std::size_t i = 0; i < kSize; ++i) text[i] = literal[i];
    }
    consteval std::u32string_view view() const { return {text, kSize - 1}; }
};

template <WordsLiteral kLiteral, bool kBackwards>
class CompiledWords {
    static constexpr std::size_t kCount = [] {
        std::size_t spaces = 0;
        for (char32_t c : kLiteral.view()) spaces += c == U' ';
        return spaces + 1;
    }();
    static constexpr std::size_t kLetters = kLiteral.view().size() + 1 - kCount;

    struct Compiled {
        std::array<char32_t, kLetters> letters{};
        std::array<std::uint16_t, kCount> ends{};
        std::uint64_t firsts = 0, seconds = 0;
    };
    static constexpr Compiled kCompiled = [] {
        std::array<char32_t, kLetters> all{};
        std::array<std::u32string_view, kCount> words;
        std::size_t at = 0, word = 0, begin = 0;
        for (std::size_t i = 0; i <= kLiteral.view().size(); ++i) {
            if (i < kLiteral.view().size() && kLiteral.view()[i] != U' ') {
                all[at++] = folded(kLiteral.view()[i]);
                continue;
            }
            if (kBackwards)
                for (std::size_t a = begin, b = at - 1; a < b; ++a, --b) std::swap(all[a], all[b]);
            words[word++] = {all.data() + begin, at - begin};
            begin = at;
        }
        std::sort(words.begin(), words.end());
        Compiled compiled;
        at = 0;
        for (std::size_t i = 0; i < kCount; ++i) {
            compiled.firsts |= WordTable::bitOf(words[i].front());
            const bool alone = words[i].size() == 1 || words[i][1] == U'.';  // whatever comes behind it
            compiled.seconds |= alone ? ~std::uint64_t{0} : WordTable::bitOf(words[i][1]);
            for (char32_t c : words[i]) compiled.letters[at++] = c;
            compiled.ends[i] = static_cast<std::uint16_t>(at);
        }
        return compiled;
    }();

  public:
    static constexpr std::conditional_t<kBackwards, Endings, Stems> kTable{
        {kCompiled.letters.data(), kCompiled.ends.data(), kCount, kCompiled.firsts, kCompiled.seconds}};
};

// Not constexpr: clang 14 falls over its own note where one of these stands in what is no constant.
template <WordsLiteral kLiteral>
const Stems& operator""_stems() {
    return CompiledWords<kLiteral, false>::kTable;
}
template <WordsLiteral kLiteral>
const Endings& operator""_endings() {
    return CompiledWords<kLiteral, true>::kTable;
}

}  // namespace otklik::redaction
