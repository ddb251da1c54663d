#include "server/redact/around.h"

#include "server/redact/finders.h"

namespace otklik::redaction {

std::optional<Letters::Word> wordAfter(const Letters& text, std::size_t i) {
    const std::size_t most = i + kLongestWord;
    for (std::size_t at = i; at < most; ++at) {
        const char32_t c = text.raw(at);
        if (c == 0 || isOneOf(c, U"\n!?;[")) return {};
        // A full stop ends the sentence where a capital follows.
        if (c == U'.' && isCapital(text.raw(text.skipSpaces(at + 1)))) return {};
        if (isLetter(c)) return Letters::Word{at, text.wordEnd(at)};
    }
    return {};
}

bool precedes(const Letters& text, std::size_t i, std::size_t words, const Stems& stems) {
    for (; words > 0; --words) {
        const auto word = wordAfter(text, i);
        if (!word) return false;
        if (text.is(word->begin, word->end, stems)) return true;
        i = word->end;
    }
    return false;
}

bool isOwn(const Letters& text, Letters::Word word) {
    return text.is(word.begin, word.end,
                   U"я. меня. мне. мной. мною. мой. моя. мое. мои. моего. моей. моему. моем. моим. моими. "
                   U"мою. моих. сам. сама. мы. нас. нам. нами. наш. наша. наше. нашего. нашей. нашему. "
                   U"нашу."_stems);
}

namespace {

template <class Is>
bool isAmongWordsBefore(const Letters& text, std::size_t i, std::size_t words, Is is) {
    for (; words > 0; --words) {
        const auto word = text.wordBefore(i);
        if (!word) return false;
        if (is(*word)) return true;
        i = word->begin;
    }
    return false;
}

}  // namespace

bool isSaidOfSelf(const Letters& text, std::size_t i, std::size_t words) {
    return isAmongWordsBefore(text, i, words, [&](Letters::Word word) { return isOwn(text, word); });
}

bool isSaidOfSomebody(const Letters& text, std::size_t i, std::size_t words) {
    return isAmongWordsBefore(text, i, words,
                              [&](Letters::Word word) { return isOwn(text, word) || isKin(text, word); });
}

}  // namespace otklik::redaction
