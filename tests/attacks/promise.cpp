#include "tests/attacks/promise.h"

#include <algorithm>
#include <cmath>

#include "shared/stats/scores.h"

namespace otklik::attack {
namespace {

constexpr std::int64_t kOthers = 300;  // in every count, so that what is not known to be whole is not 0

/// One of a release, and which noise it has.
struct Number {
    double value;
    std::int64_t ReleaseNoise::*noise;
};

/// Every number of a release, in one order.
std::vector<Number> numbersOf(const Release& release) {
    std::vector<Number> numbers;
    const auto add = [&](std::int64_t number, std::int64_t ReleaseNoise::*noise) {
        numbers.push_back({static_cast<double>(number), noise});
    };
    add(release.responses, &ReleaseNoise::counts);
    for (const NoisyCount& channel : release.channels) add(channel.count, &ReleaseNoise::counts);
    for (const NoisyQuestion& question : release.questions)
        for (const NoisyRow& row : question.rows) {
            if (row.base) add(*row.base, &ReleaseNoise::counts);
            for (const NoisyCount& cell : row.cells) add(cell.count, &ReleaseNoise::counts);
        }
    for (const NoisySum& group : release.groups) add(group.sum, &ReleaseNoise::sums);
    for (const NoisyTheme& theme : release.themes) add(theme.count, &ReleaseNoise::themes);
    return numbers;
}

/// What is published at one time.
struct Publication {
    std::size_t size;           ///< of its counts
    bool themes;                ///< they are counted
    ReleaseNoise drawn, known;  ///< known: to the attacker, who cannot divide by none
    ReleaseNoise told;          ///< by the budget
};

/// As many themes of each open question as one answer can speak of.
std::vector<NoisyTheme> themesOf(const Survey& survey, const std::optional<Response>& response) {
    std::vector<NoisyTheme> themes;
    for (const Question& question : survey.questions) {
        if (!question.isOpen()) continue;
        const bool speaks = response && response->answers.contains(question.name);
        for (int theme = 0; theme < kMostThemes; ++theme)
            themes.push_back({question.name, std::to_string(theme), kOthers + speaks});
    }
    return themes;
}

/// The numbers of one publication, with this noise.
std::vector<Number> published(const Publication& publication, const TallyLayout& layout,
                              const std::optional<Response>& response, const ReleaseNoise& noise,
                              Random& random) {
    Counts counts(layout.size(), kOthers);
    if (response) add(layout.amountsOf(response->answers, response->channel), counts);
    counts.resize(publication.size);
    addNoise(layout, noise, random, counts);
    Release release = makeRelease(layout, counts, noise);
    if (publication.themes) addThemes(themesOf(layout.survey(), response), noise.themes, random, release);
    return numbersOf(release);
}

/// Logarithm of how much likelier what is seen is with `one` than with `other`.
double speaksFor(const std::vector<Number>& seen, const std::vector<Number>& one,
                 const std::vector<Number>& other, const ReleaseNoise& noise) {
    double sum = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const double sd = static_cast<double>(noise.*seen[i].noise) / 100;
        const double from = seen[i].value - one[i].value, to = seen[i].value - other[i].value;
        sum += (to * to - from * from) / (2 * sd * sd);
    }
    return sum;
}

/// The sum of (change / SD)^2.
double distance(const std::vector<Number>& one, const std::vector<Number>& other, const ReleaseNoise& noise) {
    double sum = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        const double change =
            (one[i].value - other[i].value) / (static_cast<double>(noise.*one[i].noise) / 100);
        sum += change * change;
    }
    return sum;
}

/// The answer to a question at one end, or the other.
Answer answerOf(const Question& question, bool first) {
    Answer answer;
    const auto end = [&](const std::vector<Choice>& choices) {
        return (first ? choices.front() : choices.back()).value;
    };
    if (question.isOpen()) {
        if (first) answer.text = "слово";
    } else if (!question.rows.empty()) {
        for (const Choice& row : question.rows) answer.cells[row.value] = end(question.options);
    } else if (question.takesSeveral) {
        if (first)
            for (const Choice& choice : question.options) answer.choices.push_back(choice.value);
    } else {
        answer.choices = {end(question.options)};
    }
    return answer;
}

