#pragma once
// A chart as a picture that stands alone: what the page says round it is in it.

#include <string>
#include <string_view>
#include <vector>

#include "shared/report/report.h"

namespace otklik {

/// A table that is drawn, and the section it stands in. Points into the report.
struct Chart {
    const Section* section;
    const Table* table;
};

/// The charts of a report in its order; a chart is called by its table's id.
std::vector<Chart> chartsOf(const Report& report);

/// A whole SVG document, 960 pixels wide and at most about 4,800 high: mark, heading, key, the drawing with
/// its labels and figures, source and licence. `style` says how the parts of charts look, without var(). What
/// of a long chart has no room is left out, and it says how many lines that are. Always well-formed XML,
/// whatever people wrote, without scripts and without links.
std::string chartFile(const Report& report, const Chart& chart, std::string_view style, const Locale& locale);

}  // namespace otklik
