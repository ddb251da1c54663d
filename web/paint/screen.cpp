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

constexpr float kWide = 900, kSide = 320, kGutter = 48, kMeasure = 720;

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

void paintProgress(const Column& column, const Screen& screen) {
    paragraph(column, screen.progress, softText(), "app-progress");
    space(4);
    progressBar(column, static_cast<float>(screen.share));
}

void paintJump(const Column& column, const Jump& jump) {
    const Palette& colors = *theme().palette;
    const TextStyle style{theme().soft(), jump.isHere ? Weight::semibold : Weight::regular,
                          jump.isHere       ? colors.accent
                          : jump.isAnswered ? colors.ink
                                            : colors.ink_soft};
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y);
    const Paragraph& number = layoutText(std::to_string(jump.number), style, 40);
    const Paragraph& words = layoutText(jump.button.words, style, column.width - 60);
    const float height = std::fmax(44, words.height + 12);
    const ImVec2 to(column.x + column.width, from.y + height);
    button(jump.button.id, from, to, "", ButtonKind::quiet);
    drawText(number, ImVec2(from.x + 8, from.y + (height - number.height) / 2));
    drawText(words, ImVec2(from.x + 36, from.y + (height - words.height) / 2));
    if (jump.isAnswered)
        ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(to.x - 12, from.y + height / 2), 4,
                                                    packed(colors.accent));
    space(height);
}

void paintSide(const Column& column, const Screen& screen) {
    space(24);
    paragraph(column, screen.survey, {theme().strong(), Weight::semibold, theme().palette->ink});
    space(16);
    paintProgress(column, screen);
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
    } else if (!screen.question.empty()) {
        space(16);
        paintProgress(at.main, screen);
    }
    space(24);
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
        if (isWide()) nextFrom = std::fmax(nextFrom, right - std::fmax(180, nextWidth));
        button(screen.next->id, ImVec2(nextFrom, bottom - buttonHeight()), ImVec2(right, bottom),
               screen.next->words, ButtonKind::primary);
    }
    space(height);
}

}  // namespace otklik::paint
