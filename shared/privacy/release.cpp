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
    PublishedRow row(const std::string& start, const std::vector<std::string>& values, bool adds,
                     std::int64_t minimumBase) const {
        std::vector<std::int64_t> cells;
        for (const std::string& value : values) cells.push_back(noisy(start + value));
        adds = adds && !values.empty();
        return publish(consistent(noisy(start), cells, adds), values, adds, minimumBase, rules);
    }

    PublishedQuestion published(const Question& question) const {
        const std::string start = question.name + "/";
        // Several answers of one person do not add up to the base.
        if (question.type != QuestionType::matrix)
            return {question.name,
                    {row(start + "/", valuesOf(question.choices), question.type != QuestionType::checkbox,
                         rules.minimumRow())},
                    {}};
        PublishedQuestion published{question.name, {}, {}};
        for (const Choice& line : question.rows) {
            published.rows.push_back(
                row(start + line.value + "/", valuesOf(question.columns), true, rules.minimumRow()));
            published.rows.back().row = line.value;
        }
        return published;
    }
};

}  // namespace

Release makeRelease(const TallyLayout& layout, const Counts& counts, const Counts& noise,
                    const ReleaseRules& rules, bool final) {
    const Maker maker{layout, counts, noise, rules};
    Release release;
    release.final = final;
    release.responses = maker.row("", {}, false, rules.minimumCell).base;
    for (const Question& question : layout.survey().questions)
        release.questions.push_back(maker.published(question));
    if (final) release.channels = maker.row(channelStart(), layout.channels(), true, rules.minimumRow());
    return release;
}

}  // namespace otklik
