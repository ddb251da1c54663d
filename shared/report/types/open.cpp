#include <cmath>

#include "shared/report/types/types.h"

namespace otklik {
namespace {

/// How many answers speak of each theme.
Table themesTable(const MeasuredQuestion& measured, const Locale& locale) {
    Table table;
    table.id = measured.question->name + "-themes";
    table.title = locale.text("report.themes");
    table.head = locale.text("report.theme");
    table.columns = {{"answers", locale.text("report.theme-answers"), 0}};
    for (const MeasuredTheme& theme : measured.themes) {
        Figure figure = countFigure(theme.count, locale);
        figure.low = std::floor(theme.interval.low), figure.high = std::ceil(theme.interval.high);
        if (*figure.low <= 0) {
            figure.text = locale.text("report.at-most-answers", {{"n", locale.number(*figure.high)}});
            figure.value.reset();
        }
        table.lines.push_back({theme.name, theme.name, {std::move(figure)}});
    }
    table.notes.push_back(locale.text("report.themes-note"));
    return table;
}

}  // namespace

void addOpenAnswers(Section& section, const MeasuredQuestion& question, double, const Locale& locale) {
    section.explanation +=
        (section.explanation.empty() ? "" : " ") +
        locale.text("report.open", {{"n", countFigure(question.rows.front().answered, locale).text}});
    if (!question.themes.empty()) section.tables.push_back(themesTable(question, locale));
}

}  // namespace otklik
