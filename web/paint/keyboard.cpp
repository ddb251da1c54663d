// Rows are centred; the widest decides how wide a letter is.

#include "web/paint/keyboard.h"

#include <algorithm>

#include "web/paint/frame.h"
#include "web/paint/widgets.h"

namespace otklik::paint {
namespace {

constexpr float kGap = 6, kEdge = 8, kKeyHeight = 40, kWidest = 720;
constexpr float kTallest = 0.62f;  // of a letter's width: large print must leave room for what is typed

float lettersIn(const std::vector<Key>& row) {
    float width = 0;
    for (const Key& key : row) width += key.width;
    return width;
}

}  // namespace

void paintKeyboard(const std::vector<std::vector<Key>>& rows) {
    float widest = 0;
    for (const auto& row : rows) widest = std::max(widest, lettersIn(row));
    const float width = std::min(surface().width - 2 * kEdge, kWidest * theme().unit);
    const float left = (surface().width - width) / 2, letter = width / widest,
                height = std::min(kKeyHeight * theme().unit, kTallest * letter);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float bottom = at.y + 2 * kEdge + static_cast<float>(rows.size()) * (height + kGap);
    ImGui::GetWindowDrawList()->AddRectFilled(at, ImVec2(surface().width, bottom),
                                              packed(theme().palette->surface));
    space(kEdge);
    for (const auto& row : rows) {
        const float y = ImGui::GetCursorScreenPos().y;
        float x = left + (width - letter * lettersIn(row)) / 2;
        for (const Key& key : row) {
            const float right = x + letter * key.width;
            const ButtonKind kind = key.held || key.does == "done" ? ButtonKind::primary : ButtonKind::key;
            button(key.id, ImVec2(x + kGap / 2, y), ImVec2(right - kGap / 2, y + height), key.label, kind);
            x = right;
        }
        space(height + kGap);
    }
    space(kEdge);
}

}  // namespace otklik::paint
