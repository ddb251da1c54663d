#pragma once
// The types that there are.

#include "shared/survey/types/json_type.h"

namespace otklik {

extern const QuestionType &kCheckbox, &kRadiogroup, &kRating, &kMatrix, &kComment, &kText;
extern const JsonType kCheckboxJson, kRadiogroupJson, kRatingJson, kMatrixJson, kCommentJson, kTextJson;

}  // namespace otklik
