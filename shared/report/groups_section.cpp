// A table a breakdown: lines are groups, columns the indices.

#include <algorithm>

#include "shared/report/sections.h"

namespace otklik {
namespace {

std::string groupLabel(const Survey& survey, const MeasuredGroup& group, const Locale& locale) {
    if (group.by == kChannel) {
        const std::string key = "results.channel." + group.group;
        return locale.has(key) ? locale.text(key) : group.group;
    }
    const Question* question = survey.question(group.by);
    const Choice* choice = question ? question->option(group.group) : nullptr;
    return choice ? choice->text.in(locale.language()) : group.group;
}

std::string breakdownLabel(const Survey& survey, const std::string& by, const Locale& locale) {
    const Question* question = survey.question(by);
    return question ? splitTitle(question->title.in(locale.language())).question
                    : locale.text("results.channel");
}

/// Those of a breakdown's table: an earlier release had more than one.
std::vector<Column> columnsOf(const MeasuredWave& wave, const Locale& locale) {
    std::vector<Column> columns = {{"size", locale.text("report.share"), 0}};
    for (const Index& index : wave.measured.indices) {
        const auto has = [&](const MeasuredGroup& group) { return group.indices.contains(index.name); };
        const auto& groups = wave.measured.groups;
        if (std::any_of(groups.begin(), groups.end(), has))
            columns.push_back({index.name, indexLabel(index, locale), 0});
    }
    return columns;
}

}  // namespace

std::optional<Section> groupsSection(const MeasuredWave& wave, const Locale& locale) {
    const Survey& survey = *wave.wave->survey;
    if (wave.measured.groups.empty()) return std::nullopt;
    Section section{"groups", locale.text("results.groups"), locale.text("results.groups-note"), {}, {}};
    for (const MeasuredGroup& group : wave.measured.groups) {
        if (section.tables.empty() || section.tables.back().id != "by-" + group.by) {
            Table table;
            table.id = "by-" + group.by;
            table.title = breakdownLabel(survey, group.by, locale);
            table.head = locale.text("results.group");
            table.columns = columnsOf(wave, locale);
            section.tables.push_back(std::move(table));
        }
        Table& table = section.tables.back();
        Line line{group.group, groupLabel(survey, group, locale), {shareFigure(group.size, locale)}};
        for (std::size_t c = 1; c < table.columns.size(); ++c) {
            const auto index = group.indices.find(table.columns[c].id);
            line.figures.push_back(
                group.tooFew
                    ? wordsFigure(locale.text("report.too-few-group"))
                    : indexFigure(index == group.indices.end() ? std::nullopt : index->second, locale));
        }
        table.lines.push_back(std::move(line));
    }
    return section;
}

}  // namespace otklik
