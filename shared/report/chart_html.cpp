#include "shared/report/chart_html.h"

#include <algorithm>

#include "shared/report/charts.h"
#include "shared/report/figures.h"
#include "shared/report/sections.h"
#include "shared/report/stacked.h"
#include "shared/text/typeset.h"

namespace otklik {
namespace {

/// «57–61», said as what it is.
void writeRange(HtmlWriter& html, const Figure& figure, const Locale& locale) {
    html.open("small", {{"class", "range"}})
        .element("span", locale.text("report.range") + " ", {{"class", "unseen"}})
        .text(intervalText(figure, locale))
        .close();
}

/// «83 %», and softly «80–86».
void writeFigure(HtmlWriter& html, const Figure& figure, const Locale& locale) {
    html.open("p", {{"class", "says"}});
    if (figure.value)
        html.element("b", figure.text);
    else
        html.text(figure.text);
    if (figure.value && figure.low) html.text(" "), writeRange(html, figure, locale);
    html.close();
}

/// «Среднее место: 2,3», and softly «2,1–2,5».
void writeTold(HtmlWriter& html, const Table& table, const Line& line, const Locale& locale) {
    for (std::size_t c = 1; c < table.columns.size(); ++c) {
        if (!table.columns[c].isTold) continue;
        html.open("p", {{"class", "soft told"}}).text(table.columns[c].label + ": " + line.figures[c].text);
        if (line.figures[c].value && line.figures[c].low)
            html.text(" "), writeRange(html, line.figures[c], locale);
        html.close();
    }
}

void writeBars(HtmlWriter& html, const Table& table, const Locale& locale) {
    html.open("ul", {{"class", "strips"}});
    for (const Line& line : table.lines) {
        html.open("li")
            .element("p", typeset(line.label), {{"class", "label"}})
            .markup(barSvg(line.figures[0]));
        writeFigure(html, line.figures[0], locale);
        writeTold(html, table, line, locale);
        html.close();
    }
    html.close();
}

/// A scale is told by its numbers and ends, other answers by their words.
void writeStackKey(HtmlWriter& html, const Table& table) {
    html.open("ul", {{"class", "key"}, {"aria-hidden", "true"}});
    for (const std::size_t c : stackedColumns(table)) {
        const Column& column = table.columns[c];
        const bool isStep = otklik::isStep(column);
        html.open("li").markup(toneSvg(column, isStep ? column.label : ""));
        const std::string& meaning = isStep ? column.meaning : column.label;
        if (!meaning.empty()) html.text(typeset(meaning));
        html.close();
    }
    html.close();
}

bool saysSomething(const Table& table, const Line& line) {
    const std::vector<std::size_t> columns = stackedColumns(table);
    return std::any_of(columns.begin(), columns.end(),
                       [&](std::size_t c) { return line.figures[c].low || line.figures[c].value; });
}

/// All figures of a line, for who does not see its drawing.
std::string spoken(const Table& table, const Line& line) {
    std::string words;
    for (const std::size_t c : stackedColumns(table)) {
        const Column& column = table.columns[c];
        words += (words.empty() ? "" : ", ") + typeset(column.label) +
                 (column.meaning.empty() ? "" : " (" + typeset(column.meaning) + ")") + " — " +
                 line.figures[c].text;
    }
    return words;
}

void writeStacks(HtmlWriter& html, const Table& table) {
    writeStackKey(html, table);
    html.open("ul", {{"class", "stacks"}});
    for (const Line& line : table.lines) {
        html.open("li").element("p", typeset(line.label), {{"class", "label"}});
        if (saysSomething(table, line))
            html.open("div", {{"role", "img"}, {"aria-label", spoken(table, line)}})
                .markup(stackSvg(table, line))
                .close();
        else
            html.element("p", line.figures[stackedColumns(table).front()].text, {{"class", "soft"}});
        html.close();
    }
    html.close();
}

void writeGroups(HtmlWriter& html, const Table& table, const Locale& locale) {
    std::string few;
    html.open("ul", {{"class", "strips groups"}});
    for (const Line& line : table.lines) {
        const Figure& figure = line.figures[0];
        if (!figure.value) {
            few += (few.empty() ? "" : "; ") + typeset(line.label);
            continue;
        }
        html.open("li").open("p", {{"class", "label"}}).text(typeset(line.label));
        if (isNotable(figure.verdict))
            html.text(" ").element(
                "span", locale.text(figure.verdict == Verdict::higher ? "report.above" : "report.below"),
                {{"class", figure.verdict == Verdict::higher ? "differs" : "differs lower"}});
        html.close().markup(groupSvg(table, figure));
        writeFigure(html, figure, locale);
        html.close();
    }
    html.open("li", {{"class", "axis-line"}, {"aria-hidden", "true"}}).markup(axisSvg(table.axis)).close();
    html.close();
    for (const std::string& note : table.notes) html.element("p", typeset(note), {{"class", "soft"}});
    if (!few.empty())
        html.element("p", locale.text("report.few-groups", {{"groups", few}}), {{"class", "soft"}});
}

}  // namespace

void writeChart(HtmlWriter& html, const Table& table, const Locale& locale) {
    switch (table.drawing) {
        case Drawing::bars:
            return writeBars(html, table, locale);
        case Drawing::stacked:
            return writeStacks(html, table);
        case Drawing::groups:
            return writeGroups(html, table, locale);
        case Drawing::trend:
            html.open("div", {{"class", "years"}, {"role", "img"}, {"aria-label", table.says}})
                .markup(trendSvg(table))
                .close();
            return;
        case Drawing::none:
        case Drawing::intervals:
            return;
    }
}

void writeCards(HtmlWriter& html, const Table& table, const std::vector<std::string>& meanings,
                const Locale& locale) {
    html.open("ul", {{"class", "cards"}});
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        const Line& line = table.lines[i];
        const Figure& figure = line.figures[0];
        const Figure *change = figureIn(table, line, "change"), *before = figureIn(table, line, "before");
        html.open("li").open("div", {{"class", "name"}}).element("h3", line.label);
        if (!meanings[i].empty()) html.element("p", meanings[i], {{"class", "soft"}});
        html.close().open("p", {{"class", figure.value ? "big" : "big words"}}).text(figure.text);
        if (figure.value) html.text(" "), writeRange(html, figure, locale);
        html.close().markup(intervalSvg(figure, before, true));
        if (change && change->verdict != Verdict::none) {
            static constexpr const char* kChips[] = {"none", "same", "up", "down"};
            const bool isSame = change->verdict == Verdict::chance;
            html.open("p", {{"class", "change"}})
                .element(
                    "span", (isSame ? "" : change->text + ", ") + verdictWords(change->verdict, locale),
                    {{"class", std::string("chip ") + kChips[static_cast<std::size_t>(change->verdict)]}})
                .text(" ")
                .element("span", locale.text("report.was", {{"value", before->text}}), {{"class", "soft"}})
                .close();
        }
        html.close();
    }
    html.close();
}

void writeIndicesKey(HtmlWriter& html, const Table& table, const Locale& locale) {
    html.open("ul", {{"class", "key"}})
        .open("li")
        .markup(sampleSvg("value"))
        .text(locale.text("report.key-value"))
        .close();
    for (const Column& column : table.columns)
        if (column.id == "before") html.open("li").markup(sampleSvg("before")).text(column.label).close();
    html.close();
}

void writeGroupsKey(HtmlWriter& html, const Table& table, const Locale& locale) {
    const auto sample = [&](const char* kind, const std::string& words) {
        html.open("li").markup(sampleSvg(kind)).text(words).close();
    };
    html.open("ul", {{"class", "key"}});
    if (table.everybody)
        sample("everybody",
               locale.text("report.key-everybody", {{"value", locale.number(*table.everybody)}}));
    sample("apart", locale.text("report.key-apart"));
    sample("chance", locale.text("report.key-chance"));
    html.close();
}

}  // namespace otklik
