// A part of the results in the report's style: an index on its scale, bars with their intervals, and for a
// table of radios one stacked bar a row. Nothing here counts.

#include <cmath>

#include "web/paint/items.h"

namespace otklik::paint {
namespace {

constexpr float kBar = 16, kStack = 32, kSwatch = 14, kMark = 3;

/// Words on the left, the value on the right.
void paintLabel(const Column& column, const std::string& words, const std::string& text,
                const TextStyle& style) {
    const float y = ImGui::GetCursorScreenPos().y;
    const Paragraph& value = layoutText(text, style, column.width * 0.4f);
    const Paragraph& label = layoutText(words, style, column.width - value.width - 16);
    drawText(label, ImVec2(column.x, y));
    drawText(value, ImVec2(column.x + column.width - value.width, y));
    space(std::fmax(label.height, value.height) + 2);
}

/// Where a percent of the column lies.
float placeOf(const Column& column, double percent) {
    return column.x + column.width * static_cast<float>(percent) / 100;
}

void paintBox(ImVec2 from, ImVec2 to, std::uint32_t fill, std::uint32_t line) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(from, to, packed(fill), 2);
    list->AddRect(from, to, packed(line), 2);
}

/// Dots, of what takes no side or is only bounded.
void paintDots(ImVec2 from, ImVec2 to) {
    const Palette& colors = *theme().palette;
    paintBox(from, to, colors.paper, colors.line);
    for (float y = from.y + 4; y < to.y - 2; y += 6)
        for (float x = from.x + 4; x < to.x - 2; x += 6)
            ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(x, y), 1, packed(colors.line), 6);
}

/// From 0 to a share, with its interval as a whisker.
void paintBar(const Column& column, const Part::Bar& bar, std::uint32_t fill) {
    const Palette& colors = *theme().palette;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float top = ImGui::GetCursorScreenPos().y, middle = top + kBar / 2;
    list->AddRectFilled(ImVec2(column.x, top), ImVec2(column.x + column.width, top + kBar),
                        packed(colors.surface == colors.paper ? colors.accent_tint : colors.surface), 2);
    if (bar.value) {
        paintBox(ImVec2(column.x, top), ImVec2(placeOf(column, *bar.value), top + kBar), fill, colors.accent);
        const float low = placeOf(column, bar.low.value_or(*bar.value));
        const float high = placeOf(column, bar.high.value_or(*bar.value));
        list->AddLine(ImVec2(low, middle), ImVec2(high, middle), packed(colors.ink), 2);
        for (const float x : {low, high})
            list->AddLine(ImVec2(x, middle - 5), ImVec2(x, middle + 5), packed(colors.ink), 2);
    } else if (bar.low) {
        paintDots(ImVec2(placeOf(column, *bar.low), top), ImVec2(placeOf(column, *bar.high), top + kBar));
    }
    space(kBar);
}

void paintBarLine(const Column& column, const Part::Bar& bar) {
    const Palette& colors = *theme().palette;
    const bool isOwn = !bar.own.empty();
    paintLabel(column, isOwn ? bar.label + " · " + bar.own : bar.label, bar.text,
               isOwn ? strongText() : bodyText());
    paintBar(column, bar, isOwn ? colors.accent : colors.step_4);
    space(10);
}

/// The index's interval on the scale, with its value as a mark across.
void paintIndex(const Column& column, const Part::Index& index) {
    const Palette& colors = *theme().palette;
    paintLabel(column, index.label, index.text, strongText());
    space(2);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float top = ImGui::GetCursorScreenPos().y + 4, middle = top + kBar / 2;
    list->AddLine(ImVec2(column.x, middle), ImVec2(column.x + column.width, middle),
                  packed(colors.accent_tint), 2);
    for (const int at : {0, 25, 50, 75, 100}) {
        const float x = placeOf(column, at);
        list->AddLine(ImVec2(x, middle - 4), ImVec2(x, middle + 4), packed(colors.line));
    }
    if (index.value) {
        paintBox(ImVec2(placeOf(column, *index.low), top), ImVec2(placeOf(column, *index.high), top + kBar),
                 colors.step_4, colors.accent);
        const float x = placeOf(column, *index.value);
        list->AddRectFilled(ImVec2(x - kMark / 2, top - 4), ImVec2(x + kMark / 2, top + kBar + 4),
                            packed(colors.ink), 1);
    }
    space(kBar + 12);
    paragraph(column, index.interval, softText());
    space(12);
}

