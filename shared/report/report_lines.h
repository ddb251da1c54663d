#pragma once
// What the app's preview shows of a report, as lines: the indices, and the questions.

#include <optional>
#include <string>

#include "shared/report/report.h"
#include "shared/text/lines.h"

namespace otklik {

std::string previewLines(const Report& report);
/// Nothing where it is no such preview. What a preview does not show stays empty.
std::optional<Report> previewFromLines(LineReader& lines);

}  // namespace otklik
