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

Figure shareFigure(const Share& share, const Locale& locale) {
    Figure figure;
    figure.unit = Unit::percent;
    figure.drawn = share.drawn * kPoints;
    const auto said = [&](const char* key, double percent) {
        return locale.text(key, {{"percent", locale.number(percent)}});
    };
    const double bound = std::round(share.bound * kPoints);
    switch (share.kind) {
        case Share::Kind::known:
            figure.value = figure.drawn = std::round(share.measure.value * kPoints);
            figure.low = std::round(share.measure.interval.low * kPoints);
            figure.high = std::round(share.measure.interval.high * kPoints);
            figure.text = said("report.percent", *figure.value);
            break;
        case Share::Kind::atMost:
            figure.text = said("report.at-most", bound);
            figure.low = 0, figure.high = bound;
            break;
        case Share::Kind::atLeast:
            figure.text = said("report.at-least", bound);
            figure.low = bound, figure.high = kPoints;
            break;
        case Share::Kind::hidden:
            figure.text = locale.text("report.hidden");
            break;
        case Share::Kind::tooFew:
            figure.text = locale.text("report.too-few-share");
            figure.drawn = 0;
            break;
    }
    if (share.count && share.kind == Share::Kind::known) figure.count = std::llround(*share.count);
    return figure;
}

Figure countFigure(std::optional<double> count, const Locale& locale) {
    if (!count) return wordsFigure(locale.text("report.hidden"));
    Figure figure;
    figure.unit = Unit::answers;
    figure.value = std::round(*count);
    figure.text = locale.text("report.about", {{"n", locale.number(*figure.value)}});
    return figure;
}

Figure restFigure(double all, std::optional<double> part, const Locale& locale) {
    if (!part) return countFigure(std::nullopt, locale);
    return countFigure(std::max(0.0, std::round(all) - std::round(*part)), locale);
}

Figure indexFigure(const std::optional<Measure>& measure, const Locale& locale) {
    if (!measure) return wordsFigure(locale.text("results.no-index"));
    Figure figure;
    figure.unit = Unit::points;
    figure.value = toTenth(measure->value * kPoints);
    figure.low = toTenth(measure->interval.low * kPoints);
    figure.high = toTenth(measure->interval.high * kPoints);
    figure.drawn = *figure.value;
    figure.text = locale.number(*figure.value, 1);
    return figure;
}

Figure changeFigure(const Change& change, const Figure& before, const Figure& after, const Locale& locale) {
    const auto signedText = [&](double value) { return (value > 0 ? "+" : "") + locale.number(value, 1); };
    Figure figure;
    figure.unit = Unit::points;
    figure.value = toTenth(*after.value - *before.value);
    figure.low = std::min(*figure.value, toTenth(change.interval.low * kPoints));
    figure.high = std::max(*figure.value, toTenth(change.interval.high * kPoints));
    figure.text = signedText(*figure.value);
    return figure;
}

std::string intervalText(const Figure& figure, const Locale& locale) {
    const int decimals = figure.unit == Unit::points ? 1 : 0;
    return locale.number(*figure.low, decimals) + "\u2013" + locale.number(*figure.high, decimals);
}

}  // namespace otklik
