#pragma once
// Waves of the order's survey with releases, as reports are made of.

#include <deque>

#include "shared/privacy/budget.h"
#include "shared/report/report.h"
#include "tests/support.h"

namespace otklik::test {

struct Waves {
    Locale russian = locale("ru");
    std::deque<Survey> surveys;
    std::deque<Release> releases;
    ReportInput input;

    /// Adds a closed wave of `size` responses; `mood` (0 to 1) makes its marks better.
    void add(const std::string& id, int size, double mood, std::uint64_t seed = 1) {
        add(
            id, orderSurvey(),
            [&](FixedRandom& random, Answers& answers) {
                const auto pick = [&](const std::vector<std::string>& values, double up = 0) {
                    const double at =
                        std::min(0.999, (static_cast<double>(random.below(1000)) / 1000 + up) / (1 + up));
                    return values[static_cast<std::size_t>(at * static_cast<double>(values.size()))];
                };
                answers["sources"].choices = {pick({"site", "vk", "ok"})};
                for (const char* row : {"site", "vk", "ok"}) {
                    answers["frequency"].cells[row] = pick({"always", "sometimes", "never", "hard-to-say"});
                    answers["findability"].cells[row] = pick({"hard-to-say", "no", "yes"}, mood);
                    answers["ease"].cells[row] = pick({"1", "2", "3", "4", "5"}, mood);
                    answers["satisfaction"].cells[row] = pick({"1", "2", "3", "4", "5"}, mood);
                }
                answers["sex"].choices = {pick({"male", "female"})};
                answers["age"].choices = {pick({"18-25", "26-35", "36-45", "46-55", "56-65", "66-plus"})};
                answers["seek"].text = "слово";
            },
            size, seed);
    }

    template <class Answering>
    void add(const std::string& id, Survey survey, Answering answering, int size, std::uint64_t seed = 1) {
        surveys.push_back(std::move(survey));
        FixedRandom random(seed);
        const TallyLayout layout(surveys.back(), {"site", "vk"});
        Counts counts(layout.size());
        for (int i = 0; i < size; ++i) {
            Answers answers;
            answering(random, answers);
            otklik::add(layout.amountsOf(answers, random.below(3) ? "site" : "vk"), counts);
        }
        const Noise budget = noiseFor(surveys.back(), 2);
        addNoise(layout, {budget.main, budget.sums}, random, counts);
        Release made = makeRelease(layout, counts, {budget.main, budget.sums});
        made.wave = id;
        made.number = 1;
        made.final = true;
        made.day = id.substr(0, 4) + "-11-24";
        auto published = releaseFromJson(toJson(made));
        REQUIRE(published);
        releases.push_back(std::move(*published));  // as it comes back from where it is kept
        input.waves.push_back({id, &surveys.back(), &releases.back()});
        input.chosen = input.waves.size() - 1;
    }

    Report report() const { return makeReport(input, russian); }
};

inline const Section* section(const Report& report, const std::string& id) {
    for (const Section& each : report.sections)
        if (each.id == id) return &each;
    return nullptr;
}

inline const Table* table(const Report& report, const std::string& id) {
    for (const Section& section : report.sections)
        for (const Table& each : section.tables)
            if (each.id == id) return &each;
    return nullptr;
}

inline const Figure* figure(const Report& report, const std::string& tableId, const std::string& line,
                            const std::string& column) {
    const Table* found = table(report, tableId);
    REQUIRE_MESSAGE(found, tableId);
    for (const Line& each : found->lines)
        for (std::size_t c = 0; c < each.figures.size(); ++c)
            if (each.id == line && found->columns[c].id == column) return &each.figures[c];
    return nullptr;
}

}  // namespace otklik::test
