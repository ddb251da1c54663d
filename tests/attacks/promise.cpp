#include "tests/attacks/promise.h"

#include <algorithm>
#include <cmath>

#include "shared/stats/scores.h"

namespace otklik::attack {
namespace {

constexpr std::int64_t kOthers = 300;  // in every count, so that what is not known to be whole is not 0

/// Every number of a release, in one order.
std::vector<double> numbersOf(const Release& release) {
    std::vector<double> numbers = {static_cast<double>(release.responses)};
    const auto add = [&](std::int64_t number) { numbers.push_back(static_cast<double>(number)); };
    for (const NoisyCount& channel : release.channels) add(channel.count);
    for (const NoisyQuestion& question : release.questions)
        for (const NoisyRow& row : question.rows) {
            if (row.base) add(*row.base);
            for (const NoisyCount& cell : row.cells) add(cell.count);
        }
    for (const NoisySum& group : release.groups) add(group.sum);
    return numbers;
}

Counts with(const TallyLayout& layout, const std::optional<Response>& response, std::size_t size) {
    Counts counts(layout.size(), kOthers);
    if (response) add(layout.amountsOf(response->answers, response->channel), counts);
    counts.resize(size);
    return counts;
}

/// Half the logarithm's slope: the greater, the more the numbers speak for `one`.
double speaksFor(const std::vector<double>& seen, const std::vector<double>& one,
                 const std::vector<double>& other, std::size_t sums, const ReleaseNoise& noise) {
    double sum = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const double sd = static_cast<double>(i < seen.size() - sums ? noise.counts : noise.sums) / 100;
        const auto squared = [&](double expected) { return (seen[i] - expected) * (seen[i] - expected); };
        sum += (squared(other[i]) - squared(one[i])) / (2 * sd * sd);
    }
    return sum;
}

double squaredDistance(const std::vector<double>& one, const std::vector<double>& other, std::size_t sums,
                       const ReleaseNoise& noise) {
    double sum = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        const double sd = static_cast<double>(i < one.size() - sums ? noise.counts : noise.sums) / 100;
        sum += (one[i] - other[i]) * (one[i] - other[i]) / (sd * sd);
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
    } else if (question.type == QuestionType::matrix) {
        for (const Choice& row : question.rows) answer.cells[row.value] = end(question.columns);
    } else if (question.type == QuestionType::checkbox) {
        if (first)
            for (const Choice& choice : question.choices) answer.choices.push_back(choice.value);
    } else {
        answer.choices = {end(question.choices)};
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
        const bool single =
            question.type == QuestionType::radiogroup || question.type == QuestionType::rating;
        if (!single && !question.isOpen()) continue;
        add("one answer: " + question.name, 0.56, [&](const Question& each) { return &each == &question; });
    }
    for (const Question& question : survey.questions)
        if (question.type == QuestionType::matrix && question.rows.size() == 3)
            add("three rows: " + question.name, 0.62,
                [&](const Question& each) { return &each == &question; });
    add("all scored rows", 0.66, [](const Question& each) {
        return !each.index.empty() && each.type == QuestionType::matrix && each.index != "reach";
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
    struct Publication {
        std::size_t size, sums;
        ReleaseNoise drawn, known, told;
        Counts counts[2];
        std::vector<double> numbers[2];
    };
    std::vector<Publication> publications;
    const auto publish = [&](std::size_t size, const ReleaseNoise& drawn, const ReleaseNoise& expected) {
        const auto some = [](std::int64_t sd) { return std::max<std::int64_t>(sd, 10); };  // where it is none
        Publication made{size,     0,
                         drawn,    {some(drawn.counts), some(drawn.sums)},
                         expected, {with(layout, guess.one, size), with(layout, guess.other, size)},
                         {}};
        for (int i : {0, 1}) {
            const Release release = makeRelease(layout, made.counts[i], expected);
            made.numbers[i] = numbersOf(release);
            made.sums = release.groups.size();
        }
        publications.push_back(std::move(made));
    };
    publish(layout.size(), {rules.noise.main, rules.noise.sums}, {told.main, told.sums});
    if (rules.interim) publish(layout.mainSize(), {rules.noise.interim, 0}, {told.interim, 0});

    Played played;
    double distance = 0;
    for (const Publication& each : publications)
        distance += squaredDistance(each.numbers[0], each.numbers[1], each.sums, each.told);
    played.exact = rightGuess(distance);
    for (int round = 0; round < rounds; ++round) {
        const int truth = static_cast<int>(random.below(2));
        double speaks = 0;
        for (const Publication& each : publications) {
            Counts noisy = each.counts[truth];
            addNoise(layout, each.drawn, random, noisy);
            speaks += speaksFor(numbersOf(makeRelease(layout, noisy, each.told)), each.numbers[0],
                                each.numbers[1], each.sums, each.known);
        }
        played.right += (speaks > 0) == (truth == 0);
        played.certain += std::fabs(speaks) > std::log(99);
    }
    played.right /= rounds;
    played.certain /= rounds;
    return played;
}

}  // namespace otklik::attack
