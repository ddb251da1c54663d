#pragma once
// One question, painted after its type: options, a matrix as cards or as a table, a scale, an open answer.

#include "shared/text/locale.h"
#include "web/app/visit.h"
#include "web/paint/widgets.h"

namespace otklik::paint {

/// The first question is introduced by what the survey is; `withTitle` where its title does not stand
/// elsewhere on the screen.
void paintQuestion(const Column& column, const Visit& visit, const Locale& locale, bool withTitle);

}  // namespace otklik::paint
