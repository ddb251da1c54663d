// A table a breakdown: lines are groups, columns the indices. What is hidden says why.

#include "shared/report/sections.h"

namespace otklik {
namespace {

std::string groupLabel(const Survey& survey, const PublishedGroup& group, const Locale& locale) {
    if (group.by == kChannel) {
        const std::string key = "results.channel." + group.group;
        return locale.has(key) ? locale.text(key) : group.group;
    }
    const Question* question = survey.question(group.by);
    const Choice* choice = question ? question->choice(group.group) : nullptr;
    return choice ? choice->text.in(locale.language()) : group.group;
}

std::string breakdownLabel(const Survey& survey, const std::string& by, const Locale& locale) {
    const Question* question = survey.question(by);
    return question ? splitTitle(question->title.in(locale.language())).question
                    : locale.text("results.channel");
}

/// The group's share: the cell of its own question's table, or of the channels; a group repeats only its
/// count.
PublishedCell sizeOf(const Release& release, const PublishedGroup& group) {
    const PublishedRow* table = &release.channels;
    for (const PublishedQuestion& question : release.questions)
        if (question.name == group.by) table = &question.rows.front();
    for (const PublishedCell& cell : table->cells)
        if (cell.value == group.group) return cell;
    return group.size;
}

}  // namespace

std::optional<Section> groupsSection(const IndexedWave& wave, const Locale& locale) {
    const Release& release = *wave.wave->release;
    const Survey& survey = *wave.wave->survey;
    if (release.groups.empty()) return std::nullopt;
    Section section{"groups", locale.text("results.groups"), locale.text("results.groups-note"), {}, {}};
    for (const PublishedGroup& group : release.groups) {
        if (section.tables.empty() || section.tables.back().id != "by-" + group.by) {
            Table table;
            table.id = "by-" + group.by;
            table.title = breakdownLabel(survey, group.by, locale);
            table.head = locale.text("results.group");
            table.columns.push_back({"size", locale.text("report.share"), 0});
            for (const Index& index : wave.indices)
                table.columns.push_back({index.name, indexLabel(index, locale), 0});
            section.tables.push_back(std::move(table));
        }
        Line line{
            group.group, groupLabel(survey, group, locale), {shareFigure(sizeOf(release, group), 0, locale)}};
        const std::vector<Index> indices =
            indicesOf(survey, group.questions, noiseDraws(release), locale.language());
        for (const Index& column : wave.indices) {
            Figure figure = indexFigure(std::nullopt, locale);
            for (const Index& index : indices)
                if (index.name == column.name) figure = wholeFigure(index, locale);
            line.figures.push_back(std::move(figure));
        }
        section.tables.back().lines.push_back(std::move(line));
    }
    return section;
}

}  // namespace otklik
