#pragma once
// A survey in one language, as lines: how a client gets it.

#include <optional>
#include <string>
#include <string_view>

#include "shared/survey/survey.h"
#include "shared/text/lines.h"

namespace otklik {

std::string surveyLines(const Survey& survey, std::string_view language);
/// Nothing where it is not a survey that could be asked.
std::optional<Survey> surveyFromLines(LineReader& lines);

}  // namespace otklik
