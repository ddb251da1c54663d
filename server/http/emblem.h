#pragma once
// An emblem is shown as an image, in which browsers run nothing. It can also be opened by its own address, so
// it is refused where it holds more than a picture.

#include <string>

namespace otklik {

bool isPng(const std::string& content);

/// Why `content` is no emblem, and what to do: a PNG is one, and an SVG that holds nothing but a picture: no
/// script, no other files, at most 64 KiB. nullptr: it is one.
const char* emblemProblem(const std::string& content);

}  // namespace otklik
