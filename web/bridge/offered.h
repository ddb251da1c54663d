#pragma once
// The survey as the server offers it to its pages, which both modules read.

#include <optional>
#include <string>

#include "shared/survey/survey_lines.h"

namespace otklik::bridge {

struct Offer {
    Survey survey;
    std::string closes;  ///< the wave's last day, an ISO date; empty where none is set
};

/// Of the whole of /app/survey, whose first lines (wave, key, channels) are the page's.
inline std::optional<Offer> offerFrom(LineReader& lines) {
    for (int i = 0; i < 3; ++i) lines.text();
    std::string closes = lines.text();
    auto survey = surveyFromLines(lines);
    if (!survey) return std::nullopt;
    return Offer{std::move(*survey), std::move(closes)};
}

}  // namespace otklik::bridge
