// Questions add up: what one of them changes does not hang on the others, except that all group sums move
// with one score. That score is taken at its ends, so the sum is never under the true greatest one.

#include "shared/privacy/budget.h"

#include <algorithm>
#include <cmath>

#include "shared/stats/scores.h"
#include "shared/stats/tally.h"

namespace otklik {
namespace {

/// (change / SD)^2 of one statistic that changes by 1.
struct Weights {
    double count, theme, sum;

    explicit Weights(const Noise& noise, bool scored)
        : count(of(noise.main) + of(noise.interim)),
          theme(of(noise.themes)),
          sum(scored ? 1e6 * of(noise.sums) : 0) {}
    static double of(std::int64_t hundredths) {
        const double sd = static_cast<double>(hundredths) / 100;
        return 1 / (sd * sd);
    }
};

constexpr double kHalf = 0.25;  ///< the square of half a score

/// A table whose answers exclude each other, by whose groups the sums may be broken down.
Spent ofRow(std::size_t cells, bool grouped, const Weights& weights) {
    const double sum = grouped ? weights.sum : 0;
    const double apart =
        static_cast<double>(std::min<std::size_t>(cells, 2)) * weights.count + 2 * kHalf * sum;
    // Two responses of one group change its sum by a whole score, and none of its counts.
    return {(cells > 0 ? weights.count : 0) + kHalf * sum, std::max(apart, sum)};
}

Spent ofOptions(std::size_t options, const Weights& weights) {
    const double all = (1 + static_cast<double>(options)) * weights.count;  // against no answer
    return {all, all};
}

Spent ofOpen(const Weights& weights) {
    const double themes = kMostThemes * weights.theme;
    return {weights.count + themes, std::max(weights.count + themes, 2 * themes)};
}

Spent ofQuestion(const Question& question, const Weights& weights) {
    if (question.isOpen()) return ofOpen(weights);
    if (question.takesSeveral) return ofOptions(question.options.size(), weights);
    const Spent line = ofRow(question.options.size(), question.breakdown, weights);
    const auto lines = static_cast<double>(question.lines().size());
    return {lines * line.response, lines * line.two};
}

bool hasIndex(const Survey& survey) {
    return std::any_of(survey.questions.begin(), survey.questions.end(), [](const Question& question) {
        return question.index == kGroupIndex && scoredRows(question) > 0;
    });
}

Noise scaled(std::int64_t hundredths) {
    const Noise base;
    return {base.main / 100 * hundredths, base.interim / 100 * hundredths, base.themes / 100 * hundredths,
            base.sums / 100 * hundredths};
}

}  // namespace

Spent spent(const Survey& survey, std::size_t channels, const Noise& noise) {
    const Weights weights(noise, hasIndex(survey));
    Spent all = ofRow(channels + 1, true, weights);  // who came by none is one more
    all.response += weights.count;                   // the total, the same for any two responses
    for (const Question& question : survey.questions) {
        const Spent each = ofQuestion(question, weights);
        all.response += each.response;
        all.two += each.two;
    }
    return all;
}

double spentOnQuestion(const Survey& survey, std::size_t channels, const Noise& noise) {
    const Weights weights(noise, hasIndex(survey));
    double groups = channels > 0 ? 1 : 0, rows = 0, most = 0;  // the sums that each score stands in
    for (const Question& question : survey.questions) {
        groups += question.breakdown;
        if (question.index == kGroupIndex) rows += static_cast<double>(scoredRows(question));
    }
    for (const Question& question : survey.questions) {
        double each = ofQuestion(question, weights).two;
        if (question.index == kGroupIndex && rows > 0)
            each += groups * weights.sum * std::pow(static_cast<double>(scoredRows(question)) / rows, 2);
        most = std::max(most, each);
    }
    return most;
}

Noise noiseFor(const Survey& survey, std::size_t channels) {
    const Spent base = spent(survey, channels, Noise{});
    const double factor = std::sqrt(std::max(base.response / kMostOfResponse, base.two / kMostOfTwo));
    const auto isWithin = [&](std::int64_t hundredths) {
        const Spent now = spent(survey, channels, scaled(hundredths));
        return now.response <= kMostOfResponse && now.two <= kMostOfTwo;
    };
    std::int64_t hundredths = std::max<std::int64_t>(100, std::llround(std::floor(100 * factor)));
    while (!isWithin(hundredths)) ++hundredths;
    return scaled(hundredths);
}

double rightGuess(double sumOfSquares) {
    return std::erfc(-std::sqrt(sumOfSquares / 8)) / 2;  // Phi(x) = erfc(-x / root of 2) / 2
}

}  // namespace otklik
