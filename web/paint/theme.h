#pragma once
// The tokens of assets/look.json as Dear ImGui needs them: one source for the stylesheet and the painting.

#include <imgui.h>

#include <cstdint>

namespace otklik::paint {

/// Colours as 0xRRGGBB, in the order of the alphabet, as CMake lists the tokens.
struct Palette {
    std::uint32_t accent, accent_ink, accent_tint, bad, good, ink, ink_soft, line, paper, surface;
};

struct Theme {
    const Palette* palette;
    float unit = 1;  ///< CSS pixels of one sixteenth of the root font size: large print scales everything
                     ///< that holds text

    float body() const { return 16 * unit; }
    float soft() const { return 14 * unit; }
    float title() const { return 22 * unit; }
    float headline() const { return 28 * unit; }
};

/// The theme of the current frame.
const Theme& theme();
void setTheme(bool dark, float rootFontSize);

/// A token as Dear ImGui's packed colour.
ImU32 packed(std::uint32_t rgb, float alpha = 1);

}  // namespace otklik::paint
