// From top to bottom, each part moving `y_` on. The drawings are those of the page, laid into frames of
// pixels; words are measured and wrapped here, as SVG does not.

#include "shared/report/chart_file.h"

#include <algorithm>

#include "shared/report/chart_words.h"
#include "shared/report/charts.h"
#include "shared/report/figures.h"
#include "shared/report/sections.h"
#include "shared/report/stacked.h"
#include "shared/text/html.h"
#include "shared/text/typeset.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

// Pixels, but for numbers of lines.
constexpr int kWidth = 960, kMargin = 32, kRight = kWidth - kMargin, kInner = kRight - kMargin;
constexpr int kHeading = 24, kSmallHeading = 18, kText = 15, kSmall = 14;  // sizes of letters
constexpr int kLabelWidth = 300, kFigureWidth = 152, kGap = 24;
constexpr int kDrawnAt = kMargin + kLabelWidth + kGap, kFigureAt = kRight - kFigureWidth;
constexpr int kRowGap = 14;
constexpr int kSwatchWidth = 28, kSampleWidth = 32, kKeyHeight = 24, kKeyGap = 20;
constexpr int kMarkHeight = 36;
constexpr int kMostDrawn = 3600, kMostKey = 480;
constexpr std::size_t kLabelLines = 4, kHeadingLines = 3, kTextLines = 6;
constexpr std::size_t kMostWaves = 30;  // that have room beside each other

// What the page's sheet has no class for: it says where words begin, and leaves the font to the browser.
constexpr std::string_view kWordsStyle =
    "svg{overflow:visible}text{font-family:'Roboto','Noto Sans','DejaVu Sans',sans-serif}"
    ".words{text-anchor:start}.strong{font-weight:600}.mark{stroke:none}";

constexpr int lineHeight(int size) {
    return size * 4 / 3;
}

/// Without what XML 1.0 does not know.
std::string xmlText(const std::string& text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = nextCodePoint(text, at);
        const bool isControl = point < 0x20 && point != '\t' && point != '\n';
        if (!isControl && point != 0xFFFE && point != 0xFFFF) appendUtf8(clean, point);
    }
    return clean;
}

struct Words {
    std::string kind;  ///< classes
    int size = kText;
    std::size_t most = kTextLines;
};

const Words kPlain{"words", kText}, kSoft{"words axis", kText};

class Picture {
  public:
    Picture(const Report& report, const Chart& chart, const Locale& locale)
        : report_(report), section_(*chart.section), table_(*chart.table), locale_(locale) {}

