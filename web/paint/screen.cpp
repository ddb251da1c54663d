// A phone shows one column; from 900 px on, title, progress and the list of questions stand in a left column
// of 320 px.

#include "web/paint/screen.h"

#include <cmath>

#include "web/paint/frame.h"
#include "web/paint/items.h"
#include "web/paint/keyboard.h"
#include "web/paint/widgets.h"

namespace otklik::paint {
namespace {

constexpr float kWide = 900, kSide = 320, kGutter = 64, kMeasure = 720;

bool isWide() {
    return surface().width >= kWide * theme().unit;
}

struct Columns {
    Column side, main;  // side.width is 0 on a phone
};

Columns columns() {
    const float width = surface().width;
    if (!isWide()) {
        const float inner = std::fmin(width - 32, kMeasure);
        return {{0, 0}, {(width - inner) / 2, inner}};
    }
    const float side = kSide * theme().unit;
    const float measure = std::fmin(kMeasure * theme().unit, width - side - 3 * kGutter);
    const float left = std::fmax(kGutter, (width - side - kGutter - measure) / 2);
    return {{left, side}, {left + side + kGutter, measure}};
}

/// The way so far, over the whole width.
void paintProgress(double share) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = surface().width, height = 4;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(ImVec2(0, at.y), ImVec2(width, at.y + height), packed(theme().palette->accent_tint));
    list->AddRectFilled(ImVec2(0, at.y), ImVec2(width * static_cast<float>(share), at.y + height),
                        packed(theme().palette->accent));
    space(height);
}

/// Told apart by shape: a ring, a ring half full, a disc with a tick.
void paintState(ImVec2 centre, Jump::State state) {
    const Palette& colors = *theme().palette;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float radius = 8;
    if (state == Jump::State::untouched) {
        list->AddCircle(centre, radius - 1, packed(colors.line), 0, 1.5f);
        return;
    }
    if (state == Jump::State::begun) {
        list->AddCircle(centre, radius - 1, packed(colors.accent), 0, 1.5f);
        list->PathArcTo(centre, radius - 3, -1.5707963f, 1.5707963f);
        list->PathFillConvex(packed(colors.accent));
        return;
    }
    list->AddCircleFilled(centre, radius, packed(colors.accent));
    const ImVec2 tick[] = {
        {centre.x - 3.5f, centre.y}, {centre.x - 1, centre.y + 2.5f}, {centre.x + 4, centre.y - 3}};
    list->AddPolyline(tick, 3, packed(colors.accent_ink), 0, 1.5f);
}

void paintJump(const Column& column, const Jump& jump) {
    const Palette& colors = *theme().palette;
    const TextStyle style{theme().body(), jump.isHere ? Weight::semibold : Weight::regular,
                          jump.isHere || jump.state != Jump::State::untouched ? colors.ink : colors.ink_soft};
    const float unit = theme().unit, numbers = 32 * unit, left = numbers + 32;
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y);
    const Paragraph& number = layoutText(std::to_string(jump.number), style, numbers);
    const Paragraph& words = layoutText(jump.button.words, style, column.width - left - 8);
    const float height = std::fmax(40, words.height + 12), middle = from.y + height / 2;
    const ImVec2 to(column.x + column.width, from.y + height);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (jump.isHere) {
        list->AddRectFilled(from, to, packed(colors.accent_tint), 10);
        list->AddRectFilled(ImVec2(from.x - 8, from.y), ImVec2(from.x - 5, to.y), packed(colors.accent));
    }
    button(jump.button.id, from, to, "", ButtonKind::quiet);
    drawText(number, ImVec2(from.x, middle - number.height / 2), 1, numbers);
    paintState(ImVec2(from.x + numbers + 18, middle), jump.state);
    drawText(words, ImVec2(from.x + left, middle - words.height / 2));
    space(height);
}

void paintSide(const Column& column, const Screen& screen) {
    space(24);
    paragraph(column, screen.survey, {theme().body(), Weight::semibold, theme().palette->ink});
    space(4);
    paragraph(column, screen.facts, softText());
    space(16);
    for (const Jump& jump : screen.jumps) paintJump(column, jump);
}

}  // namespace

void paintScreen(const Screen& screen) {
    const Columns at = columns();
    const float top = ImGui::GetCursorScreenPos().y;
    const bool hasSide = at.side.width > 0 && !screen.progress.empty();
    float sideBottom = top;
    if (hasSide) {
        paintSide(at.side, screen);
        sideBottom = ImGui::GetCursorScreenPos().y;
        ImGui::SetCursorScreenPos(ImVec2(0, top));
    } else if (!screen.progress.empty()) {
        paintProgress(screen.share);
    }
    space(hasSide ? 24 : 16);
    paintItems(at.main, screen.items, hasSide);
    space(24);
    const float bottom = std::fmax(sideBottom, ImGui::GetCursorScreenPos().y);
    ImGui::SetCursorScreenPos(ImVec2(0, bottom));
}

void paintBar(const Screen& screen) {
    if (!screen.keys.empty()) paintKeyboard(screen.keys);
    if (!screen.back && !screen.next) return;
    const Column column = columns().main;
    const float backWidth = screen.back ? buttonWidth(screen.back->words, ButtonKind::secondary) : 0;
    const float nextWidth = screen.next ? buttonWidth(screen.next->words, ButtonKind::primary) : 0;
    const bool areStacked = screen.back && screen.next && backWidth + 12 + nextWidth > column.width;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = (areStacked ? 2 * buttonHeight() + 12 : buttonHeight()) + 24;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, ImVec2(at.x + surface().width, at.y + height), packed(theme().palette->paper));
    list->AddLine(ImVec2(0, at.y), ImVec2(surface().width, at.y), packed(theme().palette->line, 0.5f));
    const float right = column.x + column.width, bottom = at.y + height - 12;
    float nextFrom = column.x;
    if (screen.back) {
        const float to = areStacked || !screen.next ? right : column.x + backWidth;
        button(screen.back->id, ImVec2(column.x, at.y + 12), ImVec2(to, at.y + 12 + buttonHeight()),
               screen.back->words, ButtonKind::secondary);
        if (!areStacked) nextFrom = to + 12;
    }
    if (screen.next) {
        const ButtonKind kind = screen.next->isQuiet ? ButtonKind::secondary : ButtonKind::primary;
        if (isWide()) nextFrom = std::fmax(nextFrom, right - std::fmax(180, nextWidth));
        button(screen.next->id, ImVec2(nextFrom, bottom - buttonHeight()), ImVec2(right, bottom),
               screen.next->words, kind);
    }
    space(height);
}

}  // namespace otklik::paint
