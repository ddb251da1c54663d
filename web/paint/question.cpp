// A matrix becomes one card a row where its columns would not fit side by side.

#include "web/paint/question.h"

#include <algorithm>
#include <cmath>

#include "shared/form/form.h"
#include "shared/redact/redact.h"
#include "web/app/markup.h"

namespace otklik::paint {
namespace {

constexpr float kTableWidth = 640;  // narrower columns of a table would break inside words

float cursorY() {
    return ImGui::GetCursorScreenPos().y;
}

bool isChosen(const Answer* answer, std::string_view row, std::string_view value) {
    if (!answer) return false;
    if (row.empty()) return answer->chose(value);
    auto cell = answer->cells.find(row);
    return cell != answer->cells.end() && cell->second == value;
}

void paintFindings(const Column& column, std::string_view text, const Locale& locale) {
    std::string_view before;
    for (const Finding& finding : findPersonalData(text)) {
        if (id(finding.kind) == before) continue;
        before = id(finding.kind);
        space(8);
        notice(column, locale.text("redaction." + std::string(before)), false);
    }
}

void paintChoices(const Column& column, const Question& question, const Answer* answer, const Locale& locale,
                  bool bad) {
    const Mark mark = question.type == QuestionType::checkbox ? Mark::checkbox : Mark::radio;
    for (const Choice& choice : question.choices) {
        const bool chosen = isChosen(answer, "", choice.value);
        choiceRow(column, controlId(question, choice.value), choice.text.in(locale.language()), mark, chosen,
                  bad);
        if (!question.takesText(choice) || !chosen) continue;
        textField(column, commentId(question), 52 * theme().unit, bad);
        paintFindings(column, answer->comment, locale);
        space(12);
    }
}

void paintScaleRow(const Column& column, const Question& question, std::string_view row,
                   const std::vector<Choice>& steps, const Answer* answer, std::string_view language) {
    const float gap = 8, y = cursorY(), height = rowHeight();
    const float width =
        (column.width - gap * static_cast<float>(steps.size() - 1)) / static_cast<float>(steps.size());
    float x = column.x;
    for (const Choice& step : steps) {
        const std::string control =
            row.empty() ? controlId(question, step.value) : controlId(question, row, step.value);
        scaleStep(control, ImVec2(x, y), ImVec2(x + width, y + height), step.text.in(language),
                  isChosen(answer, row, step.value));
        x += width + gap;
    }
    space(height);
}

void paintScaleEnds(const Column& column, const Question& question, std::string_view language) {
    const auto [lowWords, highWords] = scaleEnds(question, language);
    if (lowWords.empty() && highWords.empty()) return;
    // Beside each other, or below where the words would be broken.
    const bool isNarrow = column.width < 260 * theme().unit;
    const float half = isNarrow ? column.width : column.width / 2 - 8, y = cursorY();
    const Paragraph& low = layoutText(lowWords, softText(), half);
    const Paragraph& high = layoutText(highWords, softText(), half);
    drawText(low, ImVec2(column.x, y));
    drawText(high, ImVec2(column.x + column.width - half, isNarrow ? y + low.height : y), isNarrow ? 0 : 1,
             half);
    space((isNarrow ? low.height + high.height : std::fmax(low.height, high.height)) + 12);
}

void paintMatrixCards(const Column& column, const Question& question, const Answer* answer,
                      std::string_view language) {
    for (const Choice& row : question.rows) {
        card(column, [&](const Column& inner) {
            paragraph(inner, row.text.in(language), strongText());
            space(12);
            if (question.isScale()) {
                paintScaleRow(inner, question, row.value, question.columns, answer, language);
                return;
            }
            for (const Choice& cell : question.columns)
                choiceRow(inner, controlId(question, row.value, cell.value), cell.text.in(language),
                          Mark::radio, isChosen(answer, row.value, cell.value));
        });
        space(12);
    }
}

void paintMatrixTable(const Column& column, const Question& question, const Answer* answer,
                      std::string_view language) {
    const Palette& colors = *theme().palette;
    const float rowHeader = std::fmin(280 * theme().unit, column.width * 0.4f);
    const float cell = (column.width - rowHeader) / static_cast<float>(question.columns.size());
    float y = cursorY();
    if (!question.isScale()) {  // the steps of a scale show their numbers themselves
        float headers = 0;
        for (const Choice& choice : question.columns)
            headers = std::fmax(headers, layoutText(choice.text.in(language), softText(), cell - 12).height);
        float x = column.x + rowHeader + 6;
        for (const Choice& choice : question.columns) {
            const Paragraph& words = layoutText(choice.text.in(language), softText(), cell - 12);
            drawText(words, ImVec2(x, y + headers - words.height), 0.5f, cell - 12);
            x += cell;
        }
        y += headers + 8;
    }
    for (const Choice& row : question.rows) {
        const Paragraph& words = layoutText(row.text.in(language), bodyText(), rowHeader - 16);
        const float height = std::fmax(64, words.height + 24);
        ImGui::GetWindowDrawList()->AddLine(ImVec2(column.x, y), ImVec2(column.x + column.width, y),
                                            packed(colors.line, 0.5f));
        drawText(words, ImVec2(column.x, y + (height - words.height) / 2));
        float x = column.x + rowHeader;
        ImGui::SetCursorScreenPos(ImVec2(0, y));
        for (const Choice& choice : question.columns) {
            const std::string control = controlId(question, row.value, choice.value);
            const ImVec2 from(x + 3, y + 4), to(x + cell - 3, y + height - 4);
            const bool chosen = isChosen(answer, row.value, choice.value);
            if (question.isScale())
                scaleStep(control, from, to, choice.text.in(language), chosen);
            else
                choiceCell(control, from, to, chosen);
            x += cell;
        }
        y += height;
    }
    ImGui::SetCursorScreenPos(ImVec2(0, y + 8));
}

void paintIntroduction(const Column& column, const Visit& visit, const Locale& locale, bool withTitle) {
    if (visit.position() != 0) return;
    if (withTitle) {
        paragraph(column, visit.survey().title.in(locale.language()),
                  {theme().soft(), Weight::semibold, theme().palette->ink_soft});
        space(8);
    }
    paragraph(column, introduction(visit.survey(), locale), softText());
    linkButton(column, "app-privacy", locale.text("app.privacy"));
    space(8);
}

}  // namespace

void paintQuestion(const Column& column, const Visit& visit, const Locale& locale, bool withTitle) {
    const Question& question = visit.current();
    const Answer* answer = visit.answer(question);
    const std::string& language = locale.language();
    const bool bad = !visit.problems().empty();
    paintIntroduction(column, visit, locale, withTitle);
    const SplitTitle title = splitTitle(question.title.in(language));
    paragraph(column, title.question, titleText(), questionId(question));
    space(8);
    if (!title.explanation.empty()) {
        paragraph(column, title.explanation, bodyText());
        space(8);
    }
    paragraph(column, question.description.in(language), softText());
    space(16);
    for (const Problem& problem : visit.problems()) {
        notice(column, locale.text("problem." + problem.code, {{"limit", std::to_string(problem.limit)}}),
               true);
        space(12);
    }
    if (question.isScale()) paintScaleEnds(column, question, language);
    switch (question.type) {
        case QuestionType::checkbox:
        case QuestionType::radiogroup:
            paintChoices(column, question, answer, locale, bad);
            break;
        case QuestionType::rating:
            paintScaleRow(column, question, "", question.choices, answer, language);
            break;
        case QuestionType::matrix:
            column.width >= kTableWidth* theme().unit ? paintMatrixTable(column, question, answer, language)
                                                      : paintMatrixCards(column, question, answer, language);
            break;
        case QuestionType::comment:
        case QuestionType::text:
            textField(column, controlId(question, ""),
                      (question.type == QuestionType::comment ? 168 : 52) * theme().unit, bad);
            paintFindings(column, answer ? answer->text : "", locale);
            break;
    }
    if (answer && !question.isOpen()) linkButton(column, "app-clear", locale.text("app.clear"));
}

}  // namespace otklik::paint
