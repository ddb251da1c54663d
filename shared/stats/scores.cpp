#include "shared/stats/scores.h"

#include <algorithm>

namespace otklik {

Scores scoresOf(const Question& question) {
    const std::vector<Choice>& answers = question.options;
    Scores scores(answers.size());
    if (question.isScale) {
        const double last = static_cast<double>(answers.size()) - 1;
        for (std::size_t i = 0; i < answers.size(); ++i)
            scores[i] = last > 0 ? static_cast<double>(i) / last : 1;
        return scores;
    }
    std::size_t worst = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i].value == kHardToSay) continue;
        scores[i] = 1;
        worst = i;
    }
    if (!scores.empty()) scores[worst] = 0;
    return scores;
}

bool isScored(const Choice& choice) {
    return choice.value != kOther && choice.value != kNone && choice.value != kHardToSay;
}

std::size_t scoredRows(const Question& question) {
    if (question.isOpen()) return 0;
    if (!question.takesSeveral) return question.lines().size();
    return static_cast<std::size_t>(
        std::count_if(question.options.begin(), question.options.end(), isScored));
}

}  // namespace otklik
