#pragma once
// Numbers in words, and in words and digits: «восемь девятьсот два 630».

#include <string>

#include "shared/redact/letters.h"

namespace otklik::redaction {

struct Spoken {
    std::size_t end;     ///< of the last word
    std::string digits;  ///< as they would be typed: «девятьсот два» is 902
    std::size_t words;   ///< without those in digits
};

/// The numbers in words from `i` on, with spaces, commas and dashes between them, while they have at most
/// `most` digits; no words where there are none.
Spoken spokenAt(const Letters& text, std::size_t i, std::size_t most = 24);

}  // namespace otklik::redaction
