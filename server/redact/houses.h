#pragma once
// Houses as people write them behind a street or a village: in digits, in words, or in their order.

#include "shared/redact/letters.h"

namespace otklik::redaction {

struct HouseAt {
    std::size_t end;
    bool said;     ///< as a house or a flat, or it has a flat
    bool ordinal;  ///< «второй дом»
    bool counts;   ///< perhaps: «2 связи нет»
};

bool saysHouse(const Letters& text, std::size_t begin, std::size_t end);

/// «второй», «двадцатый», «крайний».
bool isOrdinal(const Letters& text, std::size_t begin, std::size_t end);

/// A house at `i` in digits or in words, with what belongs to it.
std::optional<HouseAt> anyHouse(const Letters& text, std::size_t i);

}  // namespace otklik::redaction
