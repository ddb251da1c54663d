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

/// Of one question: how many answers speak of each theme.
Table themesTable(const MeasuredQuestion& measured, const Locale& locale) {
    Table table;
    table.id = reportId(*measured.question);
    table.title =
        locale.text("report.themes-of", {{"question", shortTitleOf(*measured.question, locale.language())}});
    table.head = locale.text("report.theme");
    table.drawing = Drawing::bars;
    table.columns = {{"share", locale.text("report.share")},
                     {"answers", locale.text("report.theme-answers")}};
    for (const MeasuredTheme& theme : measured.themes)
        table.lines.push_back(
            {theme.name, theme.name, {shareFigure(theme.share, locale), answersFigure(theme, locale)}});
    return table;
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
        if (!question.question->isOpen()) continue;
        written.lines.push_back({reportId(*question.question),
                                 numberedTitle(wave, *question.question, locale),
                                 {countFigure(question.rows.front().answered, locale)}});
        if (!question.themes.empty()) themes.push_back(themesTable(question, locale));
    }
    if (written.lines.empty()) return std::nullopt;
    section.explanation = locale.text(themes.empty() ? "report.open-note" : "report.themes-note");
    section.tables.push_back(std::move(written));
    for (Table& table : themes) section.tables.push_back(std::move(table));
    return section;
}

}  // namespace otklik
