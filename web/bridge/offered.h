#pragma once
// The survey as the server offers it to its pages, which both modules read.

#include <optional>
#include <string>

#include "shared/survey/survey_lines.h"
#include "web/app/visit.h"

namespace otklik::bridge {

struct Offer {
    Survey survey;
    Surroundings surroundings;
};

/// Of the whole of /app/survey, whose first lines (wave, key, channels) are the page's.
inline std::optional<Offer> offerFrom(LineReader& lines) {
    for (int i = 0; i < 3; ++i) lines.text();
    Surroundings surroundings;
    surroundings.closes = lines.text();
    surroundings.reception = lines.text();
    auto survey = surveyFromLines(lines);
    if (!survey) return std::nullopt;
    return Offer{std::move(*survey), std::move(surroundings)};
}

}  // namespace otklik::bridge
