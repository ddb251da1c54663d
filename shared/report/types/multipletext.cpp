// How many wrote something in each row, of all who responded: how many wrote in any is not counted.

#include "shared/report/question_id.h"
#include "shared/report/types/types.h"

namespace otklik {

void addWritten(const Reporting& reporting) {
    const Locale& locale = reporting.locale;
    Table table = reporting.table();
    table.title = locale.text("report.written-note");
    table.head = locale.text("report.field");
    table.drawing = Drawing::bars;
    table.columns = {{"share", locale.text("report.share-of-all")}};
    for (const MeasuredRow& row : reporting.measured.rows)
        table.lines.push_back({answerId(row.row),
                               reporting.question().row(row.row)->text.in(locale.language()),
                               {shareFigure(row.shares.front(), locale)},
                               row.row});
    sayMost(table, locale);
    reporting.section.tables.push_back(std::move(table));
}

}  // namespace otklik
