// A rating of 0 to 10 is asked to learn whether people would recommend something: who gives 9 or 10 does, who
// gives 6 or less advises against it, and the share of the ones less that of the others is the score.

#include "shared/report/types/types.h"

namespace otklik {

std::vector<double> readinessOf(const Question& question) {
    constexpr std::size_t kSteps = 11;
    constexpr std::size_t kAgainst = 6, kFor = 9;
    if (question.options.size() != kSteps) return {};
    std::vector<double> values;
    for (std::size_t i = 0; i < kSteps; ++i) {
        if (question.options[i].value != std::to_string(i)) return {};
        values.push_back(i <= kAgainst ? -100 : i >= kFor ? 100 : 0);
    }
    return values;
}

void addRating(const Reporting& reporting) {
    addOptions(reporting);
    if (readinessOf(reporting.question()).empty()) return;
    Figure figure = meanFigure(reporting.measured.rows.front().mean, false, reporting.locale);
    if (figure.value) figure.unit = Unit::points;
    addSaid(reporting, "recommendation", reporting.locale.text("report.recommendation"), std::move(figure),
            reporting.locale.text("report.recommendation-note"));
}

}  // namespace otklik
