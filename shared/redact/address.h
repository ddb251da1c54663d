#pragma once
// The parts of a postal address, for those who look for one.

#include "shared/redact/letters.h"

namespace otklik::redaction {

struct Street {
    std::size_t end;  ///< behind the word and the full stop of its abbreviation
    bool abbreviated, settlement;
};

/// The word for a street or a village at `i`.
std::optional<Street> streetWord(const Letters& text, std::size_t i);

/// Streets are named in the genitive or as adjectives.
bool soundsLikeStreet(const Letters& text, std::size_t begin, std::size_t end);

struct House {
    std::size_t begin, end;  ///< of the number
    bool said;               ///< «дом», «д.»
    bool comma;
};

/// A house number at `i`, behind a comma or «дом» or neither.
std::optional<House> houseAt(const Letters& text, std::size_t i);

/// True where the number that ends at `i` counts something: «5 лет», «3 магазина».
bool unitFollows(const Letters& text, std::size_t i);

struct Tail {
    std::size_t end;
    bool flat;
};

/// What belongs to a house behind its number: a letter, a corner, a block, a flat.
Tail tailOf(const Letters& text, std::size_t end);

}  // namespace otklik::redaction
