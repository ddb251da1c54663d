#pragma once
// The report as a workbook: a sheet a section, numbers as numbers, charts of Excel's own.

#include <string>

#include "shared/base/result.h"
#include "shared/report/report.h"

namespace otklik {

/// The file's bytes, the same for the same report. A problem where the temporary folder cannot be written.
Result<std::string> reportXlsx(const Report& report, const Locale& locale);

}  // namespace otklik