/// What is bad is hatched, and what takes no side dotted, so that they are told apart without colour.
void paintTone(ImVec2 from, ImVec2 to, Tone tone, int shade) {
    const Palette& colors = *theme().palette;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (tone == Tone::apart) return paintDots(from, to);
    const std::uint32_t shades[kShades] = {colors.surface, colors.line,   colors.accent_tint,
                                           colors.step_3,  colors.step_4, colors.paper};
    if (tone == Tone::plain) return paintBox(from, to, shades[shade], colors.line);
    const std::uint32_t ramp[] = {colors.step_1, colors.step_2, colors.step_3, colors.step_4, colors.step_5};
    list->AddRectFilled(from, to, packed(ramp[static_cast<int>(tone) - 1]));
    if (tone == Tone::middle) list->AddRect(from, to, packed(colors.line));
    if (tone != Tone::worst && tone != Tone::bad) return;
    const std::uint32_t stripe = packed(tone == Tone::worst ? colors.paper : colors.step_1);
    list->PushClipRect(from, to, true);
    for (float x = from.x - (to.y - from.y); x < to.x; x += 8)
        list->AddLine(ImVec2(x, to.y), ImVec2(x + to.y - from.y, from.y), stripe, 1.5f);
    list->PopClipRect();
}

/// What a colour stands for, beside the first line of its words.
void paintKeys(const Column& column, const std::vector<Part::Key>& keys) {
    for (const Part::Key& key : keys) {
        const float y = ImGui::GetCursorScreenPos().y + (theme().soft() * theme().lines - kSwatch) / 2;
        paintTone(ImVec2(column.x, y), ImVec2(column.x + kSwatch, y + kSwatch), key.tone, key.shade);
        paragraph({column.x + kSwatch + 8, column.width - kSwatch - 8}, key.label, softText());
    }
}

/// One segment; its words under it where there is room for them.
void paintSegment(float x, float y, float width, const Part::Segment& segment) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 from(x, y), to(x + width, y + kStack);
    segment.isKnown ? paintTone(from, to, segment.tone, segment.shade) : paintDots(from, to);
    if (!segment.own.empty())
        list->AddRect(ImVec2(from.x + 1.5f, from.y - 2), ImVec2(to.x - 1.5f, to.y + 2),
                      packed(theme().palette->ink), 2, 0, 3);
    const std::string said =
        segment.isKnown ? std::to_string(static_cast<int>(segment.percent)) : segment.text;
    const Paragraph& words = layoutText(said, softText(), 1e4f);
    if (words.width + 4 <= width) drawText(words, ImVec2(x + (width - words.width) / 2, to.y + 4));
}

void paintStack(const Column& column, const Part::Stack& stack) {
    space(12);
    paragraph(column, stack.own.empty() ? stack.label : stack.label + " · " + stack.own, bodyText());
    space(6);
    if (stack.drawn.empty()) {
        paragraph(column, stack.instead, softText());
        space(8);
        return;
    }
    const float y = ImGui::GetCursorScreenPos().y;
    double at = 0;
    for (const Part::Segment& segment : stack.drawn) {
        const double width = segment.percent * stack.scale;
        if (segment.tone == Tone::apart) at = 100 - width;
        paintSegment(placeOf(column, at), y, placeOf(column, at + width) - placeOf(column, at), segment);
        at += width;
    }
    space(kStack + 8 + theme().soft() * theme().lines);
}

}  // namespace

void paintPart(const Column& column, const Part& part) {
    card(column, [&](const Column& inner) {
        paragraph(inner, part.title, strongText());
        space(12);
        for (const std::string* words : {&part.explanation, &part.counted}) {
            paragraph(inner, *words, softText());
            if (!words->empty()) space(8);
        }
        for (const Part::Index& index : part.indices) paintIndex(inner, index);
        for (const Part::Bar& bar : part.bars) paintBarLine(inner, bar);
        paintKeys(inner, part.keys);
        for (const std::string& note : part.notes) paragraph(inner, note, softText());
        for (const Part::Stack& stack : part.stacks) paintStack(inner, stack);
    });
}

}  // namespace otklik::paint
