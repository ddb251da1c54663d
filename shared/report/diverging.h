#pragma once
// How a diverging chart lies: from the worst answer to the best, the middle of the neutral one at the centre,
// every line on one scale. The page and the app draw the same.

#include <vector>

#include "shared/report/report.h"

namespace otklik {

/// Columns that are drawn, worst first.
std::vector<std::size_t> drawnColumns(const Table& table);

/// Percents on either side of the centre.
struct Extent {
    double left = 0, right = 0;
};
Extent extentOf(const Table& table, const Line& line);
/// The widest of all lines.
Extent extentOf(const Table& table);

}  // namespace otklik
