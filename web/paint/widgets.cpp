// States of a row, as the look says: rest, hover, focus (a ring of 3 px, 2 px away), pressed, selected,
// error.

#include "web/paint/widgets.h"

#include <algorithm>
#include <cmath>

#include "web/paint/frame.h"

namespace otklik::paint {
namespace {

constexpr float kSmallest = 16;  // CSS pixels of a letter

struct State {
    bool focused, hovered, pressed;
};

State stateOf(int control) {
    const Interaction& now = interaction();
    return {control == now.focused, control == now.hovered, control == now.pressed};
}

/// To a whole device pixel, so that lines of one pixel stay sharp.
void advanceTo(float y) {
    const float scale = ImGui::GetIO().DisplayFramebufferScale.y;
    y = std::round(y * scale) / scale;
    ImGui::SetCursorScreenPos(ImVec2(0, y));
    ImGui::Dummy(ImVec2(0, 0));
    ImGui::SetCursorScreenPos(ImVec2(0, y));
}

float radius() {
    return theme().isKiosk ? 16 : 10;
}

ImVec2 shifted(ImVec2 point, float by) {
    return {point.x + by, point.y + by};
}

/// A line of `thickness` along the inside of a rectangle. Dear ImGui draws half a pixel further in, which
/// would spread a line of one pixel over two.
void outline(ImVec2 from, ImVec2 to, std::uint32_t color, float thickness, float round = radius()) {
    const float by = thickness / 2 - 0.5f;
    ImGui::GetWindowDrawList()->AddRect(shifted(from, by), shifted(to, -by), packed(color), round, 0,
                                        thickness);
}

void focusRing(ImVec2 from, ImVec2 to, const State& state) {
    if (state.focused) outline(shifted(from, -5), shifted(to, 5), theme().palette->accent, 3, radius() + 3);
}

void frame(ImVec2 from, ImVec2 to, const State& state, bool selected, bool bad) {
    const Palette& colors = *theme().palette;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(from, to, packed(selected || state.pressed ? colors.accent_tint : colors.paper),
                        radius());
    const std::uint32_t line = bad             ? colors.bad
                               : selected      ? colors.accent
                               : state.hovered ? colors.ink
                                               : colors.line;
    outline(from, to, line, theme().room(selected || bad ? 2 : 1));
    focusRing(from, to, state);
}

void radioMark(ImVec2 centre, float size, bool selected) {
    const Palette& colors = *theme().palette;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled(centre, size / 2, packed(colors.paper));
    list->AddCircle(centre, size / 2 - 1, packed(selected ? colors.accent : colors.line), 0, 2);
    if (selected) list->AddCircleFilled(centre, size / 2 - 5 * size / 22, packed(colors.accent));
}

void checkMark(ImVec2 centre, float size, bool selected) {
    const Palette& colors = *theme().palette;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 from(centre.x - size / 2, centre.y - size / 2), to(centre.x + size / 2, centre.y + size / 2);
    list->AddRectFilled(from, to, packed(selected ? colors.accent : colors.paper), 5);
    if (!selected) {
        outline(from, to, colors.line, 2, 5);
        return;
    }
    const ImVec2 tick[] = {{from.x + size * 0.22f, centre.y + size * 0.02f},
                           {from.x + size * 0.43f, centre.y + size * 0.22f},
                           {from.x + size * 0.79f, centre.y - size * 0.21f}};
    list->AddPolyline(tick, 3, packed(colors.accent_ink), 0, size / 9);
}

/// An exclamation mark in a ring, or turned over an i.
void markIcon(ImVec2 centre, float size, std::uint32_t ink, bool isWrong) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircle(centre, size / 2 - 1, packed(ink), 0, 1.5f);
    const float stem = size * 0.22f, up = isWrong ? 1.0f : -1.0f;
    list->AddLine(ImVec2(centre.x, centre.y - up * stem * 1.2f),
                  ImVec2(centre.x, centre.y + up * stem * 0.3f), packed(ink), 2);
    list->AddCircleFilled(ImVec2(centre.x, centre.y + up * stem * 1.2f), 1.3f, packed(ink));
}

void lockIcon(ImVec2 centre, float size, std::uint32_t ink) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float half = size * 0.32f;
    list->AddRect(ImVec2(centre.x - half, centre.y - size * 0.05f),
                  ImVec2(centre.x + half, centre.y + size * 0.45f), packed(ink), 2, 0, 1.5f);
    list->PathArcTo(ImVec2(centre.x, centre.y - size * 0.08f), size * 0.2f, 3.1415927f, 6.2831853f);
    list->PathStroke(packed(ink), 0, 1.5f);
}

}  // namespace

