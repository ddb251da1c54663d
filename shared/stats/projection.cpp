#include "shared/stats/projection.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace otklik {
namespace {

double sumOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

double projectedTotal(double total, const std::vector<double>& channels) {
    if (channels.empty()) return std::max(1.0, total);
    const double count = static_cast<double>(channels.size());
    return std::max(1.0, (count * total + sumOf(channels)) / (count + 1));
}

double totalVariance(std::size_t channels, double sigma) {
    const double count = static_cast<double>(channels);
    return sigma * sigma * (channels ? count / (count + 1) : 1);
}

std::vector<double> nearestAddingTo(double sum, const std::vector<double>& parts) {
    std::vector<double> falling = parts;
    std::sort(falling.begin(), falling.end(), std::greater<>());
    // All positive parts move by one shift; it is found by taking parts in, the greatest first.
    double soFar = 0, shift = 0, count = 0;
    for (const double part : falling) {
        soFar += part, ++count;
        const double next = (soFar - sum) / count;
        if (next > part) break;
        shift = next;
    }
    std::vector<double> nearest;
    for (const double part : parts) nearest.push_back(std::max(0.0, part - shift));
    return nearest;
}

ProjectedRow projectedRow(double total, const std::vector<double>& cells) {
    ProjectedRow row;
    for (const double cell : cells) row.cells.push_back(std::max(0.0, cell));
    if (sumOf(row.cells) > total) row.cells = nearestAddingTo(total, cells);
    row.base = std::max(1.0, std::min(total, sumOf(row.cells)));  // no rounding error over the total
    return row;
}

ProjectedRow projectedOptions(double total, double base, const std::vector<double>& cells) {
    ProjectedRow row{std::max(1.0, std::min(base, total)), {}};
    for (const double cell : cells) row.cells.push_back(std::clamp(cell, 0.0, row.base));
    return row;
}

ProjectedSums projectedSums(const std::vector<double>& sums, double tau, double centred,
                            double centredVariance) {
    if (sums.empty()) return {};
    const double count = static_cast<double>(sums.size());
    const double shift = (centred - sumOf(sums)) / count;
    ProjectedSums projected{sums, tau * tau * (1 - 1 / count) + centredVariance / (count * count)};
    for (double& sum : projected.sums) sum += shift;
    return projected;
}

}  // namespace otklik
