#include "shared/survey/types/types.h"

namespace otklik {

const QuestionType* questionType(std::string_view name) {
    for (const QuestionType* type :
         {&kCheckbox, &kTagbox, &kRadiogroup, &kDropdown, &kBoolean, &kRating, &kMatrix, &kMatrixDropdown,
          &kRanking, &kMultipleText, &kComment, &kText, &kNumber, &kDate, &kMonth, &kTime})
        if (type->name == name) return type;
    return nullptr;
}

const JsonType& jsonType(const QuestionType& type) {
    for (const JsonType* each :
         {&kCheckboxJson, &kTagboxJson, &kRadiogroupJson, &kDropdownJson, &kBooleanJson, &kRatingJson,
          &kMatrixJson, &kMatrixDropdownJson, &kRankingJson, &kMultipleTextJson, &kCommentJson, &kNumberJson,
          &kDateJson, &kMonthJson, &kTimeJson})
        if (&each->type == &type) return *each;
    return kTextJson;
}

namespace {

/// Numbers and dates are texts with an inputType.
bool isInput(const JsonType& type) {
    return &type == &kNumberJson || &type == &kDateJson || &type == &kMonthJson || &type == &kTimeJson;
}

}  // namespace

const JsonType* jsonTypeDefinedAs(std::string_view name) {
    const QuestionType* type = questionType(name);
    if (!type) return nullptr;
    const JsonType& json = jsonType(*type);
    return isInput(json) ? nullptr : &json;
}

}  // namespace otklik
