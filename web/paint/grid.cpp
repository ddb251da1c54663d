// A table of radios becomes one card a row where its columns would not fit side by side.

#include <cmath>

#include "web/paint/items.h"

namespace otklik::paint {
namespace {

constexpr float kTableWidth = 640;  // narrower columns of a table would break inside words

void paintCards(const Column& column, const Grid& grid) {
    for (const Grid::Row& row : grid.rows) {
        card(column, [&](const Column& inner) {
            paragraph(inner, row.words, strongText());
            space(12);
            if (grid.isScale) return paintSteps(inner, row.options);
            for (const Control& option : row.options)
                choiceRow(inner, option.id, option.words, Mark::radio, option.isChosen);
        });
        space(12);
    }
}

/// Advances by the height of the heads.
void paintHeads(float left, float cell, const std::vector<Control>& options) {
    const float y = ImGui::GetCursorScreenPos().y, width = cell - 12;
    float height = 0;
    for (const Control& option : options)
        height = std::fmax(height, layoutText(option.words, softText(), width).height);
    float x = left + 6;
    for (const Control& option : options) {
        const Paragraph& words = layoutText(option.words, softText(), width);
        drawText(words, ImVec2(x, y + height - words.height), 0.5f, width);
        x += cell;
    }
    space(height + 8);
}

void paintTable(const Column& column, const Grid& grid) {
    const float head = std::fmin(280 * theme().unit, column.width * 0.4f), left = column.x + head;
    const std::vector<Control>& columns = grid.rows.front().options;
    const float cell = (column.width - head) / static_cast<float>(columns.size());
    if (!grid.isScale) paintHeads(left, cell, columns);  // the steps of a scale show their numbers themselves
    for (const Grid::Row& row : grid.rows) {
        const float y = ImGui::GetCursorScreenPos().y;
        const Paragraph& words = layoutText(row.words, bodyText(), head - 16);
        const float height = std::fmax(64, words.height + 24);
        ImGui::GetWindowDrawList()->AddLine(ImVec2(column.x, y), ImVec2(column.x + column.width, y),
                                            packed(theme().palette->line, 0.5f));
        drawText(words, ImVec2(column.x, y + (height - words.height) / 2));
        float x = left;
        for (const Control& option : row.options) {
            const ImVec2 from(x + 3, y + 4), to(x + cell - 3, y + height - 4);
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
