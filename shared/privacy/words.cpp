#include "shared/privacy/words.h"

#include <algorithm>

namespace otklik {

std::vector<PublishedCell> publishWords(const WordCounts& counts, const PublishedCell& answers,
                                        const ReleaseRules& rules, Random& random) {
    std::vector<PublishedCell> words;
    for (const auto& [stem, writers] : counts) {
        if (writers < kLeastWriters) continue;
        const std::int64_t count = writers + geometricNoise(random, rules.ratio);
        if (count < kLeastCount || answers.shown != Shown::number) continue;
        const int bound = 100 - rules.capPercent;
        PublishedCell word{stem, Shown::number, rounded(count, rules), 0};
        if (100 * count >= bound * answers.count) word = {stem, Shown::atLeast, 0, bound};
        words.push_back(std::move(word));
    }
    const auto rank = [&](const PublishedCell& word) {
        return word.shown == Shown::number ? word.count : answers.count;
    };
    std::stable_sort(words.begin(), words.end(),
                     [&](const PublishedCell& a, const PublishedCell& b) { return rank(a) > rank(b); });
    if (words.size() > kMostWords) words.resize(kMostWords);
    return words;
}

}  // namespace otklik
