// Years are compared where all questions of an index are the same in both.

#include <algorithm>
#include <cmath>

#include "shared/report/comparison.h"
#include "shared/report/question_id.h"

namespace otklik {
namespace {

Table trendTable(const Index& index, const std::vector<MeasuredWave>& waves, const Locale& locale) {
    Table table;
    table.id = "years-" + index.name;
    table.of = index.name;
    table.title = indexLabel(index, locale);
    table.head = locale.text("report.wave");
    table.drawing = Drawing::trend;
    table.columns = {{"index", locale.text("results.index")}};
    for (const MeasuredWave& wave : waves) {
        const Index* same = sameIndex(index, wave);
        Line line{answerId(wave.wave->id), wave.wave->id, {}, wave.wave->id};
        line.figures.push_back(same ? indexFigure(same->whole, locale)
                                    : wordsFigure(locale.text("results.changed")));
        if (line.figures[0].value)
            table.says += (table.says.empty() ? table.title + ": " : "; ") + line.label + " — " +
                          line.figures[0].text + " (" + intervalText(line.figures[0], locale) + ")";
        if (!same) table.notes.push_back(locale.text("results.changed-note", {{"wave", wave.wave->id}}));
        table.lines.push_back(std::move(line));
    }
    return table;
}

Table changesTable(const MeasuredWave& now, const Comparison& comparison, const Locale& locale) {
    const std::string &before = comparison.before->wave->id, &wave = now.wave->id;
    Table table;
    table.id = "changes";
    table.title = locale.text("results.changes", {{"since", waveWords("report.since", before, locale)}});
    table.head = locale.text("results.index");
    table.columns = {{answerId(before), before, Tone::none, 0, "", before},
                     {answerId(wave), wave, Tone::none, 0, "", wave},
                     {"change", locale.text("results.change")},
                     {"verdict", locale.text("results.verdict")}};
    for (const Compared& each : comparison.all) {
        Line line;
        line.id = each.index->name;
        line.label = indexLabel(*each.index, locale);
        line.index = each.index->name;
        if (each.part) {
            line.id += "." + partId(*each.part->question, each.part->id);
            line.value = each.part->id;
            line.question = each.part->question->name;
            line.label = "— " + partLabel(*now.wave->survey, *each.index, *each.part, locale);
        }
        line.figures = {each.before, each.now};
        line.figures.push_back(each.change
                                   ? changeFigure(*each.change, each.before, each.now, each.verdict, locale)
                                   : wordsFigure("—"));
        line.figures.push_back(wordsFigure(verdictWords(each.verdict, locale)));
        table.lines.push_back(std::move(line));
    }
    table.notes.push_back(
        locale.text("results.chance-note", {{"n", locale.number(static_cast<double>(comparison.tests))}}));
    return table;
}

}  // namespace

std::string verdictWords(Verdict verdict, const Locale& locale) {
    switch (verdict) {
        case Verdict::higher:
            return locale.text("results.rise");
        case Verdict::lower:
            return locale.text("results.fall");
        case Verdict::chance:
            return locale.text("results.chance");
        case Verdict::none:
            break;
    }
    return locale.text("results.not-compared");
}

Axis axisOf(const std::vector<const Figure*>& figures) {
    constexpr double kStep = 10, kLeastSpan = 40;
    double low = 100, high = 0;
    for (const Figure* figure : figures) {
        if (!figure->value) continue;
        low = std::min(low, std::floor(figure->low.value_or(*figure->value) / kStep) * kStep);
        high = std::max(high, std::ceil(figure->high.value_or(*figure->value) / kStep) * kStep);
    }
    if (low > high) return {};
    while (high - low < kLeastSpan) {
        if (high < 100) high += kStep;
        if (high - low < kLeastSpan && low > 0) low -= kStep;
    }
    return {low, high};
}

std::optional<Section> yearsSection(const std::vector<MeasuredWave>& waves, const Comparison& comparison,
                                    const Locale& locale) {
    if (waves.size() < 2) return std::nullopt;
    Section section{Section::Kind::years,
                    "years",
                    locale.text("results.years"),
                    "",
                    locale.text("results.years-note"),
                    {},
                    {}};
    std::vector<const Figure*> figures;
    for (const Index& index : waves.back().measured.indices)
        section.tables.push_back(trendTable(index, waves, locale));
    for (const Table& table : section.tables)
        for (const Line& line : table.lines) figures.push_back(&line.figures[0]);
    for (Table& table : section.tables) table.axis = axisOf(figures);
    if (!comparison.all.empty()) section.tables.push_back(changesTable(waves.back(), comparison, locale));
    if (section.tables.empty()) return std::nullopt;
    return section;
}

}  // namespace otklik
