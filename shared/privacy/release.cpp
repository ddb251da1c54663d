// Which tables a release has.

#include "shared/privacy/release.h"

#include "shared/privacy/gaussian.h"

namespace otklik {
namespace {

class ReleaseBuilder {
  public:
    ReleaseBuilder(const TallyLayout& layout, const Counts& noisy) : layout_(layout), noisy_(noisy) {}

    std::int64_t count(const std::string& key) const {
        return noisy_[static_cast<std::size_t>(layout_.position(key))];
    }
    NoisyQuestion question(const Question& question) const {
        NoisyQuestion made{question.name, {}};
        for (const Choice& line : question.lines()) {
            NoisyRow row{line.value, std::nullopt, {}};
            if (hasBase(question)) row.base = count(countKey(question.name, line.value, ""));
            for (const Choice& option : question.optionsOf(line))
                row.cells.push_back({option.value, count(countKey(question.name, line.value, option.value))});
            made.rows.push_back(std::move(row));
        }
        return made;
    }

    void addGroups(const std::string& by, const std::vector<std::string>& groups, Release& release) const {
        for (const std::string& group : groups)
            release.groups.push_back({by, group, count(groupKey(by, group))});
    }

  private:
    const TallyLayout& layout_;
    const Counts& noisy_;
};

/// Those of a question, or the channels, and before them who named none.
std::vector<std::string> withNone(const std::vector<Choice>& options) {
    std::vector<std::string> groups = {""};
    for (const Choice& option : options) groups.push_back(option.value);
    return groups;
}

}  // namespace

void addNoise(const TallyLayout& layout, const ReleaseNoise& noise, Random& random, Counts& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] += discreteGaussian(random, i < layout.mainSize() ? noise.counts : noise.sums);
}

void addThemes(std::vector<NoisyTheme> themes, std::int64_t sd, Random& random, Release& release) {
    release.noise.themes = sd;
    for (NoisyTheme& theme : themes) {
        theme.count += discreteGaussian(random, sd);
        release.themes.push_back(std::move(theme));
    }
}

Release makeRelease(const TallyLayout& layout, const Counts& noisy, const ReleaseNoise& noise) {
    const ReleaseBuilder builder(layout, noisy);
    Release release;
    release.noise = noise;
    release.responses = builder.count("");
    std::vector<std::string> channels = layout.channels();
    channels.insert(channels.begin(), "");
    for (const std::string& channel : channels)
        release.channels.push_back({channel, builder.count(countKey(kChannel, "", channel))});
    for (const Question& question : layout.survey().questions)
        release.questions.push_back(builder.question(question));
    if (noisy.size() < layout.size()) return release;
    for (const Question& question : layout.survey().questions)
        if (question.breakdown) builder.addGroups(question.name, withNone(question.options), release);
    builder.addGroups(std::string(kChannel), channels, release);
    return release;
}

}  // namespace otklik
