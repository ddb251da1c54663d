// Each row fills the screen by itself, so that every key is as large as it can be.

#include "web/paint/keyboard.h"

#include <algorithm>

#include "web/paint/frame.h"
#include "web/paint/widgets.h"

namespace otklik::paint {
namespace {

constexpr float kEdge = 20, kGap = 10, kRowGap = 12, kKey = 104, kLeastKey = 64;

/// An arrow with an empty shaft.
void shiftSign(ImVec2 centre, float size, ImU32 ink) {
    const float half = size / 2, shaft = size * 0.22f, neck = centre.y + size * 0.02f;
    const ImVec2 outline[] = {{centre.x, centre.y - half},
                              {centre.x + half, neck},
                              {centre.x + shaft, neck},
                              {centre.x + shaft, centre.y + half},
                              {centre.x - shaft, centre.y + half},
                              {centre.x - shaft, neck},
                              {centre.x - half, neck}};
    ImGui::GetWindowDrawList()->AddPolyline(outline, 7, ink, ImDrawFlags_Closed, size * 0.08f);
}

/// A tag that points back, with a cross on it.
void eraseSign(ImVec2 centre, float size, ImU32 ink) {
    const float half = size / 2, tall = size * 0.36f, neck = centre.x - size * 0.2f, arm = size * 0.14f;
    const ImVec2 cross(centre.x + size * 0.13f, centre.y);
    const ImVec2 outline[] = {{centre.x - half, centre.y},
                              {neck, centre.y - tall},
                              {centre.x + half, centre.y - tall},
                              {centre.x + half, centre.y + tall},
                              {neck, centre.y + tall}};
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float line = size * 0.08f;
    list->AddPolyline(outline, 5, ink, ImDrawFlags_Closed, line);
    list->AddLine(ImVec2(cross.x - arm, cross.y - arm), ImVec2(cross.x + arm, cross.y + arm), ink, line);
    list->AddLine(ImVec2(cross.x - arm, cross.y + arm), ImVec2(cross.x + arm, cross.y - arm), ink, line);
}

void paintKey(const Key& key, ImVec2 from, ImVec2 to) {
    const bool isPrimary = key.held || key.does == "done";
    const ButtonKind kind = isPrimary          ? ButtonKind::primary
                            : key.does.empty() ? ButtonKind::key
                                               : ButtonKind::layerKey;
    button(key.id, from, to, key.label, kind);
    const ImVec2 centre((from.x + to.x) / 2, (from.y + to.y) / 2);
    const ImU32 ink = packed(isPrimary ? theme().palette->accent_ink : theme().palette->ink);
    const float size = (to.y - from.y) * 0.38f;
    if (key.does == "shift") shiftSign(centre, size, ink);
    if (key.does == "erase") eraseSign(centre, size, ink);
}

void paintRow(const std::vector<Key>& row, float height) {
    float letters = 0;
    for (const Key& key : row) letters += key.width;
    const float y = ImGui::GetCursorScreenPos().y, letter = (surface().width - 2 * kEdge + kGap) / letters;
    float x = kEdge;
    for (const Key& key : row) {
        const float width = letter * key.width;
        paintKey(key, ImVec2(x, y), ImVec2(x + width - kGap, y + height));
        x += width;
    }
    space(height);
}

}  // namespace

void paintKeyboard(const std::vector<std::vector<Key>>& rows) {
    const float height = onTerminal(kKey, kLeastKey), gaps = static_cast<float>(rows.size()) - 1;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float bottom = at.y + 2 * kEdge + static_cast<float>(rows.size()) * height + gaps * kRowGap;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, ImVec2(surface().width, bottom), packed(theme().palette->surface));
    list->AddLine(at, ImVec2(surface().width, at.y), packed(theme().palette->line, 0.5f), 2);
    space(kEdge);
    for (const auto& row : rows) {
        paintRow(row, height);
        space(&row == &rows.back() ? kEdge : kRowGap);
    }
}

}  // namespace otklik::paint
