// A phone shows one column; from 900 px on, title, progress and the list of questions stand in a left column
// of 320 px.

#include "web/paint/screen.h"

#include <algorithm>
#include <cmath>

#include "web/paint/frame.h"
#include "web/paint/items.h"
#include "web/paint/keyboard.h"
#include "web/paint/widgets.h"

namespace otklik::paint {
namespace {

constexpr float kWide = 900, kSide = 320, kGutter = 64, kMeasure = 720;
constexpr float kBarDistance = 20;  // between a question and the bar right below it, which has 12 of its own
constexpr float kNarrowest = 100;   // a window has no width for a moment, such as when its size is emulated
constexpr float kTerminalMargin = 56, kTerminalMeasure = 968, kTerminalNext = 424;

bool isWide() {
    return !theme().isKiosk && surface().width >= kWide * theme().unit;
}

/// The list of questions, on the left.
bool hasSide(const Screen& screen) {
    return isWide() && !screen.progress.empty();
}

struct Columns {
    Column side, main;  // side.width is 0 without one
};

/// Without a list of questions the one column stands in the middle.
Columns columnsOf(const Screen& screen) {
    const float width = surface().width;
    if (!hasSide(screen)) {
        const float margin = theme().isKiosk ? kTerminalMargin : 16;
        const float measure = theme().isKiosk ? kTerminalMeasure
                              : isWide()      ? kMeasure * theme().unit
                                              : kMeasure;
        const float inner = std::clamp(width - 2 * margin, kNarrowest, measure);
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
    const float width = surface().width, height = theme().room(4);
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

/// Beside a question that ends at `bottom`, as far down as the page is scrolled.
void paintSideOnScreen(const Column& column, const Screen& screen, float top, float bottom) {
    static float height = 0;  // of the list, as it was painted last
    const float most = std::fmax(0, bottom - top - height);
    const float from = top + std::clamp(surface().scrolled, 0.0f, most);
    ImGui::SetCursorScreenPos(ImVec2(0, from));
    paintSide(column, screen);
    height = ImGui::GetCursorScreenPos().y - from;
}

}  // namespace

float paintScreen(const Screen& screen) {
    const bool isBeside = hasSide(screen);
    const Columns at = columnsOf(screen);
    const float top = ImGui::GetCursorScreenPos().y;
    if (!isBeside && !screen.progress.empty()) paintProgress(screen.share);
    space(isBeside ? 24 : theme().room(16));
    paintItems(at.main, screen.items, isBeside);
    const float end = ImGui::GetCursorScreenPos().y;
    if (isBeside) paintSideOnScreen(at.side, screen, top, end + kBarDistance);
    const float bottom = std::fmax(end, ImGui::GetCursorScreenPos().y) + 24;
    ImGui::SetCursorScreenPos(ImVec2(0, bottom));
    ImGui::Dummy(ImVec2(0, 0));
    return isWide() ? end + kBarDistance - top : 0;
}

namespace {

/// Paper over what is scrolled behind it.
void paintGround(float left, float right, float height) {
    const float y = ImGui::GetCursorScreenPos().y;
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(left, y), ImVec2(right, y + height),
                                              packed(theme().palette->paper));
}

/// Over the whole width, with a hairline.
void paintBarGround(float height) {
    const float y = ImGui::GetCursorScreenPos().y, width = surface().width;
    paintGround(0, width, height);
    ImGui::GetWindowDrawList()->AddLine(ImVec2(0, y), ImVec2(width, y), packed(theme().palette->line, 0.5f));
}

ButtonKind kindOf(const Button& next) {
    return next.isQuiet ? ButtonKind::secondary : ButtonKind::primary;
}

/// The way out on the left, back and on on the right; all narrower where their words need more than there is.
void paintTerminalBar(const Screen& screen) {
    const Column column = columnsOf(screen).main;
    const float gap = 16, padding = onTerminal(24, 12), height = buttonHeight();
    const auto widthOf = [](const Button& each) {
        return buttonWidth(each.words, ButtonKind::secondary) + 32;
    };
    const float leave = widthOf(screen.leave->button), back = screen.back ? widthOf(*screen.back) : 0,
                next = screen.next ? widthOf(*screen.next) : 0;
    const float gaps = (screen.back ? gap : 0) + (screen.next ? gap : 0);
    const float fit = std::fmin(1, (column.width - gaps) / (leave + back + next));
    paintBarGround(height + 2 * padding);
    const float top = ImGui::GetCursorScreenPos().y + padding;
    const auto paint = [&](const Button& each, float from, float to, ButtonKind kind) {
        button(each.id, ImVec2(from, top), ImVec2(to, top + height), each.words, kind);
    };
    const float afterLeave = column.x + leave * fit;
    paint(screen.leave->button, column.x, afterLeave, ButtonKind::secondary);
    float right = column.x + column.width;
    if (screen.next) {
        const float room = right - afterLeave - gaps - back * fit;
        const float from = right - std::fmin(room, std::fmax(kTerminalNext, next * fit));
        paint(*screen.next, from, right, kindOf(*screen.next));
        right = from - gap;
    }
    if (screen.back) paint(*screen.back, right - back * fit, right, ButtonKind::secondary);
    space(height + 2 * padding);
}

void paintPageBar(const Screen& screen) {
    if (!screen.back && !screen.next) return;
    const Column column = columnsOf(screen).main;
    const float backWidth = screen.back ? buttonWidth(screen.back->words, ButtonKind::secondary) : 0;
    const float nextWidth = screen.next ? buttonWidth(screen.next->words, ButtonKind::primary) : 0;
    const bool areStacked = screen.back && screen.next && backWidth + 12 + nextWidth > column.width;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = (areStacked ? 2 * buttonHeight() + 12 : buttonHeight()) + 24;
    isWide() ? paintGround(column.x - 8, column.x + column.width + 8, height) : paintBarGround(height);
    float right = column.x + column.width;
    const float bottom = at.y + height - 12;
    float nextFrom = column.x;
    if (screen.back) {
        const float to = areStacked || !screen.next ? right : column.x + backWidth;
        button(screen.back->id, ImVec2(column.x, at.y + 12), ImVec2(to, at.y + 12 + buttonHeight()),
               screen.back->words, ButtonKind::secondary);
        if (!areStacked) nextFrom = to + 12;
    }
    if (screen.next) {
        if (isWide()) right = std::fmin(right, nextFrom + std::fmax(160, nextWidth));
        button(screen.next->id, ImVec2(nextFrom, bottom - buttonHeight()), ImVec2(right, bottom),
               screen.next->words, kindOf(*screen.next));
    }
    space(height);
}

}  // namespace

float paintBar(const Screen& screen) {
    const float top = ImGui::GetCursorScreenPos().y;
    if (!screen.keys.empty()) paintKeyboard(screen.keys);
    const float keys = ImGui::GetCursorScreenPos().y - top;
    screen.leave ? paintTerminalBar(screen) : paintPageBar(screen);
    return keys;
}

}  // namespace otklik::paint
