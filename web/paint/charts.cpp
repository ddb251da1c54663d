// The report's sections as they are: an index on its scale, bars with their words, and for a matrix one
// stacked bar a resource, centred on the neutral answer. Nothing here counts.

#include "web/paint/charts.h"

#include <algorithm>
#include <cmath>

#include "shared/report/diverging.h"
#include "web/app/markup.h"

namespace otklik::paint {
namespace {

constexpr float kBar = 12, kStack = 32;

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

void paintBarLine(const Column& column, const std::string& words, const Figure& figure, bool own) {
    const Palette& colors = *theme().palette;
    paintLabel(column, words, figure.text, own ? strongText() : bodyText());
    paintScale(column, 0, figure.value.value_or(figure.low.value_or(0)), own ? colors.accent : colors.line);
    space(10);
}

/// The index's interval on the scale, with its value as a mark across.
void paintIndex(const Column& column, const Line& line, const Locale& locale) {
    const Palette& colors = *theme().palette;
    const Figure& figure = line.figures[0];
    paintLabel(column, line.label, figure.text, strongText());
    space(2);
    const float top = ImGui::GetCursorScreenPos().y;
    paintScale(column, figure.low.value_or(0), figure.high.value_or(0), colors.line);
    if (figure.value) {
        const float x = column.x + column.width * static_cast<float>(*figure.value) / 100;
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x - 2, top - 3), ImVec2(x + 2, top + kBar + 3),
                                                  packed(colors.ink), 2);
    }
    space(6);
    if (figure.value) paragraph(column, intervalWords(figure, locale), softText());
    space(12);
}

void paintBars(const Column& column, const Question& question, const Table& table, const Visit& visit,
               const Locale& locale) {
    paragraph(column, table.title, softText());
    space(8);
    for (const Line& line : table.lines) {
        const bool own = isOwn(visit, question, "", line.id);
        paintBarLine(column, own ? line.label + " · " + locale.text("app.own") : line.label, line.figures[0],
                     own);
    }
}

std::uint32_t toneColor(int tone) {
    const Palette& colors = *theme().palette;
    const std::uint32_t ramp[] = {colors.step_1, colors.step_2, colors.step_3, colors.step_4, colors.step_5};
    return ramp[tone - 1];
}

/// The worst answer is hatched, so that it is told from the best without colour.
void paintHatch(ImVec2 from, ImVec2 to) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect(from, to, true);
    for (float x = from.x - (to.y - from.y); x < to.x; x += 6)
        list->AddLine(ImVec2(x, to.y), ImVec2(x + to.y - from.y, from.y),
                      packed(theme().palette->paper, 0.55f), 1.5f);
    list->PopClipRect();
}

/// One segment; `words` under it where there is room for them.
void paintSegment(float x, float y, float width, int tone, const Figure& figure, bool own) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 from(x, y), to(x + width, y + kStack);
    if (figure.value) {
        list->AddRectFilled(from, to, packed(toneColor(tone)));
        if (tone == 1) paintHatch(from, to);
    } else {
        list->AddRect(from, to, packed(theme().palette->line));
    }
    if (own) {
        list->AddRect(ImVec2(from.x + 1.5f, from.y - 2), ImVec2(to.x - 1.5f, to.y + 2),
                      packed(theme().palette->ink), 2, 0, 3);
    }
    const std::string said = figure.value ? std::to_string(static_cast<int>(*figure.value)) : figure.text;
    const Paragraph& words = layoutText(said, softText(), 1e4f);
    if (words.width + 4 <= width) drawText(words, ImVec2(x + (width - words.width) / 2, to.y + 4));
}

