#pragma once
// How a measure is to be written, and how one is shown that was read.

#include <string>

#include "shared/survey/answers.h"
#include "shared/survey/survey.h"
#include "shared/text/locale.h"

namespace otklik {

/// «Число от 0 до 120», «Например, 25.03.2026».
std::string measureHint(const Question& question, const Locale& locale);

/// As people write it, where it can be read; else as it was typed.
std::string shownMeasure(const Question& question, const Answer& answer, const Locale& locale);

}  // namespace otklik
