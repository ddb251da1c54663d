#pragma once
// How a stacked bar lies: the answers in the order of the form, then what stands apart. The page, the files
// and the app draw the same.

#include <cstddef>
#include <vector>

#include "shared/report/report.h"

namespace otklik {

/// Columns that are drawn, in the order in which they lie.
std::vector<std::size_t> stackedColumns(const Table& table);

/// True for an answer whose number says enough to stand in its swatch.
bool isStep(const Column& column);

/// The distance of what stands apart: percent of the width, 8 pixels on a phone.
inline constexpr double kApart = 2.2;

/// What a percent takes of the width, so that the line fills it: 1, or less where something stands apart. 0
/// where nothing is drawn.
double stackScale(const Table& table, const Line& line);

/// Whether a column's figure is a number that has room in its part of the bar, on a phone too.
bool hasNumber(const Table& table, const Line& line, std::size_t column);

}  // namespace otklik
