#pragma once
// The words round a place that the server asks for and the device does not: those behind it, and whose they
// are.

#include "shared/redact/letters.h"

namespace otklik::redaction {

/// The nearest word behind `i` in the same sentence, skipping all that is not a letter.
std::optional<Letters::Word> wordAfter(const Letters& text, std::size_t i);

/// True where one of the `words` words behind `i` is one of the stems.
bool precedes(const Letters& text, std::size_t i, std::size_t words, const Stems& stems);

/// «я», «мне», «моего»: who writes, or whose it is.
bool isOwn(const Letters& text, Letters::Word word);
/// True where who writes or a relative is among the `words` words before `i`.
bool isSaidOfSomebody(const Letters& text, std::size_t i, std::size_t words);
/// True where who writes is among the `words` words before `i`.
bool isSaidOfSelf(const Letters& text, std::size_t i, std::size_t words);

}  // namespace otklik::redaction
