#pragma once
// One painted frame. Dear ImGui gets two windows: the page, laid out in full however tall, of which the
// canvas shows a part; and the bar with the buttons at the bottom, which the host copies to a canvas of its
// own that sticks to the screen. Nothing is painted unless the host asks for a frame, and it asks only after
// a change.

#include <imgui.h>

#include <functional>
#include <string_view>

#include "web/paint/text.h"

namespace otklik::paint {

/// What the host knows about the screen; CSS pixels.
struct Surface {
    float width;      ///< of the page
    float viewport;   ///< height of the visible part of the document
    float canvasTop;  ///< where in the page the canvas begins
    float canvasHeight;
    float scale;         ///< device pixels in a CSS pixel
    float scrolled = 0;  ///< what of the page is above the visible part, where that is told: see paintScreen()
};

/// Numbers of controls (otklik_control), 0 for none.
struct Interaction {
    int focused = 0, hovered = 0, pressed = 0;
};

struct Extent {
    float page, bar;  ///< heights that the two parts came to
    bool isComplete;  ///< false: the atlas is too small for the text that the canvas shows
};

/// Lays out and paints both parts, places the native controls. `page` and `bar` draw with the widgets of
/// widgets.h.
Extent paintFrame(const Surface& surface, const Interaction& interaction, const std::function<void()>& page,
                  const std::function<void()>& bar);

/// The frame that is being painted.
const Surface& surface();
const Interaction& interaction();

/// Puts the native control `id` over `from`..`to` (screen coordinates of Dear ImGui); returns its number.
int place(std::string_view id, ImVec2 from, ImVec2 to);

/// Tells the page where a paragraph is painted, for the form's own words that lie over it; see drawText().
void noteText(const Paragraph& paragraph, ImVec2 position, float step, float alignment, float width);

}  // namespace otklik::paint
