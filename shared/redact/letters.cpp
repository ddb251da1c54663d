// Letters of a text and the words round a place in it. Always holds: looking beyond either end gives 0.

#include "shared/redact/letters.h"

#include <algorithm>

#include "shared/text/utf8.h"

namespace otklik::redaction {
namespace {

/// True where `c` of a stem is the folded `letter`. Asked more than all else: most stems are plain, and
/// differ.
bool isLetterOf(char32_t c, char32_t letter) {
    return c == letter || ((c < U'а' || c > U'я') && folded(c) == letter);
}

}  // namespace

Letters::Letters(std::string_view text) : bytes_(text.size()) {
    letters_.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = nextCodePoint(text, at);
        letters_.push_back({c, redaction::folded(c), static_cast<std::uint32_t>(start), 0});
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

bool Letters::hasFolded(std::size_t i, std::u32string_view word) const {
    if (i > size() || word.size() > size() - i) return false;
    for (std::size_t k = 0; k < word.size(); ++k)
        if (letters_[i + k].folded != word[k]) return false;
    return true;
}

std::size_t Letters::digitsEnd(std::size_t i) const {
    const std::size_t most = i + 8;
    while (i < most && isDigit(raw(i))) ++i;
    return i;
}

bool Letters::isAmong(std::size_t begin, std::size_t end, const Stems& stems, std::size_t longer) const {
    const char32_t first = letters_[begin].folded;
    for (std::size_t i = stems.from(first); i < stems.count; ++i) {
        std::u32string_view stem = stems[i];
        if (stem.front() != first) return false;
        const bool whole = stem.back() == U'.';
        if (whole) stem.remove_suffix(1);
        const std::size_t most = whole ? stem.size() : stem.size() + longer;
        if (end - begin >= stem.size() && end - begin <= most && hasFolded(begin, stem)) return true;
    }
    return false;
}

bool Letters::endsAmong(std::size_t begin, std::size_t end, const Endings& endings) const {
    const char32_t last = letters_[end - 1].folded;
    for (std::size_t i = endings.from(last); i < endings.count; ++i) {
        const std::u32string_view ending = endings[i];
        if (ending.front() != last) return false;
        if (end - begin <= ending.size() + 1) continue;
        std::size_t same = 1;
        while (same < ending.size() && letters_[end - 1 - same].folded == ending[same]) ++same;
        if (same == ending.size()) return true;
    }
    return false;
}

std::optional<Letters::Word> Letters::wordBefore(std::size_t i) const {
    if (i >= size()) return findWordBefore(i);
    if (before_.empty()) before_.resize(size());
    Before& before = before_[i];
    if (before.floor != floor_) {
        const Word found = findWordBefore(i).value_or(Word{0, 0});
        before = {static_cast<std::uint32_t>(floor_), static_cast<std::uint32_t>(found.begin),
                  static_cast<std::uint32_t>(found.end)};
    }
    return before.end > 0 ? std::optional(Word{before.begin, before.end}) : std::nullopt;
}

std::optional<Letters::Word> Letters::findWordBefore(std::size_t i) const {
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

bool Letters::follows(std::size_t i, std::size_t words, const Stems& stems) const {
    for (; words > 0; --words) {
        const std::optional<Word> word = wordBefore(i);
        if (!word) return false;
        if (is(word->begin, word->end, stems)) return true;
        i = word->begin;
    }
    return false;
}

}  // namespace otklik::redaction
