#pragma once
// What a question is called in a report, where the report's own parts have names too.

#include <string>

#include "shared/survey/survey.h"

namespace otklik {

/// The id of its section and of its table: its name, which stays from year to year; where the report's page
/// itself uses that, with a dot before, which no name has.
std::string reportId(const Question& question);

}  // namespace otklik
