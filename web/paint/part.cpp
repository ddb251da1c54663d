// A part of the results: an index on its scale, bars with their words, and for a table of radios one stacked
// bar a row, centred on the neutral answer. Nothing here counts.

#include <cmath>

#include "web/paint/items.h"

namespace otklik::paint {
namespace {

constexpr float kBar = 12, kStack = 32, kSwatch = 14;

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

/// A scale of 0 to 100 percent, filled between `from` and `to`; advances by the bar's height.
void paintScale(const Column& column, double from, double to, std::uint32_t color) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float top = ImGui::GetCursorScreenPos().y;
    list->AddRectFilled(ImVec2(column.x, top), ImVec2(column.x + column.width, top + kBar),
                        packed(theme().palette->accent_tint), kBar / 2);
    if (to > from) {
        const float width = std::fmax(kBar, column.width * static_cast<float>(to - from) / 100);
        const float left = std::fmin(column.width * static_cast<float>(from) / 100, column.width - width);
        list->AddRectFilled(ImVec2(column.x + left, top), ImVec2(column.x + left + width, top + kBar),
                            packed(color), kBar / 2);
    }
    space(kBar);
}

void paintBarLine(const Column& column, const Part::Bar& bar) {
    const Palette& colors = *theme().palette;
    const bool isOwn = !bar.own.empty();
    paintLabel(column, isOwn ? bar.label + " · " + bar.own : bar.label, bar.text,
               isOwn ? strongText() : bodyText());
    paintScale(column, 0, bar.percent, isOwn ? colors.accent : colors.line);
    space(10);
}

/// The index's interval on the scale, with its value as a mark across.
void paintIndex(const Column& column, const Part::Index& index) {
    const Palette& colors = *theme().palette;
    paintLabel(column, index.label, index.text, strongText());
    space(2);
    const float top = ImGui::GetCursorScreenPos().y;
    paintScale(column, index.low.value_or(0), index.high.value_or(0), colors.line);
    if (index.value) {
        const float x = column.x + column.width * static_cast<float>(*index.value) / 100;
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x - 2, top - 3), ImVec2(x + 2, top + kBar + 3),
                                                  packed(colors.ink), 2);
    }
    space(6);
    paragraph(column, index.interval, softText());
    space(12);
}

std::uint32_t toneColor(int tone) {
    const Palette& colors = *theme().palette;
    const std::uint32_t ramp[] = {colors.step_1, colors.step_2, colors.step_3, colors.step_4, colors.step_5};
    return ramp[tone - 1];
}

/// The worst answer is hatched, so that it is told from the best without colour.
void paintTone(ImVec2 from, ImVec2 to, int tone) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(from, to, packed(toneColor(tone)));
    if (tone != 1) return;
    list->PushClipRect(from, to, true);
    for (float x = from.x - (to.y - from.y); x < to.x; x += 6)
        list->AddLine(ImVec2(x, to.y), ImVec2(x + to.y - from.y, from.y),
                      packed(theme().palette->paper, 0.55f), 1.5f);
    list->PopClipRect();
}

/// What a colour stands for, beside the first line of its words.
void paintTones(const Column& column, const std::vector<Part::Tone>& tones) {
    for (const Part::Tone& tone : tones) {
        const float y = ImGui::GetCursorScreenPos().y + (theme().soft() * theme().lines - kSwatch) / 2;
        paintTone(ImVec2(column.x, y), ImVec2(column.x + kSwatch, y + kSwatch), tone.tone);
        paragraph({column.x + kSwatch + 8, column.width - kSwatch - 8}, tone.label, softText());
    }
}

/// One segment; its words under it where there is room for them.
void paintSegment(float x, float y, float width, const Part::Segment& segment) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 from(x, y), to(x + width, y + kStack);
    if (segment.isKnown)
        paintTone(from, to, segment.tone);
    else
        list->AddRect(from, to, packed(theme().palette->line));
    if (!segment.own.empty())
        list->AddRect(ImVec2(from.x + 1.5f, from.y - 2), ImVec2(to.x - 1.5f, to.y + 2),
                      packed(theme().palette->ink), 2, 0, 3);
    const std::string said =
        segment.isKnown ? std::to_string(static_cast<int>(segment.percent)) : segment.text;
    const Paragraph& words = layoutText(said, softText(), 1e4f);
    if (words.width + 4 <= width) drawText(words, ImVec2(x + (width - words.width) / 2, to.y + 4));
}

void paintStack(const Column& column, const Part& part, const Part::Stack& stack) {
    space(12);
    paragraph(column, stack.own.empty() ? stack.label : stack.label + " · " + stack.own, bodyText());
    space(6);
    if (stack.drawn.empty()) {
        paragraph(column, stack.instead, softText());
        space(8);
        return;
    }
    const float scale = column.width / static_cast<float>(std::fmax(1, part.left + part.right));
    float x = column.x + scale * static_cast<float>(part.left - stack.left);
    const float y = ImGui::GetCursorScreenPos().y;
    for (const Part::Segment& segment : stack.drawn) {
        const float width = scale * static_cast<float>(segment.percent);
        paintSegment(x, y, width, segment);
        x += width;
    }
    const float middle = column.x + scale * static_cast<float>(part.left);
    ImGui::GetWindowDrawList()->AddLine(ImVec2(middle, y - 4), ImVec2(middle, y + kStack + 4),
                                        packed(theme().palette->ink), 1);
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
        paintTones(inner, part.tones);
        for (const std::string& note : part.notes) paragraph(inner, note, softText());
        for (const Part::Stack& stack : part.stacks) paintStack(inner, part, stack);
    });
}

}  // namespace otklik::paint
