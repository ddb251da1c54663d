// Bins stand in their order, as a histogram does. The number itself is nowhere: a mean is worked out from the
// middles of bins.

#include <cmath>

#include "shared/base/decimal.h"
#include "shared/report/types/types.h"

namespace otklik {
namespace {

double numberOf(const std::string& text) {
    const char* end = nullptr;
    return parseDecimal(text.c_str(), &end);
}

bool isWhole(double number) {
    return number == std::floor(number);
}

}  // namespace

std::vector<double> numbersOf(const Question& question) {
    const std::vector<Choice>& bins = question.options;
    // Of each where it begins; the first may be open at its lower end, whose value is «<» and its edge.
    std::vector<double> lows;
    bool areWhole = !question.step || isWhole(*question.step);
    for (const Choice& bin : bins) {
        const bool isBelow = bin.value.starts_with('<');
        lows.push_back(numberOf(isBelow ? bin.value.substr(1) : bin.value));
        areWhole = areWhole && isWhole(lows.back());
    }
    std::vector<double> middles;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        double high = lows[i];  // an open end takes its edge
        if (bins[i].value.starts_with('<'))
            high = lows[i];
        else if (i + 1 < bins.size())
            high = lows[i + 1] - (areWhole ? 1 : 0);
        else if (question.highest)
            high = *question.highest;
        middles.push_back((lows[i] + high) / 2);
    }
    return middles;
}

void addNumber(const Reporting& reporting) {
    if (reporting.question().isOpen()) return;
    addOptions(reporting);
    addSaid(reporting, "mean", reporting.locale.text("report.mean"),
            meanFigure(reporting.measured.rows.front().mean, true, reporting.locale),
            reporting.locale.text("report.mean-note"));
}

}  // namespace otklik
