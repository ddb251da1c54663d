#pragma once
// Text painted by Dear ImGui and shaped by the browser: whole lines are drawn by Canvas2D into an atlas (so
// that combining marks, right-to-left text and emoji are right) and painted as one quad each. Only lines that
// the canvas shows are drawn, so that the longest page needs no more of the atlas than a screen does.

#include <imgui.h>

#include <string_view>
#include <vector>

#include "web/paint/imports.h"

namespace otklik::paint {

enum class Weight { regular = 400, semibold = 600 };

struct TextStyle {
    float size;  ///< CSS pixels, already scaled by the root font size
    Weight weight;
    ImU32 color;      ///< 0xRRGGBB as in the tokens
    float lines = 0;  ///< height of a line, in sizes; 0: as of body text
};

/// A paragraph as it is broken; valid until forgetText().
struct Paragraph {
    int number = 0;             ///< by which the page knows its lines
    std::vector<float> widths;  ///< of the lines, CSS pixels
    float width = 0, height = 0;
};

/// The paragraph of `text` broken at `maxWidth`, from the cache where it is the same as before.
const Paragraph& layoutText(std::string_view text, const TextStyle& style, float maxWidth);

/// Paints at `position`, its top left corner; `alignment` 0 left, 0.5 centred, 1 right within `width`.
void drawText(const Paragraph& paragraph, ImVec2 position, float alignment = 0, float width = 0);

/// True when the atlas ran full since the last call: lines are missing from what was painted.
bool atlasRanFull();

/// Forgets all paragraphs (the scheme, the scale or the spacing changed).
void forgetText();

}  // namespace otklik::paint
