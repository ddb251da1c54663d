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

constexpr double kAlmost = 1e-9;  // so that 40 is not rounded to 41 for an error of the last place

/// Ends of an interval go outward, so that what is shown holds the truth as often as what was computed.
double down(double value, double steps) {
    return std::floor(value * steps + kAlmost) / steps;
}
double up(double value, double steps) {
    return std::ceil(value * steps - kAlmost) / steps;
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
    // One that begins at less than a point reads as one that begins at 0.
    const bool isFromZero = share.kind == Share::Kind::known && share.measure.interval.low * kPoints < 1;
    const double end = isFromZero ? share.measure.interval.high : share.bound;
    const double bound = std::max(1.0, up(end * kPoints, 1));
    switch (isFromZero ? Share::Kind::atMost : share.kind) {
        case Share::Kind::known:
            figure.value = figure.drawn = std::round(share.measure.value * kPoints);
            figure.low = down(share.measure.interval.low * kPoints, 1);
            figure.high = up(share.measure.interval.high * kPoints, 1);
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
    if (share.count && figure.value) figure.count = std::llround(*share.count);
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
    figure.low = down(measure->interval.low * kPoints, 10);
    figure.high = up(measure->interval.high * kPoints, 10);
    figure.drawn = *figure.value;
    figure.text = locale.number(*figure.value, 1);
    return figure;
}

Figure changeFigure(const Change& change, const Figure& before, const Figure& after, const Locale& locale) {
    const auto signedText = [&](double value) { return (value > 0 ? "+" : "") + locale.number(value, 1); };
    Figure figure;
    figure.unit = Unit::points;
    figure.value = toTenth(*after.value - *before.value);
    figure.low = std::min(*figure.value, down(change.interval.low * kPoints, 10));
    figure.high = std::max(*figure.value, up(change.interval.high * kPoints, 10));
    figure.text = signedText(*figure.value);
    return figure;
}

std::string intervalText(const Figure& figure, const Locale& locale) {
    const int decimals = figure.unit == Unit::points ? 1 : 0;
    return locale.number(*figure.low, decimals) + "\u2013" + locale.number(*figure.high, decimals);
}

}  // namespace otklik
