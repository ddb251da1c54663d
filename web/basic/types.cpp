// The types of kBasicTypes alone, in the place of all (shared/survey/types/types.cpp).

#include "shared/survey/types/types.h"

namespace otklik {

const QuestionType* questionType(std::string_view name) {
    for (const QuestionType* type : {&kCheckbox, &kRadiogroup, &kRating, &kMatrix, &kComment, &kText})
        if (type->name == name) return type;
    return nullptr;
}

}  // namespace otklik
