#pragma once
// The report as one flat table for people: a line a figure, and one for each fact, note and sentence.

#include <string>

#include "shared/report/report.h"
#include "shared/text/csv.h"

namespace otklik {

std::string reportCsv(const Report& report, const Locale& locale, CsvDialect dialect);

}  // namespace otklik
