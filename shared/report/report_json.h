#pragma once
// The report for programs, as assets/schemas/report.json describes it.

#include "shared/base/json.h"
#include "shared/report/report.h"

namespace otklik {

Json reportJson(const Report& report);

/// The wave, the day and the sections of a report, as reportJson() wrote them, without their notes. A problem
/// where a member is missing or of the wrong type.
Result<Report> reportFromJson(const Json& json);

}  // namespace otklik
