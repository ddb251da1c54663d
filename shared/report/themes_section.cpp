// Only how many wrote, and of what: no text is published.

#include <cmath>

#include "shared/report/question_id.h"
#include "shared/report/sections.h"

namespace otklik {
namespace {

Figure answersFigure(const MeasuredTheme& theme, const Locale& locale) {
    Figure figure = countFigure(theme.count, locale);
    figure.low = std::floor(theme.interval.low), figure.high = std::ceil(theme.interval.high);
    if (*figure.low <= 0) {
        figure.text = locale.text("report.at-most-answers", {{"n", locale.number(*figure.high)}});
        figure.value.reset();
    }
    return figure;
}

/// A question of several texts has a section of its own besides.
std::string idOf(const Question& question) {
    return question.takesTexts ? reportId(question, "texts") : reportId(question);
}

/// Of one question: how many answers speak of each theme.
Table themesTable(const MeasuredWave& wave, const MeasuredQuestion& measured, const Locale& locale) {
    const Question& question = *measured.question;
    Table table;
    table.id = idOf(question);
    table.title =
        locale.text("report.themes-of", {{"question", titleOf(*wave.wave->survey, question, locale)}});
    table.head = locale.text("report.theme");
    table.drawing = Drawing::bars;
    table.columns = {{"share", locale.text(question.takesTexts ? "report.share-of-all" : "report.share")},
                     {"answers", locale.text("report.theme-answers")}};
    for (const MeasuredTheme& theme : measured.themes)
        table.lines.push_back({answerId(theme.name),
                               theme.name,
                               {shareFigure(theme.share, locale), answersFigure(theme, locale)},
                               theme.name,
                               question.name});
    if (question.takesTexts) table.notes.push_back(locale.text("report.written-note"));
    return table;
}

/// How many wrote; of a question of several texts how many wrote each.
Figure writtenFigure(const MeasuredQuestion& measured, const Locale& locale) {
    if (!measured.question->takesTexts) return countFigure(measured.rows.front().answered, locale);
    std::string words;
    for (const MeasuredRow& row : measured.rows)
        words += (words.empty() ? "" : "; ") + measured.question->row(row.row)->text.in(locale.language()) +
                 " — " + countFigure(row.answered, locale).text;
    return wordsFigure(std::move(words));
}

}  // namespace

std::optional<Section> themesSection(const MeasuredWave& wave, const Locale& locale) {
    Table written;
    written.id = "written";
    written.title = locale.text("report.written");
    written.head = locale.text("report.question");
    written.columns = {{"answers", locale.text("report.theme-answers")}};
    Section section{Section::Kind::themes, "themes", locale.text("report.themes"), "", "", {}, {}};
    std::vector<Table> themes;
    for (const MeasuredQuestion& question : wave.measured.questions) {
        if (!question.question->keepsText()) continue;
        written.lines.push_back({idOf(*question.question),
                                 numberedTitle(wave, *question.question, locale),
                                 {writtenFigure(question, locale)},
                                 "",
                                 question.question->name});
        if (!question.themes.empty()) themes.push_back(themesTable(wave, question, locale));
    }
    if (written.lines.empty()) return std::nullopt;
    section.explanation = locale.text(themes.empty() ? "report.open-note" : "report.themes-note");
    section.tables.push_back(std::move(written));
    for (Table& table : themes) section.tables.push_back(std::move(table));
    return section;
}

}  // namespace otklik
