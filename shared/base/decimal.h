#pragma once
// Decimal numbers as C's strtod reads them, without its locale, hexadecimal, infinities and 128-bit
// arithmetic.

namespace otklik {

/// The number that `text` begins with: [+-]digits[.digits][e[+-]digits]; `end` is where it ends, `text` where
/// there is none. Exact where its digits are below 2^53 and its power of ten is within 22, as all that we
/// write; else within a few units of the last place.
double parseDecimal(const char* text, const char** end);

}  // namespace otklik
