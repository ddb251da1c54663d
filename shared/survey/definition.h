#pragma once
// Reads a survey definition: a documented subset of SurveyJS JSON (see shared/survey/README.md).

#include <string_view>

#include "shared/base/result.h"
#include "shared/survey/survey.h"

namespace otklik {

/// Anything that would change the meaning and is not supported is a problem with its pointer. Bounds: 1 MiB,
/// 200 questions, 200 options a question, 2,000 characters a text; names [A-Za-z0-9_-]{1,64}.
Result<Survey> parseSurvey(std::string_view json);

}  // namespace otklik
