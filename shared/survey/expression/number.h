#pragma once
// Numbers as JavaScript writes, rounds and raises them.

#include <string>

namespace otklik {

/// The shortest decimal that reads back as the same number: "0.1", "1e+21", "NaN".
std::string textOf(double number);

/// toFixed(): rounded to that many digits behind the point, halves away from 0.
double rounded(double number, int digits);

/// Math.pow(). Whole powers and roots of 2 are exact to the last place, others to a few units of it.
double power(double base, double exponent);

}  // namespace otklik
