// Which tables a release has; what may be shown of each is in protect.cpp.

#include "shared/privacy/release.h"

namespace otklik {
namespace {

std::vector<std::string> valuesOf(const std::vector<Choice>& choices) {
    std::vector<std::string> values;
    for (const Choice& choice : choices) values.push_back(choice.value);
    return values;
}

struct Maker {
    const TallyLayout& layout;
    const Counts& counts;
    const Counts& noise;
    const ReleaseRules& rules;

    std::int64_t noisy(const std::string& key) const {
        const auto at = static_cast<std::size_t>(layout.position(key));
        return counts[at] + noise[at];
    }

    /// The row whose cells are `start` + value.
    BreakdownRow row(const std::string& start, const std::vector<std::string>& values, bool adds,
                     std::int64_t minimumBase) const {
        std::vector<std::int64_t> cells;
        for (const std::string& value : values) cells.push_back(noisy(start + value));
        BreakdownRow row;
        row.adds = adds && !values.empty();
        row.counts = consistent(noisy(start), cells, row.adds);
        row.shown = publish(row.counts, values, row.adds, minimumBase, rules);
        return row;
    }

    std::vector<BreakdownRow> rows(const Question& question, const std::string& prefix,
                                   std::int64_t minimumBase) const {
        const std::string start = prefix + question.name + "/";
        // Several answers of one person do not add up to the base.
        if (question.type != QuestionType::matrix)
            return {row(start + "/", valuesOf(question.choices), question.type != QuestionType::checkbox,
                        minimumBase)};
        std::vector<BreakdownRow> rows;
        for (const Choice& line : question.rows) {
            rows.push_back(row(start + line.value + "/", valuesOf(question.columns), true, minimumBase));
            rows.back().shown.row = line.value;
        }
        return rows;
    }

    PublishedQuestion published(const Question& question) const {
        PublishedQuestion published{question.name, {}, {}};
        for (BreakdownRow& row : rows(question, "", rules.minimumRow()))
            published.rows.push_back(std::move(row.shown));
        return published;
    }

    /// The groups of one breakdown; `sizes` is the table of the groups themselves.
    std::vector<PublishedGroup> breakdown(const Release& release, const std::string& by,
                                          const PublishedRow& sizes) const {
        std::vector<PublishedGroup> groups;
        for (const PublishedCell& size : sizes.cells) groups.push_back({by, size.value, size, {}});
        for (std::size_t q = 0; q < release.questions.size(); ++q) {
            const Question& question = layout.survey().questions[q];
            if (question.index.empty() || question.name == by) continue;
            for (PublishedGroup& group : groups) group.questions.push_back({question.name, {}, {}});
            std::vector<std::vector<BreakdownRow>> byGroup;
            for (const PublishedGroup& group : groups)
                byGroup.push_back(rows(question, by + "=" + group.group + "|", rules.minimumBase));
            for (std::size_t r = 0; r < release.questions[q].rows.size(); ++r) {
                std::vector<BreakdownRow> same;
                for (auto& rowsOfGroup : byGroup) same.push_back(std::move(rowsOfGroup[r]));
                coverAcrossGroups(release.questions[q].rows[r], same, rules);
                for (std::size_t g = 0; g < groups.size(); ++g)
                    groups[g].questions.back().rows.push_back(std::move(same[g].shown));
            }
        }
        return groups;
    }
};

}  // namespace

Release makeRelease(const TallyLayout& layout, const Counts& counts, const Counts& noise,
                    const ReleaseRules& rules, bool final) {
    const Maker maker{layout, counts, noise, rules};
    Release release;
    release.final = final;
    release.responses = maker.row("", {}, false, rules.minimumCell).shown.base;
    for (const Question& question : layout.survey().questions)
        release.questions.push_back(maker.published(question));
    if (!final) return release;
    release.channels = maker.row(channelStart(), layout.channels(), true, rules.minimumRow()).shown;
    const auto add = [&](const std::string& by, const PublishedRow& sizes) {
        for (PublishedGroup& group : maker.breakdown(release, by, sizes))
            release.groups.push_back(std::move(group));
    };
    for (std::size_t q = 0; q < release.questions.size(); ++q)
        if (layout.survey().questions[q].breakdown)
            add(release.questions[q].name, release.questions[q].rows.front());
    add(std::string(kChannel), release.channels);
    return release;
}

}  // namespace otklik
