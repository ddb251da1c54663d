#pragma once
// Figures of published cells and of estimates, in words and numbers that agree.

#include "shared/report/published.h"
#include "shared/report/report.h"

namespace otklik {

/// Words alone, where there is no number to say.
Figure wordsFigure(std::string text);

/// A cell as a share of its row; `share` (0 to 1) is what a chart draws.
Figure shareFigure(const PublishedCell& cell, double share, const Locale& locale);

/// A base or another count: «около 120».
Figure countFigure(const PublishedCell& cell, const Locale& locale);
Figure countFigure(double count, const Locale& locale);

/// How many of `all` are not in `part`, both published.
Figure restFigure(const PublishedCell& all, const PublishedCell& part, const Locale& locale);

/// An index: 0 to 100 with one decimal; where there is no estimate, why.
Figure indexFigure(const std::optional<Estimate>& estimate, const Locale& locale);

/// From one index to another: «+3,4».
Figure changeFigure(const Figure& before, const Figure& after, const Locale& locale);

/// «69,1–75,7»
std::string intervalText(const Figure& figure, const Locale& locale);

}  // namespace otklik
