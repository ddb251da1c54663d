// Always holds: what is drawn is in the figure, and no line crosses a number. Colour says nothing that a
// hatch, a dash, a place or a word does not say too.

#include "shared/report/charts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "shared/report/stacked.h"
#include "shared/text/html.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    std::string digits(text);
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
    return digits;
}

std::string percent(double value) {
    return number(value) + "%";
}

void openSvg(HtmlWriter& svg, std::string_view kind, int height) {
    svg.open("svg", {{"class", kind}, {"height", height}, {"aria-hidden", "true"}});
}

/// Heights and moves are pixels, the rest percents of the width.
void rect(HtmlWriter& svg, std::string_view kind, double x, double width, int y, int height,
          std::string_view move = "") {
    svg.element("rect", {},
                {{"class", kind},
                 {"x", percent(x)},
                 {"y", y},
                 {"width", percent(width)},
                 {"height", height},
                 {"transform", move, !move.empty()}});
}

/// An upright mark of so many pixels at a place.
void mark(HtmlWriter& svg, std::string_view kind, double x, int width, int y, int height) {
    svg.element("rect", {},
                {{"class", kind},
                 {"x", percent(x)},
                 {"y", y},
                 {"width", width},
                 {"height", height},
                 {"transform", "translate(" + number(-width / 2.0) + " 0)"}});
}

