#pragma once
// The noise of published statistics: discrete Gaussian on the whole numbers, drawn exactly. No floating point
// decides a draw, since its roundings leave gaps that give away what the noise was added to (Mironov, "On
// significance of the least significant bits for differential privacy", 2012).

#include <cstdint>

#include "shared/privacy/random.h"

namespace otklik {

/// The greatest SD that can be drawn: a million, in hundredths.
inline constexpr std::int64_t kGreatestSd = 100'000'000;

/// One draw: P(x) proportional to exp(-x^2 / (2 s^2)), s = hundredths / 100, from 0 (always 0) to
/// kGreatestSd (more ends the program). From s = 1 on the SD is s to six digits. Canonne, Kamath and
/// Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithms 1 to 3.
std::int64_t discreteGaussian(Random& random, std::int64_t hundredths);

}  // namespace otklik