/// Two responses that differ in the questions that `differ` names, at their ends.
template <typename Differ>
Guess guess(const std::string& name, const Survey& survey, const std::string& channel, double promised,
            Differ differ) {
    Guess guess{name, Response{{}, channel}, Response{{}, channel}, promised};
    for (const Question& question : survey.questions) {
        guess.one->answers[question.name] = answerOf(question, true);
        guess.other->answers[question.name] = answerOf(question, !differ(question));
    }
    for (auto* response : {&*guess.one, &*guess.other})
        std::erase_if(response->answers, [](const auto& each) { return each.second.empty(); });
    return guess;
}

}  // namespace

std::vector<Guess> promises(const Survey& survey, const std::vector<std::string>& channels) {
    std::vector<Guess> all;
    const std::string& channel = channels.front();
    const auto add = [&](const std::string& name, double promised, auto differ) {
        Guess made = guess(name, survey, channel, promised, differ);
        if (made.one->answers != made.other->answers) all.push_back(std::move(made));
    };
    for (const Question& question : survey.questions) {
        if (question.takesSeveral || !question.rows.empty()) continue;
        add("one answer: " + question.name, 0.56, [&](const Question& each) { return &each == &question; });
    }
    for (const Question& question : survey.questions)
        if (!question.rows.empty() && question.rows.size() == 3)
            add("three rows: " + question.name, 0.62,
                [&](const Question& each) { return &each == &question; });
    add("all scored rows", 0.66, [](const Question& each) {
        return !each.index.empty() && !each.rows.empty() && each.index != "reach";
    });
    add("demographics together", 0.61, [](const Question& each) { return each.breakdown; });
    add("the whole response, one of two", 0.70, [](const Question&) { return true; });
    all.back().other->channel = channels.back();
    Guess part = all.back();
    part.name = "whether somebody took part", part.other.reset(), part.promised = 0.67;
    all.push_back(std::move(part));
    Guess came = all.back();
    came.name = "the channel", came.other = came.one, came.promised = 0.56;
    came.other->channel = channels.back();
    all.push_back(std::move(came));
    return all;
}

Played play(const Guess& guess, const Survey& survey, const std::vector<std::string>& channels,
            const Rules& rules, int rounds, Random& random) {
    const TallyLayout layout(survey, channels);
    const Noise told = noiseFor(survey, channels.size());
    const auto some = [](std::int64_t sd) { return std::max<std::int64_t>(sd, 10); };
    const auto publication = [&](std::size_t size, bool themes, const ReleaseNoise& drawn,
                                 const ReleaseNoise& expected) {
        return Publication{
            size, themes, drawn, {some(drawn.counts), some(drawn.sums), some(drawn.themes)}, expected};
    };
    std::vector<Publication> publications = {
        publication(layout.size(), true, {rules.noise.main, rules.noise.sums, rules.noise.themes},
                    {told.main, told.sums, told.themes})};
    if (rules.interim)
        publications.push_back(
            publication(layout.mainSize(), false, {rules.noise.interim, 0, 0}, {told.interim, 1, 1}));

    Played played;
    std::vector<std::vector<Number>> one, other;  // of each publication, without noise
    double apart = 0;
    for (const Publication& each : publications) {
        one.push_back(published(each, layout, guess.one, {}, random));
        other.push_back(published(each, layout, guess.other, {}, random));
        apart += distance(one.back(), other.back(), each.told);
    }
    played.exact = rightGuess(apart);
    for (int round = 0; round < rounds; ++round) {
        const bool isOne = random.below(2) == 0;
        double speaks = 0;
        for (std::size_t i = 0; i < publications.size(); ++i) {
            const Publication& each = publications[i];
            const auto seen = published(each, layout, isOne ? guess.one : guess.other, each.drawn, random);
            speaks += speaksFor(seen, one[i], other[i], each.known);
        }
        played.right += (speaks > 0) == isOne;
        played.certain += std::fabs(speaks) > std::log(99);
    }
    played.right /= rounds;
    played.certain /= rounds;
    return played;
}

}  // namespace otklik::attack
