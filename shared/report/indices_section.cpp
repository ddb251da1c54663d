// Each index with its formula, its interval, the answers it rests on, and what was left out.

#include "shared/report/sections.h"

namespace otklik {
namespace {

constexpr double kSmallSample = 100;  ///< answers

/// How many found it hard to say, where the question offers that.
std::optional<Figure> hardToSay(const IndexPart& part, const Locale& locale) {
    for (const PublishedCell& cell : part.row->cells)
        if (cell.value == kHardToSay) return shareFigure(cell, 0, locale);
    return std::nullopt;
}

bool offersHardToSay(const Index& index, const Locale& locale) {
    for (const IndexPart& part : index.parts)
        if (hardToSay(part, locale)) return true;
    return false;
}

Figure answersFigure(const std::optional<Estimate>& estimate, const Locale& locale) {
    return estimate ? countFigure(estimate->answers, locale) : wordsFigure("—");
}

bool isSmall(const Index& index) {
    for (const IndexPart& part : index.parts)
        if (part.estimate && part.estimate->answers < kSmallSample) return true;
    return false;
}

std::string numbered(const Survey& survey, const Index& index) {
    std::string numbers;
    const Question* last = nullptr;
    for (const IndexPart& part : index.parts) {
        if (part.question == last) continue;
        last = part.question;
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(survey.number(*last));
    }
    return numbers;
}

Table partsTable(const Survey& survey, const Release& release, const Index& index, const Locale& locale) {
    Table table;
    table.id = "index-" + index.name;
    table.title = indexLabel(index, locale);
    table.head = locale.text("report.resource");
    table.drawing = Drawing::intervals;
    const bool hard = offersHardToSay(index, locale);
    table.columns = {{"index", locale.text("results.index"), 0},
                     {"answers", locale.text("results.answers"), 0}};
    if (hard) table.columns.push_back({std::string(kHardToSay), locale.text("results.hard-to-say"), 0});
    table.columns.push_back({"blank", locale.text("report.blank"), 0});
    for (const IndexPart& part : index.parts) {
        Line line{part.question->name + (part.id.empty() ? "" : "." + part.id),
                  partLabel(survey, index, part, locale),
                  {}};
        line.figures = {partFigure(part, locale), answersFigure(part.estimate, locale)};
        if (hard) line.figures.push_back(hardToSay(part, locale).value_or(wordsFigure("—")));
        line.figures.push_back(restFigure(release.responses, part.row->base, locale));
        table.lines.push_back(std::move(line));
    }
    table.notes.push_back(
        locale.text("results.formula." + index.name, {{"questions", numbered(survey, index)}}));
    if (hard) table.notes.push_back(locale.text("results.hard-to-say-note"));
    if (isSmall(index)) table.notes.push_back(locale.text("results.small-sample"));
    return table;
}

}  // namespace

std::string indexLabel(const Index& index, const Locale& locale) {
    return locale.text("results.index." + index.name);
}

std::string partLabel(const Survey& survey, const Index& index, const IndexPart& part, const Locale& locale) {
    if (numbered(survey, index).find(',') == std::string::npos) return part.label;
    return locale.text("results.of-question",
                       {{"n", std::to_string(survey.number(*part.question))}, {"row", part.label}});
}

Figure wholeFigure(const Index& index, const Locale& locale) {
    if (index.whole) return indexFigure(index.whole, locale);
    for (const IndexPart& part : index.parts)
        if (!part.estimate) return partFigure(part, locale);
    return indexFigure(std::nullopt, locale);
}

Figure partFigure(const IndexPart& part, const Locale& locale) {
    if (part.row->base.shown != Shown::number) return countFigure(part.row->base, locale);
    return indexFigure(part.estimate, locale);
}

Table indicesTable(const std::vector<IndexedWave>& waves, const Locale& locale) {
    const IndexedWave& chosen = waves.back();
    const IndexedWave* before = waves.size() > 1 ? &waves[waves.size() - 2] : nullptr;
    Table table;
    table.id = "indices";
    table.head = locale.text("results.index");
    table.drawing = Drawing::intervals;
    table.columns = {{"index", locale.text("results.index"), 0},
                     {"answers", locale.text("results.answers"), 0}};
    if (before)
        table.columns.push_back({"before", locale.text("results.was", {{"wave", before->wave->id}}), 0});
    for (const Index& index : chosen.indices) {
        Line line{index.name, indexLabel(index, locale), {}};
        line.figures = {wholeFigure(index, locale), answersFigure(index.whole, locale)};
        if (before) {
            const Index* last = sameIndex(index, *before);
            line.figures.push_back(last ? wholeFigure(*last, locale) : wordsFigure("—"));
        }
        if (line.figures[0].value)
            table.says +=
                (table.says.empty() ? "" : " ") +
                locale.text("results.index-says", {{"index", line.label},
                                                   {"value", line.figures[0].text},
                                                   {"interval", intervalText(line.figures[0], locale)}});
        table.lines.push_back(std::move(line));
    }
    return table;
}

Section indicesSection(const std::vector<IndexedWave>& waves, const Locale& locale) {
    const IndexedWave& chosen = waves.back();
    Section section{"indices",
                    locale.text("results.indices"),
                    locale.text("results.indices-note"),
                    {indicesTable(waves, locale)},
                    {}};
    for (const Index& index : chosen.indices)
        section.tables.push_back(partsTable(*chosen.wave->survey, *chosen.wave->release, index, locale));
    return section;
}

}  // namespace otklik
