#pragma once
// The survey as the server offers it to its pages, which both modules read.

#include <optional>

#include "shared/survey/survey_lines.h"

namespace otklik::bridge {

/// Of the whole of /app/survey, whose first lines (wave, key, channels) are the page's.
inline std::optional<Survey> offeredSurvey(LineReader& lines) {
    for (int i = 0; i < 3; ++i) lines.text();
    return surveyFromLines(lines);
}

}  // namespace otklik::bridge
