#pragma once
// A chart's SVG as a picture of dots, for who cannot take SVG: presentations, messengers, printers.

#include <string>

#include "shared/base/result.h"

namespace otklik {

/// Pixels of the picture for one of the SVG.
inline constexpr double kPngScale = 2;

/// PNG of a document that chartFile() made; on one machine the same bytes for the same document. Takes 4
/// bytes a pixel while it draws, 75 MiB for the longest chart, so let one at a time be drawn. A problem where
/// there is no such memory.
Result<std::string> chartPng(const std::string& svg);

}  // namespace otklik
