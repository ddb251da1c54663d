#pragma once

#include "shared/base/json.h"
#include "shared/base/result.h"
#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

/// Answers from SurveyJS result JSON, shape and values checked against the survey; pointers start with
/// "/answers". Codes: "unknown-question", "unknown-choice", "unknown-row", "wrong-type", "too-long" (limit),
/// "not-utf8", "only-one", "comment-without-other". White space round texts is dropped, empty texts become no
/// answer.
Result<Answers> answersFromJson(const Survey& survey, const Json& answers);

}  // namespace otklik