    std::string write(std::string_view style) {
        mark();
        heading();
        drawing();
        for (const std::string& note : table_.notes) paragraph(typeset(note), kSoft);
        foot();
        HtmlWriter svg;
        const std::string height = std::to_string(y_), box = "0 0 " + std::to_string(kWidth) + " " + height;
        svg.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                         {"width", kWidth},
                         {"height", height},
                         {"viewBox", box},
                         {"role", "img"},
                         {"xml:lang", report_.language}})
            .element("title", title())
            .element("desc", description())
            .element("style", std::string(style) + std::string(kWordsStyle))
            .element("rect", {}, {{"width", kWidth}, {"height", height}, {"fill", "#fff"}})
            .markup(chartPatterns())
            .markup(body_.take())
            .close();
        return xmlText(svg.take());
    }

  private:
    // ---- words and frames

    /// One line of words.
    void line(const std::string& text, const std::string& kind, int size, int x, int baseline) {
        body_.element("text", text,
                      {{"class", kind},
                       {"x", x},
                       {"y", baseline},
                       {"style", "font-size:" + std::to_string(size) + "px"}});
    }

    /// Lines from `top` on, as one text, whose lines a reader's program puts together again.
    void lines(const std::vector<std::string>& lines, const std::string& kind, int size, int x, int top) {
        body_.open(
            "text",
            {{"class", kind}, {"style", "font-size:" + std::to_string(size) + "px"}, {"y", top + size}});
        for (std::size_t i = 0; i < lines.size(); ++i)
            body_.element("tspan", lines[i] + (i + 1 < lines.size() ? " " : ""),
                          {{"x", x}, {"y", top + size + static_cast<int>(i) * lineHeight(size)}});
        body_.close();
    }

    void paragraph(const std::string& text, const Words& words) {
        if (text.empty()) return;
        const bool isStrong = words.kind.ends_with("strong");
        const auto wrappedLines = wrapped(text, kInner, words.size, words.most, isStrong);
        lines(wrappedLines, words.kind, words.size, kMargin, y_);
        y_ += static_cast<int>(wrappedLines.size()) * lineHeight(words.size) + words.size / 2;
    }

    /// A drawing of percents in a frame of pixels.
    void frame(int x, int y, int width, int height, const std::string& svg) {
        body_.open("svg", {{"x", x}, {"y", y}, {"width", width}, {"height", height}}).markup(svg).close();
    }

    // ---- what stands over the drawing

    std::string title() const {
        const std::string& name = isQuestion() ? table_.name : table_.title;
        return section_.title + (name.empty() ? "" : ". " + name);
    }

    /// What the drawing says to who cannot see it. Waves are named in it, as not all have room beside each
    /// other.
    std::string description() const {
        if (table_.drawing != Drawing::trend) return table_.says;
        std::string said;
        for (const Line& line : table_.lines) said += line.label + " — " + line.figures[0].text + ". ";
        return said;
    }

    bool isQuestion() const { return section_.kind == Section::Kind::question; }

    void mark() {
        const std::string text = markText(report_.kind, locale_);
        if (!text.empty()) {
            body_.element("rect", {}, {{"class", "t5 mark"}, {"width", kWidth}, {"height", kMarkHeight}});
            line(text, "l5 words", 16, kMargin, kMarkHeight - 12);
            y_ += kMarkHeight;
        }
        y_ += kMargin - 8;
    }

    void heading() {
        paragraph(typeset(section_.title), {"words strong", kHeading, kHeadingLines});
        if (isQuestion()) {
            paragraph(typeset(section_.wording), kPlain);
            paragraph(typeset(table_.name), {"words strong", kSmallHeading, kHeadingLines});
            paragraph(typeset(hintOf(section_, table_)), kSoft);
        } else {
            paragraph(typeset(table_.title), {"words strong", kSmallHeading, kHeadingLines});
            paragraph(typeset(section_.explanation), kSoft);
        }
        const bool hasAxis = table_.drawing == Drawing::groups || table_.drawing == Drawing::trend;
        if (table_.drawing == Drawing::groups) paragraph(typeset(table_.says), kPlain);
        if (hasAxis) paragraph(axisText(table_.axis, locale_), kSoft);
        y_ += 8;
    }

    // ---- the key, whose entries stand beside each other while there is room

    void keyEntry(int& x, const std::string& sample, int sampleWidth, const std::string& text) {
        const int wide = sampleWidth + 8 + static_cast<int>(widthOf(text, kSmall));
        if (x > kMargin && x + wide > kRight) x = kMargin, y_ += kKeyHeight + 6;
        const auto words = wrapped(text, kInner - sampleWidth - 8, kSmall, 2);
        frame(x, y_, sampleWidth, kKeyHeight, sample);
        if (!words.empty()) lines(words, "words", kSmall, x + sampleWidth + 8, y_ + 2);
        if (words.size() > 1) y_ += lineHeight(kSmall);
        x += wide + kKeyGap;
    }
    void endKey() { y_ += kKeyHeight + kGap - 4; }

    void stackKey() {
        int x = kMargin;
        const int top = y_;
        for (const std::size_t c : stackedColumns(table_)) {
            const Column& column = table_.columns[c];
            const bool isStep = otklik::isStep(column);
            if (y_ > top + kMostKey) {
                line("…", "words", kSmall, x, y_ + kSmall);
                break;
            }
            keyEntry(x, toneSvg(column, isStep ? column.label : ""), kSwatchWidth,
                     typeset(isStep ? column.meaning : column.label));
        }
        endKey();
    }

    void intervalsKey() {
        int x = kMargin;
        keyEntry(x, sampleSvg("value"), kSampleWidth, locale_.text("report.key-value"));
        if (const auto before = columnAt("before"))
            keyEntry(x, sampleSvg("before"), kSampleWidth, table_.columns[*before].label);
        endKey();
    }

    void groupsKey() {
        int x = kMargin;
        if (table_.everybody)
            keyEntry(x, sampleSvg("everybody"), kSampleWidth,
                     locale_.text("report.key-everybody", {{"value", locale_.number(*table_.everybody)}}));
        keyEntry(x, sampleSvg("apart"), kSampleWidth, locale_.text("report.key-apart"));
        keyEntry(x, sampleSvg("chance"), kSampleWidth, locale_.text("report.key-chance"));
        endKey();
    }

    std::optional<std::size_t> columnAt(std::string_view id) const {
        for (std::size_t c = 0; c < table_.columns.size(); ++c)
            if (table_.columns[c].id == id) return c;
        return std::nullopt;
    }

    // ---- the drawing, a row a line

    void drawing() {
        switch (table_.drawing) {
            case Drawing::bars:
                return rows([&](const Line& line) { bar(line); });
            case Drawing::stacked:
                stackKey();
                return rows([&](const Line& line) { stack(line); });
            case Drawing::intervals:
                intervalsKey();
                return rows([&](const Line& line) { interval(line); });
            case Drawing::groups:
                groupsKey();
                rows([&](const Line& line) { group(line); });
                return axis(table_.axis);
            case Drawing::trend:
                return trend();
            case Drawing::none:
                return;
        }
    }

    template <class Row>
    void rows(Row row) {
        const int top = y_;
        for (std::size_t i = 0; i < table_.lines.size(); ++i) {
            if (y_ > top + kMostDrawn) return leftOut(table_.lines.size() - i);
            row(table_.lines[i]);
        }
    }

    void leftOut(std::size_t lines) {
        paragraph(locale_.plural("files.more-lines", static_cast<long>(lines)), kSoft);
    }

    void axis(const Axis& axis) {
        frame(kDrawnAt, y_, kFigureAt - kGap - kDrawnAt, kAxisHeight, axisSvg(axis));
        y_ += kAxisHeight + kRowGap;
    }

    /// Label, drawing, and at the right the figure, over it a soft word more where there is one.
    void row(const Line& line, int height, const std::string& svg, const std::string& under = "",
             const std::string& verdict = "") {
        const auto label = wrapped(typeset(line.label), kLabelWidth, kText, kLabelLines);
        const auto more = wrapped(under, kLabelWidth, kText, 1, true);
        const int words = static_cast<int>(label.size() + more.size()) * lineHeight(kText);
        const int figureLines = figureHeight(line.figures[0], verdict);
        const int tall = std::max({words, height, figureLines});
        const int top = y_ + (tall - words) / 2;
        lines(label, "words", kText, kMargin, top);
        if (!more.empty())
            lines(more, "words strong", kText, kMargin,
                  top + static_cast<int>(label.size()) * lineHeight(kText));
        frame(kDrawnAt, y_ + (tall - height) / 2, kFigureAt - kGap - kDrawnAt, height, svg);
        figure(line.figures[0], verdict, y_ + (tall - figureLines) / 2);
        y_ += tall + kRowGap;
    }

    std::vector<std::string> figureWords(const Figure& figure) const {
        return wrapped(figure.text, kFigureWidth, kText, kLabelLines);
    }

    int figureHeight(const Figure& figure, const std::string& verdict) const {
        const std::size_t lines = figure.value ? 1 : figureWords(figure).size();
        return static_cast<int>(lines + wrapped(verdict, kFigureWidth, kSmall, 2).size()) * lineHeight(kText);
    }

    /// «83 %», and softly «80–86».
    void figure(const Figure& figure, const std::string& verdict, int top) {
        if (figure.value) {
            body_
                .open("text", {{"class", "words"},
                               {"x", kFigureAt},
                               {"y", top + kText},
                               {"style", "font-size:" + std::to_string(kText) + "px"}})
                .element("tspan", figure.text, {{"class", "strong"}});
            if (figure.low)
                body_.text(" ").element("tspan", intervalText(figure, locale_), {{"class", "axis"}});
            body_.close();
            top += lineHeight(kText);
        } else {
            const auto words = figureWords(figure);
            lines(words, "words", kText, kFigureAt, top);
            top += static_cast<int>(words.size()) * lineHeight(kText);
        }
        if (!verdict.empty())
            lines(wrapped(verdict, kFigureWidth, kSmall, 2), "words axis", kSmall, kFigureAt, top);
    }

    void bar(const Line& line) {
        std::string told;
        for (std::size_t c = 1; c < table_.columns.size(); ++c)
            if (table_.columns[c].isTold) told = table_.columns[c].label + ": " + line.figures[c].text;
        row(line, kBarHeight, barSvg(line.figures[0]), told);
    }

    void interval(const Line& line) {
        const Figure *before = figureIn(table_, line, "before"), *change = figureIn(table_, line, "change");
        std::string verdict;
        if (change && change->verdict != Verdict::none)
            verdict = change->text + ", " + verdictWords(change->verdict, locale_);
        const bool isLast = &line == &table_.lines.back();  // which has the scale's words under it
        row(line, kIntervalHeight, intervalSvg(line.figures[0], before, isLast), "", verdict);
        if (isLast) y_ += kRowGap;
    }

    void group(const Line& line) {
        const Verdict verdict = line.figures[0].verdict;
        row(line, kGroupHeight, groupSvg(table_, line.figures[0]),
            verdict == Verdict::higher  ? "↑ " + locale_.text("report.above")
            : verdict == Verdict::lower ? "↓ " + locale_.text("report.below")
                                        : "");
    }

    /// What has no room in the bar is said under it; who points at it reads all.
    void stack(const Line& line) {
        std::string all, rest;
        for (const std::size_t c : stackedColumns(table_)) {
            const std::string said = typeset(table_.columns[c].label) + " — " + line.figures[c].text;
            all += (all.empty() ? "" : "; ") + said;
            if (!hasNumber(table_, line, c)) rest += (rest.empty() ? "" : "; ") + said;
        }
        const bool isDrawn = stackScale(table_, line) > 0;
        if (!isDrawn) rest = line.figures[stackedColumns(table_).front()].text;
        const int height = isDrawn ? kStackHeight : 0, wide = kRight - kDrawnAt;
        const auto label = wrapped(typeset(line.label), kLabelWidth, kText, kLabelLines);
        const auto said = wrapped(rest, wide, kSmall, 3);
        const int words = static_cast<int>(label.size()) * lineHeight(kText);
        const int drawn =
            height + (said.empty() ? 0 : 4) + static_cast<int>(said.size()) * lineHeight(kSmall);
        body_.open("g").element("title", typeset(line.label) + ": " + all);
        lines(label, "words", kText, kMargin, y_ + std::max(0, (std::min(drawn, kStackHeight) - words) / 2));
        if (isDrawn) frame(kDrawnAt, y_, wide, height, stackSvg(table_, line));
        if (!said.empty()) lines(said, "words axis", kSmall, kDrawnAt, y_ + height + 4);
        body_.close();
        y_ += std::max(words, drawn) + kRowGap;
    }

    void trend() {
        Table last = table_;
        const std::size_t left = last.lines.size() > kMostWaves ? last.lines.size() - kMostWaves : 0;
        last.lines.erase(last.lines.begin(), last.lines.begin() + static_cast<std::ptrdiff_t>(left));
        frame(kMargin, y_, kInner, kTrendHeight, trendSvg(last));
        y_ += kTrendHeight + kRowGap;
        if (left > 0) leftOut(left);
    }

    // ---- what stands under it

    void foot() {
        y_ += 4;
        body_.element("rect", {},
                      {{"class", "dot"}, {"x", kMargin}, {"y", y_}, {"width", kInner}, {"height", 1}});
        y_ += 12;
        const Words small{"words axis", kSmall};
        paragraph(report_.source, small);
        if (!report_.licence.name.empty())
            paragraph(locale_.text("report.licence", {{"licence", report_.licence.name}}) + " " +
                          report_.licence.address,
                      small);
        y_ += kMargin - 16;
    }

    const Report& report_;
    const Section& section_;
    const Table& table_;
    const Locale& locale_;
    HtmlWriter body_;
    int y_ = 0;
};

}  // namespace

std::vector<Chart> chartsOf(const Report& report) {
    std::vector<Chart> charts;
    for (const Section& section : report.sections)
        for (const Table& table : section.tables)
            if (table.drawing != Drawing::none && !table.lines.empty()) charts.push_back({&section, &table});
    return charts;
}

std::string chartFile(const Report& report, const Chart& chart, std::string_view style,
                      const Locale& locale) {
    return Picture(report, chart, locale).write(style);
}

}  // namespace otklik
