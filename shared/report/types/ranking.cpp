// Options in the order that all answers give them together: by points, which are as many as there are places
// after the one that an option has, so that one which few people rank does not stand on top. Where everybody
// ranks all of them that is the order of mean places.

#include <algorithm>
#include <numeric>

#include "shared/report/question_id.h"
#include "shared/report/types/types.h"

namespace otklik {
namespace {

double pointsOf(const MeasuredRow& row) {
    double points = 0;
    for (std::size_t i = 0; i < row.shares.size(); ++i)
        points += row.shares[i].count.value_or(0) * static_cast<double>(row.shares.size() - i);
    return points;
}

/// Not everybody ranks every option: some choose those that they rank, or see only some.
bool isOfSome(const Question& question) {
    return question.most > 0 || !question.rowsVisibleIf.empty() ||
           std::any_of(question.rows.begin(), question.rows.end(),
                       [](const Choice& row) { return !row.visibleIf.empty(); });
}

}  // namespace

std::vector<double> ranksOf(const Question& question) {
    std::vector<double> places(question.options.size());
    std::iota(places.begin(), places.end(), 1.0);
    return places;
}

void addPlaces(const Reporting& reporting) {
    const Question& question = reporting.question();
    const Locale& locale = reporting.locale;
    const std::vector<MeasuredRow>& rows = reporting.measured.rows;
    if (!reporting.measured.firsts) return;
    const MeasuredRow& firsts = *reporting.measured.firsts;
    const bool isOfSome = otklik::isOfSome(question);
    Table table = reporting.table();
    table.title =
        locale.text("report.first-places") + " · " + baseText(reporting.responses, firsts.answered, locale);
    table.head = locale.text("report.option");
    table.drawing = Drawing::bars;
    table.columns = {{"share", locale.text("report.first-places")},
                     {"place", locale.text("report.mean-place")}};
    table.columns.back().isTold = true;
    if (isOfSome) table.columns.push_back({"ranked", locale.text("report.ranked")});
    std::vector<double> points;
    for (const MeasuredRow& row : rows) points.push_back(pointsOf(row));
    for (const std::size_t at : descending(points)) {
        const MeasuredRow& row = rows[at];
        Line line{answerId(row.row),
                  question.row(row.row)->text.in(locale.language()),
                  {shareFigure(firsts.shares[at], locale), meanFigure(row.mean, false, locale)},
                  row.row};
        if (isOfSome) line.figures.push_back(countFigure(row.answered, locale));
        table.lines.push_back(std::move(line));
    }
    if (!table.lines.empty() && table.lines.front().figures[1].value)
        table.says = locale.text("report.best-place", {{"answer", quoted(table.lines.front().label, locale)},
                                                       {"place", table.lines.front().figures[1].text}});
    table.notes.push_back(locale.text(isOfSome ? "report.places-some-note" : "report.places-note"));
    reporting.section.tables.push_back(std::move(table));
}

}  // namespace otklik
