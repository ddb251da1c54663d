// A table of radios becomes one card a row where its columns would not fit side by side.

#include <cmath>

#include "web/paint/items.h"

namespace otklik::paint {
namespace {

constexpr float kTableWidth = 640;  // narrower columns of a table would break inside words

/// That a row is done, beside its words.
void paintTick(ImVec2 centre) {
    const auto at = [&](float x, float y) {
        return ImVec2(centre.x + theme().room(x), centre.y + theme().room(y));
    };
    const ImVec2 tick[] = {at(-7, 0), at(-2, 5), at(8, -6)};
    ImGui::GetWindowDrawList()->AddPolyline(tick, 3, packed(theme().palette->accent), 0, theme().room(2));
}

void paintCards(const Column& column, const Grid& grid) {
    const float tick = theme().room(32);
    float tallest = 0;  // the cards are equally high
    for (const Grid::Row& row : grid.rows)
        tallest = std::fmax(
            tallest, layoutText(row.words, strongText(), column.width - 2 * theme().room(16) - tick).height);
    for (const Grid::Row& row : grid.rows) {
        const Palette& colors = *theme().palette;
        card(column, row.isAnswered ? colors.accent_tint : colors.surface, [&](const Column& inner) {
            const float top = ImGui::GetCursorScreenPos().y;
            paragraph({inner.x, inner.width - tick}, row.words, strongText());
            if (row.isAnswered)
                paintTick(ImVec2(inner.x + inner.width - theme().room(12), top + tallest / 2));
            ImGui::SetCursorScreenPos(ImVec2(0, top + tallest));
            space(8);
            if (grid.isScale) return paintSteps(inner, {row.options, grid.low, grid.high});
            for (const Control& option : row.options)
                choiceRow(inner, option.id, option.words, Mark::radio, option.isChosen);
        });
        space(12);
    }
}

/// Advances by the height of the heads. Of a scale only the ends have one, which may be wider than its
/// column.
void paintHeads(const Column& cells, float cell, const std::vector<std::string>& heads, bool isScale) {
    const float y = ImGui::GetCursorScreenPos().y;
    const float width = isScale ? std::fmin(140 * theme().unit, 2 * cell) : cell - 12;
    float height = 0;
    for (const std::string& head : heads)
        height = std::fmax(height, layoutText(head, softText(), width).height);
    float centre = cells.x + cell / 2;
    for (const std::string& head : heads) {
        const Paragraph& words = layoutText(head, softText(), width);
        const float half = words.width / 2, right = cells.x + cells.width;
        drawText(words, ImVec2(std::fmin(centre, right - half) - half, y + height - words.height), 0.5f,
                 words.width);
        centre += cell;
    }
    space(height + 8);
}

/// The answers, or of a scale, whose steps show their numbers themselves, what its ends mean.
std::vector<std::string> headsOf(const Grid& grid) {
    std::vector<std::string> heads;
    for (const Control& option : grid.rows.front().options) heads.push_back(grid.isScale ? "" : option.words);
    if (grid.isScale) heads.front() = grid.low, heads.back() = grid.high;
    return heads;
}

void paintTable(const Column& column, const Grid& grid) {
    const float head = std::fmin(280 * theme().unit, column.width * 0.4f), left = column.x + head;
    const std::vector<std::string> heads = headsOf(grid);
    const float cell = (column.width - head) / static_cast<float>(heads.size());
    paintHeads({left, column.width - head}, cell, heads, grid.isScale);
    for (const Grid::Row& row : grid.rows) {
        const float y = ImGui::GetCursorScreenPos().y;
        const Paragraph& words = layoutText(row.words, strongText(), head - 32);
        const float height = std::fmax(76, words.height + 24);
        if (row.isAnswered)
            ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(column.x, y),
                                                      ImVec2(column.x + column.width, y + height),
                                                      packed(theme().palette->accent_tint));
        ImGui::GetWindowDrawList()->AddLine(ImVec2(column.x, y), ImVec2(column.x + column.width, y),
                                            packed(theme().palette->line, 0.5f));
        drawText(words, ImVec2(column.x + 16, y + (height - words.height) / 2));
        float x = left;
        for (const Control& option : row.options) {
            const ImVec2 from(x + 4, y + 12), to(x + cell - 4, y + height - 12);
            if (grid.isScale)
                scaleStep(option.id, from, to, option.words, option.isChosen);
            else
                choiceCell(option.id, from, to, option.isChosen);
            x += cell;
        }
        space(height);
    }
    space(8);
}

}  // namespace

void paintGrid(const Column& column, const Grid& grid) {
    column.width >= kTableWidth* theme().unit ? paintTable(column, grid) : paintCards(column, grid);
}

}  // namespace otklik::paint
