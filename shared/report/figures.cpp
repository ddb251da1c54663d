// Always holds: value, low and high are rounded as text is.

#include "shared/report/figures.h"

#include <algorithm>
#include <cmath>

namespace otklik {
namespace {

constexpr double kPoints = 100;

double toTenth(double value) {
    return std::round(value * 10) / 10;
}

}  // namespace

Figure wordsFigure(std::string text) {
    Figure figure;
    figure.text = std::move(text);
    return figure;
}

Figure shareFigure(const PublishedCell& cell, double share, const Locale& locale) {
    Figure figure;
    figure.unit = Unit::percent;
    figure.drawn = share * kPoints;
    const auto said = [&](const char* key) {
        return locale.text(key, {{"percent", std::to_string(cell.percent)}});
    };
    switch (cell.shown) {
        case Shown::number:
            figure.text = said("report.percent");
            figure.value = cell.percent;
            figure.count = cell.count;
            break;
        case Shown::atMost:
            figure.text = said("report.at-most");
            figure.low = 0, figure.high = cell.percent;
            break;
        case Shown::atLeast:
            figure.text = said("report.at-least");
            figure.low = cell.percent, figure.high = kPoints;
            break;
        case Shown::hidden:
            figure.text = locale.text("report.hidden");
            break;
        case Shown::smallBase:
            figure.text = locale.text("report.small-base");
            break;
    }
    return figure;
}

Figure countFigure(double count, const Locale& locale) {
    Figure figure;
    figure.unit = Unit::answers;
    const double rounding = ReleaseRules{}.rounding;
    figure.value = std::round(count / rounding) * rounding;
    figure.text = locale.text("report.about", {{"n", locale.number(*figure.value)}});
    return figure;
}

Figure countFigure(const PublishedCell& cell, const Locale& locale) {
    if (cell.shown == Shown::number) return countFigure(static_cast<double>(cell.count), locale);
    return wordsFigure(locale.text(cell.shown == Shown::smallBase ? "report.small-base" : "report.hidden"));
}

Figure restFigure(const PublishedCell& all, const PublishedCell& part, const Locale& locale) {
    if (all.shown != Shown::number) return countFigure(all, locale);
    if (part.shown != Shown::number) return countFigure(part, locale);
    return countFigure(static_cast<double>(std::max<std::int64_t>(0, all.count - part.count)), locale);
}

Figure indexFigure(const std::optional<Estimate>& estimate, const Locale& locale) {
    if (!estimate) return wordsFigure(locale.text("results.no-index"));
    Figure figure;
    figure.unit = Unit::points;
    figure.value = toTenth(estimate->value * kPoints);
    figure.low = toTenth(estimate->interval.low * kPoints);
    figure.high = toTenth(estimate->interval.high * kPoints);
    figure.drawn = *figure.value;
    figure.text = locale.number(*figure.value, 1);
    return figure;
}

Figure changeFigure(const Figure& before, const Figure& after, const Locale& locale) {
    Figure figure;
    figure.unit = Unit::points;
    figure.value = toTenth(*after.value - *before.value);
    figure.text = (*figure.value > 0 ? "+" : "") + locale.number(*figure.value, 1);
    return figure;
}

std::string intervalText(const Figure& figure, const Locale& locale) {
    return locale.number(*figure.low, 1) + "\u2013" + locale.number(*figure.high, 1);
}

}  // namespace otklik
