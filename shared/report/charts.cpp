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

std::string rect(const std::string& kind, double x, double width, int y, int height) {
    return "<rect class=\"" + kind + "\" x=\"" + percent(x) + "\" y=\"" + std::to_string(y) + "\" width=\"" +
           percent(width) + "\" height=\"" + std::to_string(height) + "\"/>";
}

std::string svg(const std::string& kind, int height, const std::string& content) {
    return "<svg class=\"" + kind + "\" height=\"" + std::to_string(height) + "\" aria-hidden=\"true\">" +
           content + "</svg>";
}

}  // namespace

std::string barSvg(const Figure& figure) {
    std::string bar = rect("track", 0, 100, 0, 10);
    if (figure.value)
        bar += rect("fill", 0, *figure.value, 0, 10);
    else if (figure.low) {
        if (*figure.low > 0) bar += rect("fill", 0, *figure.low, 0, 10);
        bar += rect("open", *figure.low, *figure.high - *figure.low, 0, 10);
    }
    return svg("bar", 10, bar);
}

std::string intervalSvg(const Figure& figure, const Figure* before) {
    std::string scale = rect("track", 0, 100, 9, 6);
    if (figure.value) {
        scale += rect("band", *figure.low, *figure.high - *figure.low, 6, 12);
        if (before && before->value)
            scale += "<circle class=\"before\" cx=\"" + percent(*before->value) + "\" cy=\"12\" r=\"5\"/>";
        scale += "<circle class=\"value\" cx=\"" + percent(*figure.value) + "\" cy=\"12\" r=\"6\"/>";
    }
    return svg("interval", 24, scale);
}

std::string divergingSvg(const Table& table, const Line& line, const Extent& extent) {
    const double scale = 100 / std::max(1.0, extent.left + extent.right);
    double at = (extent.left - extentOf(table, line).left) * scale;
    std::string bar, words;
    for (std::size_t c : drawnColumns(table)) {
        const Figure& figure = line.figures[c];
        const double width = figure.drawn * scale;
        const std::string tone = std::to_string(table.columns[c].tone);
        bar += rect((figure.value ? "t" : "open t") + tone, at, width, 0, 32);
        if (figure.value && width >= kRoomForWords)
            words += "<text class=\"l" + tone + "\" x=\"" + percent(at + width / 2) + "\" y=\"21\">" +
                     number(*figure.value) + "</text>";
        at += width;
    }
    const std::string middle = percent(extent.left * scale);
    return svg("diverging", 40,
               bar + words + "<line class=\"middle\" x1=\"" + middle + "\" x2=\"" + middle +
                   "\" y1=\"0\" y2=\"40\"/>");
}

std::string toneSvg(int tone) {
    return "<svg class=\"swatch\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"t" +
           std::to_string(tone) + "\" width=\"14\" height=\"14\"/></svg>";
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
    std::string lines, points;
    const Figure* last = nullptr;
    std::size_t lastAt = 0;
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        const Figure& figure = table.lines[i].figures[0];
        points += "<text class=\"wave\" x=\"" + place(i) + "\" y=\"" + std::to_string(kWords) + "\">" +
                  escapeHtml(table.lines[i].label) + "</text>";
        if (!figure.value) continue;
        if (last)
            lines += "<line class=\"path\" x1=\"" + place(lastAt) + "\" y1=\"" + height(*last->value) +
                     "\" x2=\"" + place(i) + "\" y2=\"" + height(*figure.value) + "\"/>";
        lines += "<line class=\"range\" x1=\"" + place(i) + "\" y1=\"" + height(*figure.low) + "\" x2=\"" +
                 place(i) + "\" y2=\"" + height(*figure.high) + "\"/>";
        points += "<circle class=\"value\" cx=\"" + place(i) + "\" cy=\"" + height(*figure.value) +
                  "\" r=\"6\"/><text class=\"figure-text\" x=\"" + place(i) + "\" dx=\"12\" y=\"" +
                  height(*figure.value) + "\" dy=\"5\">" + escapeHtml(figure.text) + "</text>";
        last = &figure, lastAt = i;
    }
    return svg("trend", kHeight, lines + points);
}

std::string chartPatterns() {
    return "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><pattern "
           "id=\"hatch\" width=\"6\" "
           "height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect "
           "class=\"ground\" "
           "width=\"6\" height=\"6\"/><rect class=\"stripe\" width=\"2\" "
           "height=\"6\"/></pattern></defs></svg>";
}

}  // namespace otklik
