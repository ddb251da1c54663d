#pragma once
// Charts as inline SVG without styles of their own. Lengths are percents of the width, so that a chart fits
// any screen and its words keep their size.

#include <string>

#include "shared/report/diverging.h"

namespace otklik {

/// A bar from 0 to a share, or, of a bound, the stretch where it can lie.
std::string barSvg(const Figure& figure);

/// Value and interval on a scale of 0 to 100; `before` marks last time's value.
std::string intervalSvg(const Figure& figure, const Figure* before);

/// One line of a diverging table; `extent` is the table's.
std::string divergingSvg(const Table& table, const Line& line, const Extent& extent);

/// A swatch of a tone, for the line that names the answers.
std::string toneSvg(int tone);

/// The first column of every line over time, with its intervals.
std::string trendSvg(const Table& table);

/// What the charts of a page refer to; once a page.
std::string chartPatterns();

}  // namespace otklik