TextStyle bodyText() {
    return {theme().body(), Weight::regular, theme().palette->ink};
}
TextStyle softText() {
    return {theme().soft(), Weight::regular, theme().palette->ink_soft};
}
TextStyle titleText() {
    return {theme().title(), Weight::semibold, theme().palette->ink, theme().headingLines()};
}
TextStyle strongText() {
    return {theme().body(), Weight::semibold, theme().palette->ink};
}

float onTerminal(float pixels, float least) {
    return std::clamp(pixels * surface().viewport / 1920, least, pixels);
}

float rowHeight() {
    return theme().isKiosk ? onTerminal(120, 80) : 52 * std::fmin(theme().unit, 1.5f);
}

void space(float pixels) {
    advanceTo(ImGui::GetCursorScreenPos().y + pixels);
}

void paragraph(const Column& column, std::string_view text, const TextStyle& style, std::string_view id) {
    if (text.empty()) return;
    const Paragraph& laid = layoutText(text, style, column.width);
    const ImVec2 at(column.x, ImGui::GetCursorScreenPos().y);
    drawText(laid, at);
    if (!id.empty()) {
        const ImVec2 to(at.x + column.width, at.y + laid.height);
        focusRing(at, to, stateOf(place(id, at, to)));
    }
    advanceTo(at.y + laid.height);
}

void choiceRow(const Column& column, std::string_view id, std::string_view text, Mark mark, bool selected,
               bool bad, float below) {
    const float markSize = 22 * std::fmin(theme().unit, 1.5f), padding = theme().room(14);
    const float textX = column.x + padding + markSize + theme().room(10) + 2;
    const Paragraph& laid = layoutText(text, bodyText(), column.x + column.width - padding - textX);
    const float height = std::fmax(rowHeight(), laid.height + 26);
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y), to(column.x + column.width, from.y + height);
    frame(from, ImVec2(to.x, to.y + below), stateOf(place(id, from, to)), selected, bad);
    const ImVec2 centre(column.x + padding + markSize / 2, from.y + height / 2);
    mark == Mark::radio ? radioMark(centre, markSize, selected) : checkMark(centre, markSize, selected);
    drawText(laid, ImVec2(textX, from.y + (height - laid.height) / 2));
    advanceTo(to.y + (below > 0 ? 0 : theme().room(8)));
}

void choiceCell(std::string_view id, ImVec2 from, ImVec2 to, bool selected) {
    const State state = stateOf(place(id, from, to));
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (selected || state.pressed || state.hovered)
        list->AddRectFilled(
            from, to, packed(theme().palette->accent_tint, selected || state.pressed ? 1 : 0.6f), radius());
    focusRing(shifted(from, 4), shifted(to, -4), state);
    radioMark(ImVec2((from.x + to.x) / 2, (from.y + to.y) / 2), 22 * theme().unit, selected);
}

void scaleStep(std::string_view id, ImVec2 from, ImVec2 to, std::string_view number, bool selected) {
    frame(from, to, stateOf(place(id, from, to)), false, false);
    const Palette& colors = *theme().palette;
    if (selected) ImGui::GetWindowDrawList()->AddRectFilled(from, to, packed(colors.accent), radius());
    const TextStyle style{theme().step(), Weight::semibold, selected ? colors.accent_ink : colors.ink};
    const Paragraph& laid = layoutText(number, style, to.x - from.x);
    drawText(laid, ImVec2(from.x, (from.y + to.y - laid.height) / 2), 0.5f, to.x - from.x);
}

void textField(const Column& column, std::string_view id, float height, bool bad) {
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y), to(column.x + column.width, from.y + height);
    // The field lies 2 px inside, so that its own background never covers the painted line.
    const State state = stateOf(place(id, shifted(from, 2), shifted(to, -2)));
    frame(from, to, state, false, bad);
    advanceTo(to.y);
}

float buttonHeight() {
    return theme().isKiosk ? onTerminal(112, 80) : std::fmax(rowHeight(), 24 * theme().unit + 28);
}

float buttonWidth(std::string_view text, ButtonKind kind) {
    const TextStyle style{
        theme().body(), Weight::semibold,
        kind == ButtonKind::primary ? theme().palette->accent_ink : theme().palette->accent};
    return layoutText(text, style, surface().width).width + 48;
}

