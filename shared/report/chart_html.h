#pragma once
// A table as it is drawn on the page, with its words as text of the page. Internal to shared/report.

#include "shared/report/report.h"
#include "shared/text/html.h"

namespace otklik {

/// Nothing of a table that is only written.
void writeChart(HtmlWriter& html, const Table& table, const Locale& locale);

/// The indices as cards: name, figure, interval on its scale, change. `meanings`: one a line, may be empty.
void writeCards(HtmlWriter& html, const Table& table, const std::vector<std::string>& meanings,
                const Locale& locale);

/// What the bands, marks and lines of groups, or of indices, mean.
void writeGroupsKey(HtmlWriter& html, const Table& table, const Locale& locale);
void writeIndicesKey(HtmlWriter& html, const Table& table, const Locale& locale);

}  // namespace otklik
