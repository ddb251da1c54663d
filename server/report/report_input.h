#pragma once
// What the store has published, as the report wants it.

#include "server/store/store.h"
#include "shared/report/report.h"

namespace otklik {

ResponseKind kindOf(const Wave& wave);

/// The report of one wave; waves before it are what it is compared with. Valid while `snapshot` lives.
ReportInput reportInput(const Snapshot& snapshot, std::string_view wave);

}  // namespace otklik
