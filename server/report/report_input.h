#pragma once
// What the store has published, as the report wants it.

#include "server/store/store.h"
#include "shared/form/office.h"
#include "shared/report/report.h"
#include "shared/text/locale.h"

namespace otklik {

ResponseKind kindOf(const Wave& wave);

/// The report of one wave, in the language of `locale`; waves before it are what it is compared with.
/// `locales` know the headings of the office's texts. Valid while `snapshot` lives.
ReportInput reportInput(const Snapshot& snapshot, std::string_view wave, const Office& office,
                        const Locales& locales, const Locale& locale);

}  // namespace otklik
