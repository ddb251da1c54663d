#include "tests/attacks/forgery.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace otklik::attack {
namespace {

constexpr const char* kSurvey = R"({"title": "t", "pages": [{"elements": [
    {"type": "radiogroup", "name": "q", "title": "Q", "choices": ["1", "2", "3", "4", "5"], "index": "satisfaction"},
    {"type": "radiogroup", "name": "sex", "title": "S", "choices": ["x", "y"], "breakdown": true},
    {"type": "radiogroup", "name": "age", "title": "A", "choices": ["x", "y"], "breakdown": true},
    {"type": "radiogroup", "name": "status", "title": "T", "choices": ["x", "y"], "breakdown": true},
    {"type": "radiogroup", "name": "education", "title": "E", "choices": ["x", "y"], "breakdown": true}]}]})";
constexpr int kAnswers = 5;
constexpr std::array<double, kAnswers> kPrior = {0.15, 0.15, 0.15, 0.15, 0.4};
constexpr int kOthers = 300;  // in the person's mix and in the wave

int drawn(Random& random) {
    double u = static_cast<double>(random.next() >> 11) / 9007199254740992.0;
    int answer = 0;
    while (answer + 1 < kAnswers && u >= kPrior[static_cast<std::size_t>(answer)])
        u -= kPrior[static_cast<std::size_t>(answer++)];
    return answer;
}

Answers person(int answer, const char* group) {
    Answers answers;
    if (answer >= 0) answers["q"].choices = {std::to_string(answer + 1)};
    for (const char* question : {"sex", "age", "status", "education"}) answers[question].choices = {group};
    return answers;
}

/// Logarithm of the chance that noise takes `count` to something published as `cell`.
double likelihood(const PublishedCell& cell, std::int64_t base, std::int64_t count, double ratio) {
    const auto tail = [&](double from) {  // P(noise >= from)
        const double n = std::ceil(from);
        return n > 0 ? std::pow(ratio, n) / (1 + ratio) : 1 - std::pow(ratio, 1 - n) / (1 + ratio);
    };
    const auto between = [&](double low, double high) {
        return tail(low - static_cast<double>(count)) - tail(high + 1 - static_cast<double>(count));
    };
    double chance = 1;
    if (cell.shown == Shown::number)
        chance = between(static_cast<double>(cell.count) - 2, static_cast<double>(cell.count) + 2);
    if (cell.shown == Shown::atMost) chance = between(-1e6, 0.1 * static_cast<double>(base));
    if (cell.shown == Shown::atLeast) chance = between(0.9 * static_cast<double>(base), 1e6);
    return std::log(std::max(chance, 1e-300));
}

struct Game {
    Survey survey = *parseSurvey(kSurvey);
    TallyLayout layout{survey, {"site", "vk"}};
    double ratio;
    Random& random;
    ReleaseRules rules;

    Game(double noiseRatio, Random& source) : ratio(noiseRatio), random(source) { rules.ratio = noiseRatio; }

    Counts everybodyElse(Others others) {
        Counts counts(layout.size());
        for (int n = 0; n < kOthers; ++n) {
            int answer = drawn(random);
            if (others == Others::blank) answer = -1;
            // Chosen so that every count of the person's groups stands at a border: of hiding, of rounding,
            // of the caps.
            if (others == Others::chosen) answer = n < 9 ? 0 : n < 21 ? 1 : n < 33 ? 2 : n < 120 ? 3 : -1;
            add(layout.amountsOf(person(answer, others != Others::known || n % 2 ? "x" : "y"), "site"),
                counts);
        }
        return counts;
    }

    std::size_t place(const std::string& start, int answer) const {
        return static_cast<std::size_t>(layout.position(start + std::to_string(answer + 1)));
    }
    /// Adds what one release tells about each answer the person may have given.
    void read(bool final, bool figures, const Counts& others, int truth,
              std::array<double, kAnswers>& posterior) {
        Counts counts = others, noise(layout.size());
        add(layout.amountsOf(person(truth, "x"), "site"), counts);
        for (auto& one : noise) one = geometricNoise(random, ratio);
        const Release release = makeRelease(layout, counts, noise, rules, final);
        const PublishedRow& row = release.questions.front().rows.front();
        for (int cell = 0; cell < kAnswers; ++cell) {
            const std::size_t at = place("q//", cell);
            for (int guess = 0; guess < kAnswers; ++guess) {
                const std::int64_t count = others[at] + (guess == cell);
                posterior[static_cast<std::size_t>(guess)] +=
                    figures
                        ? likelihood(row.cells[static_cast<std::size_t>(cell)], row.base.count, count, ratio)
                        : std::log(ratio) * static_cast<double>(std::abs(counts[at] + noise[at] - count));
            }
        }
    }
};

}  // namespace

Learned forge(Others others, bool figures, int rounds, double ratio, Random& random) {
    Game game(ratio, random);
    Learned learned;
    learned.prior = *std::max_element(kPrior.begin(), kPrior.end());
    for (int round = 0; round < rounds; ++round) {
        const int truth = drawn(random);
        const Counts rest = game.everybodyElse(others);
        std::array<double, kAnswers> posterior;
        for (std::size_t i = 0; i < kPrior.size(); ++i) posterior[i] = std::log(kPrior[i]);
        game.read(false, figures, rest, truth, posterior);
        game.read(true, figures, rest, truth, posterior);
        const auto best = std::max_element(posterior.begin(), posterior.end());
        double sum = 0;
        for (double one : posterior) sum += std::exp(one - *best);
        learned.right += best - posterior.begin() == truth;
        learned.certain += 1 / sum > 0.99;
    }
    learned.right /= rounds;
    learned.certain /= rounds;
    return learned;
}

}  // namespace otklik::attack
