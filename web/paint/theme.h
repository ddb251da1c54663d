#pragma once
// The tokens of assets/look.json as Dear ImGui needs them: one source for the stylesheet and the painting.

#include <imgui.h>

#include <cstdint>

namespace otklik::paint {

/// Colours as 0xRRGGBB, in the order of the alphabet, as CMake lists the tokens.
struct Palette {
    std::uint32_t accent, accent_ink, accent_tint, bad, good, ink, ink_soft, line, paper, step_1, step_2,
        step_3, step_4, step_5, surface;
};

/// As the page's stylesheet has it in the frame that is painted; nothing before the first (setTheme).
struct Theme {
    const Palette* palette;
    bool isKiosk;  ///< a terminal's: see room()
    float unit;    ///< CSS pixels of one sixteenth of the root font size: large print scales everything that
                   ///< holds text
    float lines;   ///< height of a line of body text, in text sizes
    float width;   ///< of the page: headings stop growing where long words would no longer fit

    /// Of headings: closer, unless the visitor wants lines apart.
    float headingLines() const { return lines > 1.5f ? lines : 1.3f; }

    float body() const { return 16 * unit; }
    float soft() const { return (isKiosk ? kTerminal * 27 : 14) * unit; }
    float step() const { return (isKiosk ? kTerminal * 42 : 18) * unit; }
    float strong() const { return heading(18, 0.07f); }
    float title() const { return heading(isKiosk ? kTerminal * 42 : 22, 0.08f); }
    float headline() const { return heading(isKiosk ? kTerminal * 56 : 28, 0.09f); }
    /// A distance, or the width of a line: at a terminal, which is looked at from further away, twice as
    /// much.
    float room(float pixels) const { return isKiosk ? 2 * pixels : pixels; }

  private:
    static constexpr float kTerminal = 16.0f / 33;  ///< units in a pixel of normal print there (kiosk.css)
    float heading(float size, float share) const;
};

/// The theme of the current frame.
const Theme& theme();
/// `scheme`: which palette of assets/look.json, in the order of the alphabet.
void setTheme(int scheme, bool isKiosk, float rootFontSize, float lines, float width);

/// A token as Dear ImGui's packed colour.
ImU32 packed(std::uint32_t rgb, float alpha = 1);

}  // namespace otklik::paint
