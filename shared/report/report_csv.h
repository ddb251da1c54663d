#pragma once
// The report as one flat table: a line a figure, and one for each fact and note.

#include <string>

#include "shared/report/report.h"

namespace otklik {

enum class CsvDialect {
    excel,    ///< a byte order mark, semicolons, decimal commas: what Excel in Russian opens as a table
    rfc4180,  ///< commas, decimal points
};

std::string reportCsv(const Report& report, const Locale& locale, CsvDialect dialect);

}  // namespace otklik
