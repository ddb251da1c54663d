#pragma once
// The report for programs, as assets/schemas/report.json describes it.

#include "shared/base/json.h"
#include "shared/report/report.h"

namespace otklik {

Json reportJson(const Report& report);

}  // namespace otklik
