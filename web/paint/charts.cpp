// Every share comes from the release; nothing here counts.

#include "web/paint/charts.h"

#include <cmath>

#include "shared/report/report.h"
#include "web/app/markup.h"

namespace otklik::paint {
namespace {

constexpr float kBar = 12;

void paintBarLine(const Column& column, const std::string& words, const std::string& figure, float share,
                  bool own) {
    const Palette& colors = *theme().palette;
    const TextStyle style = own ? strongText() : bodyText();
    const float y = ImGui::GetCursorScreenPos().y;
    const Paragraph& value = layoutText(figure, style, column.width * 0.4f);
    const Paragraph& label = layoutText(words, style, column.width - value.width - 16);
    drawText(label, ImVec2(column.x, y));
    drawText(value, ImVec2(column.x + column.width - value.width, y));
    space(std::fmax(label.height, value.height) + 2);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float top = ImGui::GetCursorScreenPos().y;
    list->AddRectFilled(ImVec2(column.x, top), ImVec2(column.x + column.width, top + kBar),
                        packed(colors.accent_tint), kBar / 2);
    if (share > 0)
        list->AddRectFilled(ImVec2(column.x, top),
                            ImVec2(column.x + std::fmax(kBar, column.width * share), top + kBar),
                            packed(own ? colors.accent : colors.line), kBar / 2);
    space(kBar + 10);
}

void paintRow(const Column& column, const Question& question, const PublishedRow& row, const Visit& visit,
              const Locale& locale) {
    if (!row.row.empty() && question.row(row.row)) {
        paragraph(column, question.row(row.row)->text.in(locale.language()), strongText());
        space(6);
    }
    for (const PublishedCell& cell : row.cells) {
        const bool own = isOwn(visit, question, row.row, cell.value);
        std::string words = answerText(question, cell.value, locale.language());
        if (own) words += " · " + locale.text("app.own");
        paintBarLine(column, words, shareText(cell, locale),
                     isMeasured(cell) ? static_cast<float>(cell.percent) / 100 : 0, own);
    }
    space(8);
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
    if (!hasFigures(visit)) {
        paintOwnAnswers(column, visit, locale);
        return;
    }
    for (const Comparable& one : comparables(visit)) {
        card(column, [&](const Column& inner) {
            paragraph(inner, shortTitle(*one.question, locale.language()), strongText());
            space(12);
            for (const PublishedRow& row : one.published->rows)
                paintRow(inner, *one.question, row, visit, locale);
        });
        space(12);
    }
}

}  // namespace otklik::paint
