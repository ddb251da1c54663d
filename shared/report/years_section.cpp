// Years are compared where all questions of an index are the same in both. Whether a change exceeds chance is
// tested for every index and every part on the page at once, with Holm's correction.

#include <algorithm>

#include "shared/report/sections.h"

namespace otklik {
namespace {

constexpr double kLevel = 0.05;

bool isSame(const std::vector<Choice>& a, const std::vector<Choice>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Choice& one, const Choice& other) {
        return one.value == other.value && one.text == other.text;
    });
}

/// True where both ask the same in the same words with the same answers, so that years may be compared.
bool isSameQuestion(const Question& a, const Question& b) {
    return a.type == b.type && a.title == b.title && a.index == b.index && isSame(a.options, b.options) &&
           isSame(a.rows, b.rows) && a.minRateDescription == b.minRateDescription &&
           a.maxRateDescription == b.maxRateDescription;
}

/// What is compared in one line of the table of changes; nothing where it cannot be.
struct Compared {
    Line line;
    std::optional<Change> change;
};

std::vector<Compared> changesOf(const MeasuredWave& wave, const MeasuredWave& last, const Index& now,
                                const Index& then, const Locale& locale) {
    std::vector<Compared> changes = {{{now.name,
                                       indexLabel(now, locale),
                                       {indexFigure(then.whole, locale), indexFigure(now.whole, locale)}},
                                      std::nullopt}};
    if (then.whole && now.whole) changes[0].change = overallChange(*then.whole, *now.whole);
    const bool isEnough = wave.measured.responses >= kLeastChange && last.measured.responses >= kLeastChange;
    for (std::size_t i = 0; i < now.parts.size() && now.parts.size() > 1; ++i) {
        const IndexPart &after = now.parts[i], &before = then.parts[i];
        Compared compared{{now.name + "." + after.question->name + "." + after.id,
                           "— " + partLabel(*wave.wave->survey, now, after, locale),
                           {indexFigure(before.measure, locale), indexFigure(after.measure, locale)}},
                          std::nullopt};
        if (isEnough && before.measure && after.measure)
            compared.change = changeOf(*before.measure, *after.measure);
        changes.push_back(std::move(compared));
    }
    return changes;
}

Table changesTable(std::vector<Compared> changes, const ReportedWave& before, const ReportedWave& now,
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
    for (const Compared& each : changes)
        if (each.change) chances.push_back(each.change->p);
    const std::vector<double> adjusted = holm(chances);
    std::size_t tested = 0;
    for (Compared& each : changes) {
        std::vector<Figure>& figures = each.line.figures;
        if (each.change) {
            const bool isBeyond = adjusted[tested++] < kLevel;
            figures.push_back(changeFigure(*each.change, figures[0], figures[1], locale));
            figures.push_back(
                wordsFigure(locale.text(isBeyond ? "results.beyond-chance" : "results.chance")));
        } else {
            figures.push_back(wordsFigure("—"));
            figures.push_back(wordsFigure(locale.text("results.not-compared")));
        }
        table.lines.push_back(std::move(each.line));
    }
    table.notes.push_back(locale.text("results.chance-note", {{"n", std::to_string(adjusted.size())}}));
    return table;
}

}  // namespace

const Index* sameIndex(const Index& index, const MeasuredWave& other) {
    for (const Index& each : other.measured.indices) {
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

std::optional<Section> yearsSection(const std::vector<MeasuredWave>& waves, const Locale& locale) {
    if (waves.size() < 2) return std::nullopt;
    const MeasuredWave &chosen = waves.back(), &before = waves[waves.size() - 2];
    Section section{"years", locale.text("results.years"), locale.text("results.years-note"), {}, {}};
    std::vector<Compared> changes;
    for (const Index& index : chosen.measured.indices) {
        Table table;
        table.id = "years-" + index.name;
        table.title = indexLabel(index, locale);
        table.head = locale.text("report.wave");
        table.drawing = Drawing::trend;
        table.columns = {{"index", locale.text("results.index"), 0}};
        for (const MeasuredWave& wave : waves) {
            const Index* same = sameIndex(index, wave);
            Line line{wave.wave->id, wave.wave->id, {}};
            line.figures.push_back(same ? indexFigure(same->whole, locale)
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
            for (Compared& change : changesOf(chosen, before, index, *last, locale))
                changes.push_back(std::move(change));
    }
    if (!changes.empty())
        section.tables.push_back(changesTable(std::move(changes), *before.wave, *chosen.wave, locale));
    return section;
}

}  // namespace otklik
