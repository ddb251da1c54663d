#pragma once
// What the painting asks of the page (web/page/app/). Strings are UTF-8 with a length; positions are CSS
// pixels of the document unless said otherwise.

#include <cstdint>

#define OTKLIK_IMPORT(name) __attribute__((import_module("otklik"), import_name(#name)))

namespace otklik::paint {

/// One line of text as it lies in the atlas: size in CSS pixels, texture coordinates 0 to 1.
struct TextLine {
    float width, height, u0, v0, u1, v1;
};

/// Where a native control belongs: its number and its rectangle in its part (page or bar), CSS pixels.
struct Placement {
    float control, x, y, width, height;
};

/// Where a paragraph is painted: its number, its top left corner in its part (page, or bar: 1) and the height
/// of a line, CSS pixels; alignment 0 left, 0.5 centred, 1 right within `width`.
struct Written {
    float paragraph, part, x, y, step, alignment, width;
};

extern "C" {

/// Breaks `text` to at most `maxWidth`, to be drawn in `rgb`, regular or (weight 600) semibold, `size` pixels
/// high. The lines are kept as those of `paragraph`, any number of the app's. Returns how many there are, and
/// writes the widths of the first `capacity`.
OTKLIK_IMPORT(text_layout)
int otklik_text_layout(int paragraph, const char* text, int length, float size, int weight, uint32_t rgb,
                       float maxWidth, float* widths, int capacity);

/// Where a line of a paragraph lies in the atlas; it is drawn there when it is first asked for. 0: the atlas
/// is full.
OTKLIK_IMPORT(text_line) int otklik_text_line(int paragraph, int line, TextLine* place);

/// Empties the atlas: no line lies in it any more. The paragraphs stay.
OTKLIK_IMPORT(text_empty) void otklik_text_empty();

/// Paints one frame: `vertices` of 20 bytes (x, y, u, v, rgba), 32-bit `indices`; `commands` are six numbers
/// each: index count, first index, clip left, top, right, bottom.
OTKLIK_IMPORT(draw)
void otklik_draw(const void* vertices, int vertexCount, const uint32_t* indices, int indexCount,
                 const float* commands, int commandCount);

/// Places controls whose rectangle changed; a control painted before and not now is hidden (its width is 0).
OTKLIK_IMPORT(place) void otklik_place(const Placement* placements, int count);

/// Every paragraph of the frame, also those of which the canvas shows no line.
OTKLIK_IMPORT(written) void otklik_written(const Written* paragraphs, int count);

/// A small number for the element with this id, the same for the whole visit.
OTKLIK_IMPORT(control) int otklik_control(const char* id, int length);
}

}  // namespace otklik::paint
