// Always holds: what is drawn is in the figure; a hidden share is drawn as an even one, in outline.

#include "shared/report/charts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "shared/text/html.h"

namespace otklik {
namespace {

constexpr double kRoomForWords = 8;  ///< percent of the width that «12» needs on a phone

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

void rect(HtmlWriter& svg, std::string_view kind, double x, double width, int y, int height) {
    svg.element(
        "rect", {},
        {{"class", kind}, {"x", percent(x)}, {"y", y}, {"width", percent(width)}, {"height", height}});
}

void circle(HtmlWriter& svg, std::string_view kind, std::string_view x, std::string_view y, int radius) {
    svg.element("circle", {}, {{"class", kind}, {"cx", x}, {"cy", y}, {"r", radius}});
}

void segment(HtmlWriter& svg, std::string_view kind, std::string_view x1, std::string_view y1,
             std::string_view x2, std::string_view y2) {
    svg.element("line", {}, {{"class", kind}, {"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}});
}

}  // namespace

std::string barSvg(const Figure& figure) {
    HtmlWriter svg;
    openSvg(svg, "bar", 10);
    rect(svg, "track", 0, 100, 0, 10);
    if (figure.value)
        rect(svg, "fill", 0, *figure.value, 0, 10);
    else if (figure.low) {
        if (*figure.low > 0) rect(svg, "fill", 0, *figure.low, 0, 10);
        rect(svg, "open", *figure.low, *figure.high - *figure.low, 0, 10);
    }
    return svg.close().take();
}

std::string intervalSvg(const Figure& figure, const Figure* before) {
    HtmlWriter svg;
    openSvg(svg, "interval", 24);
    rect(svg, "track", 0, 100, 9, 6);
    if (figure.value) {
        rect(svg, "band", *figure.low, *figure.high - *figure.low, 6, 12);
        if (before && before->value) circle(svg, "before", percent(*before->value), "12", 5);
        circle(svg, "value", percent(*figure.value), "12", 6);
    }
    return svg.close().take();
}

std::string divergingSvg(const Table& table, const Line& line, const Extent& extent) {
    const double scale = 100 / std::max(1.0, extent.left + extent.right);
    double at = (extent.left - extentOf(table, line).left) * scale;
    HtmlWriter svg, words;
    openSvg(svg, "diverging", 40);
    for (std::size_t c : drawnColumns(table)) {
        const Figure& figure = line.figures[c];
        const double width = figure.drawn * scale;
        const std::string tone = std::to_string(table.columns[c].tone);
        rect(svg, (figure.value ? "t" : "open t") + tone, at, width, 0, 32);
        if (figure.value && width >= kRoomForWords)
            words.element("text", number(*figure.value),
                          {{"class", "l" + tone}, {"x", percent(at + width / 2)}, {"y", 21}});
        at += width;
    }
    const std::string middle = percent(extent.left * scale);
    svg.markup(words.take());
    segment(svg, "middle", middle, "0", middle, "40");
    return svg.close().take();
}

std::string toneSvg(int tone) {
    return HtmlWriter()
        .open("svg", {{"class", "swatch"}, {"width", 14}, {"height", 14}, {"aria-hidden", "true"}})
        .element("rect", {}, {{"class", "t" + std::to_string(tone)}, {"width", 14}, {"height", 14}})
        .close()
        .take();
}

std::string trendSvg(const Table& table) {
    constexpr int kHeight = 180, kTop = 32, kBottom = 140, kWords = 168;
    double low = 100, high = 0;
    for (const Line& line : table.lines) {
        const Figure& figure = line.figures[0];
        if (!figure.value) continue;
        low = std::min(low, *figure.low), high = std::max(high, *figure.high);
    }
    const double room = std::max(0.0, (20 - (high - low)) / 2);  // small changes shall not look large
    low -= room, high += room;
    const auto height = [&](double value) {
        return number(kBottom - (value - low) / (high - low) * (kBottom - kTop));
    };
    const auto place = [&](std::size_t i) {
        return percent((static_cast<double>(i) + 0.5) / static_cast<double>(table.lines.size()) * 100);
    };
    HtmlWriter svg, points;  // points lie over all lines
    openSvg(svg, "trend", kHeight);
    const Figure* last = nullptr;
    std::size_t lastAt = 0;
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        const Figure& figure = table.lines[i].figures[0];
        const std::string x = place(i);
        points.element("text", table.lines[i].label, {{"class", "wave"}, {"x", x}, {"y", kWords}});
        if (!figure.value) continue;
        const std::string y = height(*figure.value);
        if (last) segment(svg, "path", place(lastAt), height(*last->value), x, y);
        segment(svg, "range", x, height(*figure.low), x, height(*figure.high));
        circle(points, "value", x, y, 6);
        points.element("text", figure.text,
                       {{"class", "figure-text"}, {"x", x}, {"dx", 12}, {"y", y}, {"dy", 5}});
        last = &figure, lastAt = i;
    }
    return svg.markup(points.take()).close().take();
}

std::string chartPatterns() {
    return HtmlWriter()
        .open("svg", {{"class", "patterns"}, {"width", 0}, {"height", 0}, {"aria-hidden", "true"}})
        .open("defs")
        .open("pattern", {{"id", "hatch"},
                          {"width", 6},
                          {"height", 6},
                          {"patternUnits", "userSpaceOnUse"},
                          {"patternTransform", "rotate(45)"}})
        .element("rect", {}, {{"class", "ground"}, {"width", 6}, {"height", 6}})
        .element("rect", {}, {{"class", "stripe"}, {"width", 2}, {"height", 6}})
        .close()
        .close()
        .close()
        .take();
}

}  // namespace otklik
