#pragma once
// A table as it is written: every one of the report is a table of the page, whatever is drawn beside it, so
// that what a chart says can always be read, copied and printed. Internal to shared/report.

#include "shared/report/report.h"
#include "shared/text/html.h"

namespace otklik {

void writeTable(HtmlWriter& html, const Table& table, const Locale& locale);

}  // namespace otklik
