#include "shared/survey/types/types.h"

namespace otklik {

const QuestionType* questionType(std::string_view name) {
    for (const QuestionType* type : {&kCheckbox, &kRadiogroup, &kRating, &kMatrix, &kComment, &kText})
        if (type->name == name) return type;
    return nullptr;
}

const JsonType* jsonType(std::string_view name) {
    for (const JsonType* type :
         {&kCheckboxJson, &kRadiogroupJson, &kRatingJson, &kMatrixJson, &kCommentJson, &kTextJson})
        if (type->type.name == name) return type;
    return nullptr;
}

}  // namespace otklik
