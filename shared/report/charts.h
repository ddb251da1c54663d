#pragma once
// Charts as SVG without styles of their own: web/page/charts.css says how each part looks, on the page and in
// the files. Lengths are percents of the width, so that a chart fits any screen and its words keep their
// size.

#include <string>

#include "shared/report/report.h"

namespace otklik {

/// A bar from 0 to a share with its interval, or, of a bound, the stretch where it can lie.
std::string barSvg(const Figure& figure);

/// Value and interval on a scale of 0 to 100; `before` is last time's figure, or nullptr. `hasWords`: the
/// scale's ends stand under it.
std::string intervalSvg(const Figure& figure, const Figure* before, bool hasWords);

/// All answers of one line; what takes no side stands apart.
std::string stackSvg(const Table& table, const Line& line);

/// A swatch of a tone, for the line that names the answers; `words` stand in it.
std::string toneSvg(const Column& column, std::string_view words = "");

/// Value and interval of a group on the table's axis, and everybody's value.
std::string groupSvg(const Table& table, const Figure& figure);
/// The axis under them.
std::string axisSvg(const Axis& axis);

/// The first column of every line over time, with its intervals.
std::string trendSvg(const Table& table);

/// A sample of what charts draw, for their key: «value», «before», «everybody», «apart».
std::string sampleSvg(std::string_view kind);

/// What the charts of a page refer to; once a page.
std::string chartPatterns();

/// Heights of the charts in pixels.
inline constexpr int kBarHeight = 24, kIntervalHeight = 28, kStackHeight = 32, kGroupHeight = 22,
                     kAxisHeight = 24, kTrendHeight = 200;

}  // namespace otklik
