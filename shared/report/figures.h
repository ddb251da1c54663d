#pragma once
// Shares, counts and indices in words and numbers that agree.

#include "shared/report/measured.h"
#include "shared/report/report.h"

namespace otklik {

/// Words alone, where there is no number to say.
Figure wordsFigure(std::string text);

/// A share of those who answered.
Figure shareFigure(const Share& share, const Locale& locale);

/// A count as it is estimated: «около 120»; where there is none, why.
Figure countFigure(std::optional<double> count, const Locale& locale);

/// How many of `all` are not in `part`.
Figure restFigure(double all, std::optional<double> part, const Locale& locale);

/// An index: a whole number of 0 to 100; where there is none, why.
Figure indexFigure(const std::optional<Measure>& measure, const Locale& locale);

/// What answers are together, such as a mean place; where there is none, why. `isAbout`: the value is worked
/// out from bins.
Figure meanFigure(const std::optional<Mean>& mean, bool isAbout, const Locale& locale);

/// From one printed index to another: «+3», the difference of what is printed, with its interval.
Figure changeFigure(const Change& change, const Figure& before, const Figure& after, Verdict verdict,
                    const Locale& locale);

/// The figure of a line in the column of this id, or nullptr.
const Figure* figureIn(const Table& table, const Line& line, std::string_view column);

/// How a question was to be answered, and how many did: «По одному ответу в каждой строке · Ответили: …».
std::string hintOf(const Section& section, const Table& table);

/// «Ось от 30 до 90.»; nothing where the axis shows everything.
std::string axisText(const Axis& axis, const Locale& locale);

/// «34–46», «от −2 до 9».
std::string intervalText(const Figure& figure, const Locale& locale);

}  // namespace otklik
