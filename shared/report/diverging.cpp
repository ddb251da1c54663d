#include "shared/report/diverging.h"

#include <algorithm>

namespace otklik {
namespace {

constexpr int kNeutral = 3;

}  // namespace

std::vector<std::size_t> drawnColumns(const Table& table) {
    std::vector<std::size_t> order;
    for (int tone = 1; tone <= 5; ++tone)
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].tone == tone) order.push_back(c);
    return order;
}

Extent extentOf(const Table& table, const Line& line) {
    Extent extent;
    for (std::size_t c : drawnColumns(table)) {
        const int tone = table.columns[c].tone;
        const double share = line.figures[c].drawn;
        extent.left += tone < kNeutral ? share : tone == kNeutral ? share / 2 : 0;
        extent.right += tone > kNeutral ? share : tone == kNeutral ? share / 2 : 0;
    }
    return extent;
}

Extent extentOf(const Table& table) {
    Extent widest;
    for (const Line& line : table.lines) {
        const Extent extent = extentOf(table, line);
        widest = {std::max(widest.left, extent.left), std::max(widest.right, extent.right)};
    }
    return widest;
}

}  // namespace otklik
