// A table a breakdown: lines are groups. Whether a group differs from the others is tested for all groups of
// all breakdowns at once, with Holm's correction. It is measured from everybody, of whom the group is a part:
// with g of n people, group less rest is (group less all) / (1 - g/n), and so is, at most, its error; so both
// tests are one, and the error of the group alone is not too small. How often a group passes over rows is not
// known and makes its index nearer to 50 or further from it (shared/stats/interval.h): what a quarter more or
// less of its answers could do is taken off before.

#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/report/question_id.h"
#include "shared/report/sections.h"

namespace otklik {
namespace {

constexpr double kSkipping = 0.25;  ///< of a group's answers, which it may have given less or more often

std::string groupLabel(const Survey& survey, const MeasuredGroup& group, const Locale& locale) {
    if (group.by == kChannel) return channelLabel(group.group, locale);
    const Question* question = survey.question(group.by);
    const Choice* choice = question ? question->option(group.group) : nullptr;
    return choice ? choice->text.in(locale.language()) : group.group;
}

std::string breakdownLabel(const Survey& survey, const std::string& by, const Locale& locale) {
    const Question* question = survey.question(by);
    return question ? titleOf(survey, *question, locale) : locale.text("results.channel");
}

const std::optional<Measure>* measureOf(const MeasuredGroup& group, const std::string& index) {
    const auto found = group.indices.find(index);
    return found == group.indices.end() ? nullptr : &found->second;
}

/// The indices that groups have, in the order of the report: an earlier release had more than one.
std::vector<const Index*> indicesOf(const Measured& measured) {
    std::vector<const Index*> indices;
    for (const Index& index : measured.indices)
        if (std::any_of(measured.groups.begin(), measured.groups.end(),
                        [&](const MeasuredGroup& group) { return measureOf(group, index.name); }))
            indices.push_back(&index);
    return indices;
}

double printed(double value) {
    return std::round(value * 100);
}

/// One a group: whether its first index differs from everybody's.
std::vector<Verdict> verdictsOf(const std::vector<MeasuredGroup>& groups, const Index& index) {
    std::vector<Verdict> verdicts(groups.size(), Verdict::none);
    if (!index.whole) return verdicts;
    std::vector<double> chances;
    std::vector<std::size_t> tested;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto* measure = measureOf(groups[i], index.name);
        if (groups[i].tooFew || !measure || !*measure || !((*measure)->error > 0)) continue;
        const double apart = (*measure)->value - index.whole->value;
        const double sure = std::max(0.0, std::fabs(apart) - kSkipping * std::fabs((*measure)->value - 0.5));
        chances.push_back(twoSided(sure / (*measure)->error, std::numeric_limits<double>::infinity()));
        verdicts[i] = printed((*measure)->value) == printed(index.whole->value) ? Verdict::chance
                      : apart > 0                                               ? Verdict::higher
                                                                                : Verdict::lower;
        tested.push_back(i);
    }
    const std::vector<double> adjusted = holm(chances);
    for (std::size_t i = 0; i < tested.size(); ++i)
        if (adjusted[i] >= kLevel) verdicts[tested[i]] = Verdict::chance;
    return verdicts;
}

/// «18–25 лет: ниже остальных», of each group that differs; else that none does.
std::string finding(const Table& table, const Locale& locale) {
    std::string said;
    for (const Line& line : table.lines) {
        const Verdict verdict = line.figures[0].verdict;
        if (!isNotable(verdict)) continue;
        said += (said.empty() ? "" : "; ") +
                locale.text(verdict == Verdict::higher ? "results.group-higher" : "results.group-lower",
                            {{"group", line.label}, {"value", line.figures[0].text}});
    }
    return said.empty() ? locale.text("results.groups-alike") : said;
}

class Grouping {
  public:
    Grouping(const MeasuredWave& wave, const Locale& locale)
        : wave_(wave), locale_(locale), indices_(indicesOf(wave.measured)) {}

    std::optional<Section> section() {
        const std::vector<MeasuredGroup>& groups = wave_.measured.groups;
        if (groups.empty() || indices_.empty()) return std::nullopt;
        const Index& index = *indices_.front();
        const Figure everybody = indexFigure(index.whole, locale_);
        Section section{Section::Kind::groups,
                        "groups",
                        locale_.text("results.groups." + index.name),
                        "",
                        locale_.text("results.groups-note", {{"index", indexLabel(index, locale_)}}),
                        {},
                        {}};
        const std::vector<Verdict> verdicts = verdictsOf(groups, index);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (section.tables.empty() || section.tables.back().of != groups[i].by)
                section.tables.push_back(emptyTable(groups[i].by, everybody));
            section.tables.back().lines.push_back(line(groups[i], verdicts[i]));
        }
        std::vector<const Figure*> figures = {&everybody};
        for (Table& table : section.tables) {
            table.says = finding(table, locale_);
            for (const Line& line : table.lines) figures.push_back(&line.figures[0]);
        }
        for (Table& table : section.tables) table.axis = axisOf(figures);
        return section;
    }

  private:
    Table emptyTable(const std::string& by, const Figure& everybody) const {
        Table table;
        table.id = breakdownId(by);
        table.of = by;
        table.title = breakdownLabel(*wave_.wave->survey, by, locale_);
        table.head = locale_.text("results.group");
        table.drawing = Drawing::groups;
        table.everybody = everybody.value;
        for (const Index* index : indices_)
            table.columns.push_back({index->name, indexLabel(*index, locale_)});
        table.columns.push_back({"size", locale_.text("report.share")});
        if (by == kChannel) table.notes.push_back(locale_.text("results.channel-note"));
        return table;
    }

    Line line(const MeasuredGroup& group, Verdict verdict) const {
        Line line{answerId(group.group), groupLabel(*wave_.wave->survey, group, locale_), {}, group.group};
        for (const Index* index : indices_) {
            const auto* measure = measureOf(group, index->name);
            line.figures.push_back(group.tooFew ? wordsFigure(locale_.text("report.too-few-group"))
                                                : indexFigure(measure ? *measure : std::nullopt, locale_));
        }
        line.figures[0].verdict = verdict;
        line.figures.push_back(shareFigure(group.size, locale_));
        return line;
    }

    const MeasuredWave& wave_;
    const Locale& locale_;
    const std::vector<const Index*> indices_;
};

}  // namespace

std::string channelLabel(const std::string& channel, const Locale& locale) {
    const std::string key = "results.channel." + channel;
    return locale.has(key) ? locale.text(key) : channel;
}

std::optional<Section> groupsSection(const MeasuredWave& wave, const Locale& locale) {
    return Grouping(wave, locale).section();
}

}  // namespace otklik
