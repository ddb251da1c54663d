#pragma once
// Words of a picture, which nothing wraps but we: how wide they are about, and where their lines end.
// Internal to shared/report.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace otklik {

/// Pixels that well-formed UTF-8 takes at most about, at a size of so many pixels: letters are as wide as
/// those of DejaVu Sans, the widest font that pictures ask for.
double widthOf(std::string_view text, int size, bool isBold = false);

/// Lines of at most `width` pixels, `most` of them: what has no room is left out, and the last line ends with
/// «…». A word that is longer than a line goes on in the next.
std::vector<std::string> wrapped(std::string_view text, double width, int size, std::size_t most,
                                 bool isBold = false);

}  // namespace otklik