void segment(HtmlWriter& svg, std::string_view kind, const std::string& x1, const std::string& y1,
             const std::string& x2, const std::string& y2) {
    svg.element("line", {}, {{"class", kind}, {"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}});
}

void words(HtmlWriter& svg, std::string_view kind, double x, int y, std::string_view text) {
    svg.element("text", text, {{"class", kind}, {"x", percent(x)}, {"y", y}});
}

/// Words under an axis: those at its ends stay within it.
void axisWords(HtmlWriter& svg, double x, int y, std::string_view text) {
    words(svg, x <= 0 ? "axis start" : x >= 100 ? "axis end" : "axis", x, y, text);
}

std::string toneClass(const Column& column) {
    return column.tone == Tone::plain ? "s" + std::to_string(column.shade)
                                      : "t" + std::to_string(static_cast<int>(column.tone));
}

/// What is hatched or dotted has its number on a plate.
bool isPatterned(Tone tone) {
    return tone == Tone::worst || tone == Tone::bad || tone == Tone::apart || tone == Tone::plain;
}

constexpr int kDigit = 9, kPlateRoom = 6;  ///< pixels of a digit, and beside it on a plate

}  // namespace

std::string barSvg(const Figure& figure) {
    HtmlWriter svg;
    openSvg(svg, "bar", kBarHeight);
    rect(svg, "track", 0, 100, 4, 16);
    if (figure.value) {
        rect(svg, "fill", 0, *figure.value, 4, 16);
        const std::string low = percent(*figure.low), high = percent(*figure.high);
        segment(svg, "whisker", low, "12", high, "12");
        segment(svg, "whisker", low, "7", low, "17");
        segment(svg, "whisker", high, "7", high, "17");
    } else if (figure.low) {
        rect(svg, "open", *figure.low, *figure.high - *figure.low, 4, 16);
    }
    return svg.close().take();
}

std::string intervalSvg(const Figure& figure, const Figure* before, bool hasWords) {
    constexpr int kWords = 44;
    HtmlWriter svg;
    openSvg(svg, "interval", hasWords ? kIntervalHeight + 22 : kIntervalHeight);
    segment(svg, "rail", "0%", "16", "100%", "16");
    for (const int at : {0, 25, 50, 75, 100}) segment(svg, "tick", percent(at), "12", percent(at), "20");
    if (before && before->value) rect(svg, "before", *before->low, *before->high - *before->low, 9, 14);
    if (figure.value) {
        rect(svg, "band", *figure.low, *figure.high - *figure.low, 8, 16);
        mark(svg, "value", *figure.value, 3, 4, 24);
    }
    if (hasWords)
        for (const int at : {0, 50, 100}) axisWords(svg, at, kWords, number(at));
    return svg.close().take();
}

std::string stackSvg(const Table& table, const Line& line) {
    const double scale = stackScale(table, line);
    HtmlWriter svg;
    openSvg(svg, "stack", kStackHeight);
    double at = 0;
    for (const std::size_t c : stackedColumns(table)) {
        const Figure& figure = line.figures[c];
        const Tone tone = table.columns[c].tone;
        const double width = figure.drawn * scale;
        if (tone == Tone::apart) at = 100 - width;
        // Of a bound nobody knows more than where it ends.
        const std::string kind = figure.value ? toneClass(table.columns[c]) : "open";
        if (width > 0) rect(svg, kind, at, width, 1, kStackHeight - 2);
        if (hasNumber(table, line, c)) {
            const std::string text = number(*figure.value);
            if (isPatterned(tone))
                mark(svg, "plate", at + width / 2, kDigit * static_cast<int>(text.size()) + kPlateRoom, 7,
                     kStackHeight - 14);
            words(svg, "l" + std::to_string(static_cast<int>(tone)), at + width / 2, 22, text);
        }
        at += width;
    }
    return svg.close().take();
}

std::string toneSvg(const Column& column, std::string_view text) {
    constexpr int kWidth = 28, kHeight = 20;
    HtmlWriter svg;
    svg.open("svg", {{"class", "swatch"}, {"width", kWidth}, {"height", kHeight}, {"aria-hidden", "true"}});
    const Tone tone = column.tone;
    rect(svg, toneClass(column), 0, 100, 0, kHeight);
    if (!text.empty()) {
        if (isPatterned(tone))
            mark(svg, "plate", 50, kDigit * static_cast<int>(text.size()) + kPlateRoom, 2, kHeight - 4);
        words(svg, "small l" + std::to_string(static_cast<int>(tone)), 50, 15, text);
    }
    return svg.close().take();
}

std::string groupSvg(const Table& table, const Figure& figure) {
    const auto place = [&](double value) {
        return std::clamp((value - table.axis.low) / (table.axis.high - table.axis.low) * 100, 0.0, 100.0);
    };
    const bool isApart = isNotable(figure.verdict);
    HtmlWriter svg;
    openSvg(svg, "group", kGroupHeight);
    segment(svg, "rail", "0%", "11", "100%", "11");
    if (figure.value)
        rect(svg, isApart ? "band" : "band chance", place(*figure.low),
             place(*figure.high) - place(*figure.low), 4, 14);
    if (table.everybody) {
        const std::string x = percent(place(*table.everybody));
        segment(svg, "everybody", x, "0", x, "22");
    }
    if (figure.value)
        mark(svg, isApart ? "value apart" : "value", place(*figure.value), isApart ? 5 : 3, 0, kGroupHeight);
    return svg.close().take();
}

std::string axisSvg(const Axis& axis) {
    constexpr double kStep = 10, kMostSteps = 6;
    const double span = axis.high - axis.low;
    const double step = kStep * std::ceil(span / kStep / kMostSteps);
    HtmlWriter svg;
    openSvg(svg, "scale", kAxisHeight);
    segment(svg, "tick", "0%", "0.5", "100%", "0.5");
    for (double value = axis.low; value <= axis.high; value += step) {
        const double at = (value - axis.low) / span * 100;
        segment(svg, "tick", percent(at), "0", percent(at), "6");
        axisWords(svg, at, 21, number(value));
    }
    return svg.close().take();
}

std::string trendSvg(const Table& table) {
    constexpr int kTop = 24, kBottom = 172, kWords = 196;
    constexpr double kLeft = 12;           // percent, for the axis' numbers
    constexpr double kRoomForWords = 300;  // pixels, on a phone
    const double span = table.axis.high - table.axis.low;
    const auto height = [&](double value) {
        return kBottom - (value - table.axis.low) / span * (kBottom - kTop);
    };
    const auto place = [&](std::size_t i) {
        return kLeft +
               (static_cast<double>(i) + 0.5) / static_cast<double>(table.lines.size()) * (100 - kLeft);
    };
    HtmlWriter svg, points;  // points lie over all lines
    openSvg(svg, "trend", kTrendHeight);
    const double step = span > 60 ? 20 : 10;
    for (double value = table.axis.low; value <= table.axis.high; value += step) {
        const std::string y = number(height(value));
        segment(svg, "grid", percent(kLeft - 3), y, "100%", y);
        words(svg, "axis start", 0, static_cast<int>(std::lround(height(value))) + 5, number(value));
    }
    std::size_t longest = 1;
    for (const Line& line : table.lines) longest = std::max(longest, countCodePoints(line.label));
    const double needed =
        static_cast<double>(longest * kDigit + kDigit) * static_cast<double>(table.lines.size());
    const std::size_t every = static_cast<std::size_t>(std::max(1.0, std::ceil(needed / kRoomForWords)));
    const Figure* last = nullptr;
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        const Figure& figure = table.lines[i].figures[0];
        const bool isLast = i + 1 == table.lines.size();
        if ((table.lines.size() - 1 - i) % every == 0)
            words(points, isLast && longest > 9 ? "axis end" : "axis", isLast && longest > 9 ? 100 : place(i),
                  kWords, table.lines[i].label);
        // Where the question was another one the line is broken.
        if (figure.value && last)
            segment(svg, "path", percent(place(i - 1)), number(height(*last->value)), percent(place(i)),
                    number(height(*figure.value)));
        last = figure.value ? &figure : nullptr;
        if (!figure.value) continue;
        const int top = static_cast<int>(std::lround(height(*figure.high)));
        const int bottom = static_cast<int>(std::lround(height(*figure.low)));
        mark(points, "band", place(i), 16, top, std::max(2, bottom - top));
        mark(points, "value", place(i), 24, static_cast<int>(std::lround(height(*figure.value))) - 1, 3);
        words(points, "number", place(i), top - 8, figure.text);
    }
    return svg.markup(points.take()).close().take();
}

std::string sampleSvg(std::string_view kind) {
    constexpr int kWidth = 32, kHeight = 24;
    HtmlWriter svg;
    svg.open("svg", {{"class", "sample"}, {"width", kWidth}, {"height", kHeight}, {"aria-hidden", "true"}});
    if (kind == "everybody") {
        segment(svg, "everybody", "50%", "0", "50%", "24");
    } else if (kind == "before") {
        rect(svg, "before", 3, 94, 5, 14);
    } else {
        rect(svg, kind == "chance" ? "band chance" : "band", 0, 100, 4, 16);
        mark(svg, kind == "apart" ? "value apart" : "value", 50, kind == "apart" ? 5 : 3, 0, kHeight);
    }
    return svg.close().take();
}

std::string chartPatterns() {
    HtmlWriter svg;
    svg.open("svg", {{"class", "patterns"}, {"width", 0}, {"height", 0}, {"aria-hidden", "true"}})
        .open("defs");
    const auto hatch = [&](const char* id, int size, const char* width) {
        svg.open("pattern", {{"id", id},
                             {"width", size},
                             {"height", size},
                             {"patternUnits", "userSpaceOnUse"},
                             {"patternTransform", "rotate(45)"}})
            .element("rect", {}, {{"class", "ground"}, {"width", size}, {"height", size}})
            .element("rect", {}, {{"class", "stripe"}, {"width", width}, {"height", size}})
            .close();
    };
    hatch("hatch-1", 6, "2");
    hatch("hatch-2", 7, "1.4");
    svg.open("pattern", {{"id", "dots"}, {"width", 6}, {"height", 6}, {"patternUnits", "userSpaceOnUse"}})
        .element("rect", {}, {{"class", "ground"}, {"width", 6}, {"height", 6}})
        .element("circle", {}, {{"class", "dot"}, {"cx", 3}, {"cy", 3}, {"r", 1}})
        .close();
    return svg.close().close().take();
}

}  // namespace otklik
