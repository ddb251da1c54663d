#pragma once
// Reads a survey definition: a documented subset of SurveyJS JSON (see shared/survey/README.md).

#include <string_view>

#include "shared/base/result.h"
#include "shared/survey/survey.h"

namespace otklik {

/// Anything that would change the meaning and is not supported is a problem with its pointer. Bounds: 1 MiB,
/// 200 questions, 200 options a question, 2,000 characters a text, 200 a name or value.
Result<Survey> parseSurvey(std::string_view json);

/// A definition as far as it can be read, for whoever mends it.
struct DefinitionReading {
    Survey survey;          ///< with its warnings; only where there are no problems is it one to ask
    std::size_t pages = 0;  ///< of the survey's panels, those that are pages
    Problems problems;
};
DefinitionReading readDefinition(std::string_view json);

}  // namespace otklik
