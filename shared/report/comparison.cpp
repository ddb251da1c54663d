#include "shared/report/comparison.h"

#include <algorithm>

namespace otklik {
namespace {

bool isSame(const std::vector<Choice>& a, const std::vector<Choice>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Choice& one, const Choice& other) {
        return one.value == other.value && one.text == other.text && one.firstOption == other.firstOption &&
               one.optionCount == other.optionCount;
    });
}

Verdict verdictOf(const Compared& compared, bool isBeyondChance) {
    if (!isBeyondChance || *compared.now.value == *compared.before.value) return Verdict::chance;
    return *compared.now.value > *compared.before.value ? Verdict::higher : Verdict::lower;
}

void add(Comparison& comparison, const MeasuredWave& now, const Index& index, const Index& before,
         const Locale& locale) {
    Compared whole{&index, nullptr, indexFigure(before.whole, locale), indexFigure(index.whole, locale)};
    if (before.whole && index.whole) whole.change = overallChange(*before.whole, *index.whole);
    comparison.all.push_back(std::move(whole));
    const bool isEnough =
        now.measured.responses >= kLeastChange && comparison.before->measured.responses >= kLeastChange;
    for (std::size_t i = 0; i < index.parts.size() && index.parts.size() > 1; ++i) {
        const IndexPart &after = index.parts[i], &last = before.parts[i];
        Compared part{&index, &after, indexFigure(last.measure, locale), indexFigure(after.measure, locale)};
        if (isEnough && last.measure && after.measure) part.change = changeOf(*last.measure, *after.measure);
        comparison.all.push_back(std::move(part));
    }
}

}  // namespace

bool isSameQuestion(const Question& a, const Question& b) {
    return a.type == b.type && a.title == b.title && a.index == b.index && isSame(a.options, b.options) &&
           isSame(a.rows, b.rows) && a.minRateDescription == b.minRateDescription &&
           a.maxRateDescription == b.maxRateDescription;
}

const Compared* Comparison::of(const Index& index) const {
    for (const Compared& each : all)
        if (each.index->name == index.name && !each.part) return &each;
    return nullptr;
}

const Index* sameIndex(const Index& index, const MeasuredWave& other) {
    for (const Index& each : other.measured.indices) {
        if (each.name != index.name) continue;
        const bool same = std::equal(index.parts.begin(), index.parts.end(), each.parts.begin(),
                                     each.parts.end(), [](const IndexPart& a, const IndexPart& b) {
                                         return a.id == b.id && a.question->name == b.question->name &&
                                                isSameQuestion(*a.question, *b.question);
                                     });
        return same ? &each : nullptr;
    }
    return nullptr;
}

Comparison compared(const std::vector<MeasuredWave>& waves, const Locale& locale) {
    Comparison comparison;
    if (waves.size() < 2) return comparison;
    comparison.before = &waves[waves.size() - 2];
    const MeasuredWave& now = waves.back();
    for (const Index& index : now.measured.indices)
        if (const Index* before = sameIndex(index, *comparison.before))
            add(comparison, now, index, *before, locale);
    const auto isMain = [&](const Compared& each) {
        return each.index == &now.measured.indices.front() && !each.part;
    };
    std::vector<double> chances;
    for (const Compared& each : comparison.all)
        if (each.change && !isMain(each)) chances.push_back(each.change->p);
    const std::vector<double> adjusted = holm(chances);
    for (Compared& each : comparison.all)
        if (each.change)
            each.verdict =
                verdictOf(each, (isMain(each) ? each.change->p : adjusted[comparison.tests++]) < kLevel);
    return comparison;
}

}  // namespace otklik