void button(std::string_view id, ImVec2 from, ImVec2 to, std::string_view text, ButtonKind kind) {
    const Palette& colors = *theme().palette;
    const State state = stateOf(place(id, from, to));
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool primary = kind == ButtonKind::primary, layerKey = kind == ButtonKind::layerKey;
    const bool key = layerKey || kind == ButtonKind::key;
    if (primary)
        list->AddRectFilled(from, to, packed(state.hovered || state.pressed ? colors.ink : colors.accent),
                            radius());
    else if (state.hovered || state.pressed || key)
        list->AddRectFilled(from, to,
                            packed(state.pressed || layerKey || !key ? colors.accent_tint : colors.paper),
                            radius());
    if (kind == ButtonKind::secondary) outline(from, to, colors.line, theme().room(1));
    if (key) outline(from, to, colors.line, 1);
    focusRing(from, to, state);
    const std::uint32_t ink = key                              ? colors.ink
                              : !primary                       ? colors.accent
                              : state.hovered || state.pressed ? colors.paper
                                                               : colors.accent_ink;
    const float margin = theme().isKiosk && !key ? 16 : 0, room = to.x - from.x - 2 * margin;
    TextStyle style{kind == ButtonKind::key ? theme().step() : theme().body(), Weight::semibold, ink};
    if (key) style.size = std::fmin(style.size, 0.55f * (to.y - from.y));
    // Large print on a small screen: letters that fit rather than lines that are cut, or at a terminal
    // broken.
    const auto fits = [&](const Paragraph& laid) {
        return laid.height <= to.y - from.y && (!theme().isKiosk || laid.widths.size() < 2);
    };
    while (style.size > kSmallest && !fits(layoutText(text, style, room))) style.size *= 0.9f;
    const Paragraph& laid = layoutText(text, style, room);
    drawText(laid, ImVec2(from.x + margin, (from.y + to.y - laid.height) / 2), 0.5f, room);
}

void linkButton(const Column& column, std::string_view id, std::string_view text) {
    const TextStyle style{theme().body(), Weight::regular, theme().palette->accent};
    const Paragraph& laid = layoutText(text, style, column.width);
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y);
    const ImVec2 to(column.x + laid.width, from.y + std::fmax(44, laid.height));
    const State state = stateOf(place(id, from, to));
    const float y = from.y + (to.y - from.y - laid.height) / 2;
    drawText(laid, ImVec2(from.x, y));
    // Under each line, as links are told from text where there is but one colour.
    const float step = laid.height / static_cast<float>(laid.widths.size());
    for (std::size_t i = 0; i < laid.widths.size(); ++i) {
        const float under =
            y + static_cast<float>(i + 1) * step - (step - style.size) / 2 + style.size * 0.1f;
        ImGui::GetWindowDrawList()->AddLine(ImVec2(from.x, under), ImVec2(from.x + laid.widths[i], under),
                                            packed(theme().palette->accent), state.hovered ? 2.0f : 1.0f);
    }
    focusRing(from, to, state);
    advanceTo(to.y);
}

void progressBar(const Column& column, float share) {
    const Palette& colors = *theme().palette;
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(from, ImVec2(from.x + column.width, from.y + 6), packed(colors.accent_tint), 3);
    list->AddRectFilled(from, ImVec2(from.x + std::fmax(6, column.width * share), from.y + 6),
                        packed(colors.accent), 3);
    advanceTo(from.y + 6);
}

void notice(const Column& column, std::string_view text, Notice::Kind kind) {
    const Palette& colors = *theme().palette;
    const std::uint32_t ink = kind == Notice::Kind::error ? colors.bad : colors.ink_soft;
    const float size = 18 * theme().unit;
    const Paragraph& laid = layoutText(text, {theme().soft(), Weight::regular, ink}, column.width - size - 8);
    const ImVec2 at(column.x, ImGui::GetCursorScreenPos().y);
    const ImVec2 centre(at.x + size / 2, at.y + std::fmin(laid.height, 20 * theme().unit) / 2);
    kind == Notice::Kind::privacy ? lockIcon(centre, size, ink)
                                  : markIcon(centre, size, ink, kind == Notice::Kind::error);
    drawText(laid, ImVec2(at.x + size + 8, at.y));
    advanceTo(at.y + std::fmax(size, laid.height));
}

}  // namespace otklik::paint
