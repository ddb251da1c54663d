#include "shared/report/question_id.h"
#include "shared/report/types/types.h"

namespace otklik {

void addOptions(const Reporting& reporting) {
    const Question& question = reporting.question();
    const Locale& locale = reporting.locale;
    const MeasuredRow& row = reporting.measured.rows.front();
    Table table = reporting.table();
    table.title = baseText(reporting.responses, row.answered, locale);
    table.head = locale.text("report.answer");
    table.drawing = Drawing::bars;
    table.columns = {{"share", locale.text("report.share")}};
    for (const Share& share : row.shares)
        table.lines.push_back({answerId(share.value),
                               question.option(share.value)->text.in(locale.language()),
                               {shareFigure(share, locale)},
                               share.value});
    // Several answers have no order of their own: the most frequent comes first, «Другое» last.
    if (question.takesSeveral) sortByShare(table);
    sayMost(table, locale);
    reporting.section.tables.push_back(std::move(table));
}

}  // namespace otklik
