#pragma once
// The types that there are.

#include "shared/survey/types/json_type.h"

namespace otklik {

extern const QuestionType &kCheckbox, &kTagbox, &kRadiogroup, &kDropdown, &kBoolean, &kRating, &kMatrix,
    &kMatrixDropdown, &kRanking, &kMultipleText, &kComment, &kText, &kNumber, &kDate, &kMonth, &kTime;
extern const JsonType kCheckboxJson, kTagboxJson, kRadiogroupJson, kDropdownJson, kBooleanJson, kRatingJson,
    kMatrixJson, kMatrixDropdownJson, kRankingJson, kMultipleTextJson, kCommentJson, kTextJson, kNumberJson,
    kDateJson, kMonthJson, kTimeJson;

}  // namespace otklik
