// A line of an order: a card, tinted once it has a place. What moves it stands beside its list, or below it
// where both would be too narrow.

#include <algorithm>
#include <cmath>

#include "web/paint/frame.h"
#include "web/paint/items.h"

namespace otklik::paint {
namespace {

constexpr float kList = 140, kWidestList = 220;  // units of «Выберите» with its arrow
constexpr float kArrow = 16, kArrowRoom = 24;

/// Where words beside a disc would be broken, they stand under it.
bool isNarrow(const Column& column) {
    return column.width < 160 * theme().unit;
}

/// A disc with the place, or a ring where there is none yet.
void paintPlace(ImVec2 centre, float radius, const std::string& place) {
    const Palette& colors = *theme().palette;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (place.empty()) return list->AddCircle(centre, radius - 1, packed(colors.line), 0, theme().room(1));
    list->AddCircleFilled(centre, radius, packed(colors.accent));
    const Paragraph& number =
        layoutText(place, {theme().body(), Weight::semibold, colors.accent_ink}, 2 * radius);
    drawText(number, ImVec2(centre.x - radius, centre.y - number.height / 2), 0.5f, 2 * radius);
}

void paintHead(const Column& column, const RankedLine& line) {
    const float radius = 0.85f * theme().body(), beside = 2 * radius + theme().room(8);
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y);
    const bool isBelow = isNarrow(column);
    const Paragraph& words = layoutText(line.words, strongText(), column.width - (isBelow ? 0 : beside));
    const float height = isBelow ? 2 * radius : std::fmax(2 * radius, words.height);
    if (!isBelow || !line.place.empty()) {
        paintPlace(ImVec2(from.x + radius, from.y + height / 2), radius, line.place);
        if (isBelow) space(height);
    }
    const float y = ImGui::GetCursorScreenPos().y;
    drawText(words, isBelow ? ImVec2(from.x, y) : ImVec2(from.x + beside, y + (height - words.height) / 2));
    space(isBelow ? words.height : height);
}

void paintArrow(ImVec2 centre, bool isUp, ImU32 color) {
    const float half = kArrow / 2 * theme().unit, tip = isUp ? -half : half;
    const ImVec2 head[] = {{centre.x - half * 0.7f, centre.y + tip * 0.3f},
                           {centre.x, centre.y + tip},
                           {centre.x + half * 0.7f, centre.y + tip * 0.3f}};
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddPolyline(head, 3, color, 0, 2 * theme().unit);
    list->AddLine(ImVec2(centre.x, centre.y - tip), ImVec2(centre.x, centre.y + tip), color,
                  2 * theme().unit);
}

float widthOf(const Button& move) {
    return buttonWidth(move.words, ButtonKind::secondary) + kArrowRoom * theme().unit;
}

/// An arrow, with its words where there is room; without a frame where it moves nothing.
void paintMove(const Button& move, ImVec2 from, ImVec2 to, bool isUp) {
    const Palette& colors = *theme().palette;
    const std::uint32_t ink = move.isDisabled ? colors.line : colors.accent;
    if (move.isDisabled)
        place(move.id, from, to);
    else
        button(move.id, from, to, "", ButtonKind::key);
    const Paragraph& words = layoutText(move.words, {theme().body(), Weight::semibold, ink}, surface().width);
    const bool hasWords = widthOf(move) <= to.x - from.x;
    const float room = kArrowRoom * theme().unit;
    const float left = (from.x + to.x - (hasWords ? words.width : 0) - room) / 2,
                middle = (from.y + to.y) / 2;
    paintArrow(ImVec2(left + room / 2, middle), isUp, packed(ink));
    if (hasWords) drawText(words, ImVec2(left + room, middle - words.height / 2));
}

void paintControls(const Column& column, const RankedLine& line) {
    const float unit = theme().unit, gap = theme().room(8), height = heightOf(line.field);
    const float words = std::fmax(widthOf(line.up), widthOf(line.down));
    const float left = column.width - kList * unit - 2 * gap;  // for both, beside the list
    const bool isBelow = left < 2 * height;
    const float width = isBelow ? (column.width - gap) / 2 : left < 2 * words ? height : words;
    const float list =
        isBelow ? column.width : std::fmin(column.width - 2 * (width + gap), kWidestList * unit);
    float y = ImGui::GetCursorScreenPos().y;
    paintField({column.x, list}, line.field);
    if (isBelow) {
        space(gap);
        y = ImGui::GetCursorScreenPos().y;
        space(height);
    }
    const float up = isBelow ? column.x : column.x + list + gap, down = up + width + gap;
    paintMove(line.up, ImVec2(up, y), ImVec2(up + width, y + height), true);
    paintMove(line.down, ImVec2(down, y), ImVec2(down + width, y + height), false);
}

}  // namespace

void paintRankedLine(const Column& column, const RankedLine& line) {
    const Palette& colors = *theme().palette;
    card(column, line.place.empty() ? colors.surface : colors.accent_tint, [&](const Column& inner) {
        paintHead(inner, line);
        space(theme().room(8));
        paintControls(inner, line);
    });
    space(theme().room(8));
}

}  // namespace otklik::paint