void paintStack(const Column& column, const Question& question, const Table& table, const Line& line,
                const Extent& extent, const Visit& visit) {
    const float scale = column.width / static_cast<float>(std::fmax(1, extent.left + extent.right));
    float x = column.x + scale * static_cast<float>(extent.left - extentOf(table, line).left);
    const float y = ImGui::GetCursorScreenPos().y;
    const auto columns = drawnColumns(table);
    // Boxes that only share a width evenly say nothing: the line says why there is no figure.
    if (std::none_of(columns.begin(), columns.end(),
                     [&](std::size_t c) { return line.figures[c].low || line.figures[c].value; })) {
        paragraph(column, line.figures[columns.front()].text, softText());
        space(8);
        return;
    }
    for (std::size_t c : columns) {
        const float width = scale * static_cast<float>(line.figures[c].drawn);
        paintSegment(x, y, width, table.columns[c].tone, line.figures[c],
                     isOwn(visit, question, line.id, table.columns[c].id));
        x += width;
    }
    const float middle = column.x + scale * static_cast<float>(extent.left);
    ImGui::GetWindowDrawList()->AddLine(ImVec2(middle, y - 4), ImVec2(middle, y + kStack + 4),
                                        packed(theme().palette->ink), 1);
    space(kStack + 8 + theme().soft() * theme().lines);
}

void paintMatrix(const Column& column, const Question& question, const Table& table, const Visit& visit,
                 const Locale& locale) {
    for (std::size_t c : drawnColumns(table)) {
        const float y = ImGui::GetCursorScreenPos().y;
        const ImVec2 from(column.x, y + 3), to(column.x + 14, y + 17);
        ImGui::GetWindowDrawList()->AddRectFilled(from, to, packed(toneColor(table.columns[c].tone)));
        if (table.columns[c].tone == 1) paintHatch(from, to);
        paragraph({column.x + 22, column.width - 22}, table.columns[c].label, softText());
    }
    for (const std::string& note : table.notes) paragraph(column, note, softText());
    const Extent extent = extentOf(table);
    for (const Line& line : table.lines) {
        space(12);
        std::string words = line.label;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (isOwn(visit, question, line.id, table.columns[c].id))
                words += " · " + locale.text("app.own") + ": " + table.columns[c].label + " (" +
                         line.figures[c].text + ")";
        paragraph(column, words, bodyText());
        space(6);
        paintStack(column, question, table, line, extent, visit);
    }
}

void paintTable(const Column& column, const Section& section, const Table& table, const Visit& visit,
                const Locale& locale) {
    if (!section.isQuestion) {
        for (const Line& line : table.lines) paintIndex(column, line, locale);
        return;
    }
    const Question& question = *visit.survey().question(section.id);
    table.drawing == Drawing::diverging ? paintMatrix(column, question, table, visit, locale)
                                        : paintBars(column, question, table, visit, locale);
}

void paintOwnAnswers(const Column& column, const Visit& visit, const Locale& locale) {
    for (const Question* question : visit.questions()) {
        const Answer* answer = visit.answer(*question);
        if (!answer || question->isOpen()) continue;
        card(column, [&](const Column& inner) {
            paragraph(inner, shortTitle(*question, locale.language()), strongText());
            space(8);
            for (const std::string& line : describeAnswer(*question, *answer, locale.language())) {
                paragraph(inner, line, bodyText());
                space(4);
            }
        });
        space(12);
    }
}

}  // namespace

void paintPreview(const Column& column, const Visit& visit, const Locale& locale) {
    paragraph(column, locale.text("app.preview-title"), titleText(), "app-heading");
    space(8);
    paragraph(column, previewNote(visit, locale), softText());
    space(16);
    const std::vector<Section> sections = previewSections(visit);
    if (sections.empty()) paintOwnAnswers(column, visit, locale);
    for (const Section& section : sections) {
        card(column, [&](const Column& inner) {
            paragraph(inner, section.title, strongText());
            space(12);
            if (!section.explanation.empty()) {
                paragraph(inner, section.explanation, softText());
                space(12);
            }
            for (const Table& table : section.tables) paintTable(inner, section, table, visit, locale);
        });
        space(12);
    }
}

}  // namespace otklik::paint
