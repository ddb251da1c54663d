// Years are compared where all questions of an index are the same in both. Whether a change exceeds chance is
// tested for every index and every part on the page at once, with Holm's correction.

#include <algorithm>

#include "shared/report/sections.h"

namespace otklik {
namespace {

constexpr double kLevel = 0.05;

/// What is compared in one line of the table of changes.
struct Change {
    Line line;
    std::vector<Estimate> before, after;
};

std::vector<Change> changesOf(const Survey& survey, const Index& now, const Index& then,
                              const Locale& locale) {
    std::vector<Change> changes;
    changes.push_back(
        {{now.name, indexLabel(now, locale), {wholeFigure(then, locale), wholeFigure(now, locale)}},
         then.whole ? estimatesOf(then) : std::vector<Estimate>{},
         now.whole ? estimatesOf(now) : std::vector<Estimate>{}});
    for (std::size_t i = 0; i < now.parts.size() && now.parts.size() > 1; ++i) {
        const IndexPart &after = now.parts[i], &before = then.parts[i];
        Change change{{now.name + "." + after.question->name + "." + after.id,
                       "— " + partLabel(survey, now, after, locale),
                       {partFigure(before, locale), partFigure(after, locale)}},
                      {},
                      {}};
        if (before.estimate) change.before = {*before.estimate};
        if (after.estimate) change.after = {*after.estimate};
        changes.push_back(std::move(change));
    }
    return changes;
}

Table changesTable(std::vector<Change> changes, const ReportedWave& before, const ReportedWave& now,
                   const Locale& locale) {
    Table table;
    table.id = "changes";
    table.title = locale.text("results.changes", {{"wave", before.id}});
    table.head = locale.text("results.index");
    table.columns = {{before.id, before.id, 0},
                     {now.id, now.id, 0},
                     {"change", locale.text("results.change"), 0},
                     {"verdict", locale.text("results.verdict"), 0}};
    std::vector<double> chances;
    for (const Change& change : changes)
        if (!change.before.empty() && !change.after.empty())
            chances.push_back(changeByChance(change.before, change.after));
    const std::vector<double> adjusted = holm(chances);
    std::size_t tested = 0;
    for (Change& change : changes) {
        Figure difference = wordsFigure("—"), verdict = wordsFigure(locale.text("results.not-compared"));
        if (!change.before.empty() && !change.after.empty()) {
            difference = changeFigure(change.line.figures[0], change.line.figures[1], locale);
            verdict.text =
                locale.text(adjusted[tested++] < kLevel ? "results.beyond-chance" : "results.chance");
        }
        change.line.figures.push_back(std::move(difference));
        change.line.figures.push_back(std::move(verdict));
        table.lines.push_back(std::move(change.line));
    }
    table.notes.push_back(locale.text("results.chance-note", {{"n", std::to_string(adjusted.size())}}));
    return table;
}

}  // namespace

const Index* sameIndex(const Index& index, const IndexedWave& other) {
    for (const Index& each : other.indices) {
        if (each.name != index.name) continue;
        const bool same = std::equal(index.parts.begin(), index.parts.end(), each.parts.begin(),
                                     each.parts.end(), [](const IndexPart& a, const IndexPart& b) {
                                         return a.id == b.id && a.question->name == b.question->name &&
                                                isSameQuestion(*a.question, *b.question);
                                     });
        return same ? &each : nullptr;
    }
    return nullptr;
}

std::optional<Section> yearsSection(const std::vector<IndexedWave>& waves, const Locale& locale) {
    if (waves.size() < 2) return std::nullopt;
    const IndexedWave &chosen = waves.back(), &before = waves[waves.size() - 2];
    Section section{"years", locale.text("results.years"), locale.text("results.years-note"), {}, {}};
    std::vector<Change> changes;
    for (const Index& index : chosen.indices) {
        Table table;
        table.id = "years-" + index.name;
        table.title = indexLabel(index, locale);
        table.head = locale.text("report.wave");
        table.drawing = Drawing::trend;
        table.columns = {{"index", locale.text("results.index"), 0}};
        for (const IndexedWave& wave : waves) {
            const Index* same = sameIndex(index, wave);
            Line line{wave.wave->id, wave.wave->id, {}};
            line.figures.push_back(same ? wholeFigure(*same, locale)
                                        : wordsFigure(locale.text("results.changed")));
            if (line.figures[0].value)
                table.says += (table.says.empty() ? "" : "; ") + line.label + " — " + line.figures[0].text;
            table.lines.push_back(std::move(line));
            if (!same)
                section.notes.push_back(locale.text(
                    "results.changed-note", {{"index", indexLabel(index, locale)}, {"wave", wave.wave->id}}));
        }
        section.tables.push_back(std::move(table));
        if (const Index* last = sameIndex(index, before))
            for (Change& change : changesOf(*chosen.wave->survey, index, *last, locale))
                changes.push_back(std::move(change));
    }
    if (!changes.empty())
        section.tables.push_back(changesTable(std::move(changes), *before.wave, *chosen.wave, locale));
    return section;
}

}  // namespace otklik
