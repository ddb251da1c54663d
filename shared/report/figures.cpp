// Always holds: value, low and high are rounded as text is.

#include "shared/report/figures.h"

#include <algorithm>
#include <cmath>

namespace otklik {
namespace {

constexpr double kPoints = 100;

constexpr double kAlmost = 1e-9;  // so that 40 is not rounded to 41 for an error of the last place

/// Ends of an interval go outward, so that what is shown holds the truth as often as what was computed.
double down(double value) {
    return std::floor(value + kAlmost);
}
double up(double value) {
    return std::ceil(value - kAlmost);
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
    figure.drawn = share.percent.value_or(share.drawn * kPoints);
    const auto said = [&](const char* key, double percent) {
        return locale.text(key, {{"percent", locale.number(percent)}});
    };
    // One that begins at less than a point reads as one that begins at 0.
    const bool isFromZero = share.kind == Share::Kind::known && share.measure.interval.low * kPoints < 1;
    const double end = isFromZero ? share.measure.interval.high : share.bound;
    const double bound = std::max(1.0, up(end * kPoints));
    switch (isFromZero ? Share::Kind::atMost : share.kind) {
        case Share::Kind::known:
            figure.low = down(share.measure.interval.low * kPoints);
            figure.high = up(share.measure.interval.high * kPoints);
            figure.value = figure.drawn = std::clamp(
                share.percent.value_or(std::round(share.measure.value * kPoints)), *figure.low, *figure.high);
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
    figure.value = figure.drawn = std::round(measure->value * kPoints);
    figure.low = down(measure->interval.low * kPoints);
    figure.high = up(measure->interval.high * kPoints);
    figure.text = locale.number(*figure.value);
    return figure;
}

Figure meanFigure(const std::optional<Mean>& mean, bool isAbout, const Locale& locale) {
    if (!mean) return wordsFigure(locale.text("report.too-few-share"));
    constexpr int kMostDecimals = 6;
    Figure figure;
    figure.unit = Unit::own;
    figure.decimals = mean->span < kPoints ? 1 : 0;
    for (double span = mean->span; span < 1 && figure.decimals < kMostDecimals; span *= 10) ++figure.decimals;
    const double scale = std::pow(10, figure.decimals);
    figure.low = down(mean->interval.low * scale) / scale;
    figure.high = up(mean->interval.high * scale) / scale;
    figure.value = std::clamp(std::round(mean->value * scale) / scale, *figure.low, *figure.high);
    figure.text = locale.number(*figure.value, figure.decimals);
    if (isAbout) figure.text = locale.text("report.about", {{"n", figure.text}});
    return figure;
}

Figure changeFigure(const Change& change, const Figure& before, const Figure& after, Verdict verdict,
                    const Locale& locale) {
    Figure figure;
    figure.unit = Unit::points;
    figure.value = *after.value - *before.value;
    figure.low = std::min(*figure.value, down(change.interval.low * kPoints));
    figure.high = std::max(*figure.value, up(change.interval.high * kPoints));
    // Rounded outward, the interval of a change beyond chance could seem to hold none.
    if (verdict == Verdict::higher) figure.low = std::max(*figure.low, 1.0);
    if (verdict == Verdict::lower) figure.high = std::min(*figure.high, -1.0);
    figure.verdict = verdict;
    figure.text = (*figure.value > 0 ? "+" : "") + locale.number(*figure.value);
    return figure;
}

const Figure* figureIn(const Table& table, const Line& line, std::string_view column) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].id == column) return &line.figures[c];
    return nullptr;
}

std::string hintOf(const Section& section, const Table& table) {
    const bool areBoth = !section.explanation.empty() && !table.title.empty();
    return section.explanation + (areBoth ? " · " : "") + table.title;
}

std::string axisText(const Axis& axis, const Locale& locale) {
    if (axis.isWhole()) return "";
    return locale.text("report.axis", {{"low", locale.number(axis.low)}, {"high", locale.number(axis.high)}});
}

std::string intervalText(const Figure& figure, const Locale& locale) {
    const std::string low = locale.number(*figure.low, figure.decimals),
                      high = locale.number(*figure.high, figure.decimals);
    // A minus and a dash beside each other are hard to read.
    if (*figure.low < 0) return locale.text("report.from-to", {{"low", low}, {"high", high}});
    return low + "\u2013" + high;
}

}  // namespace otklik
