// Their screens, in the place of all (web/app/types/controls.cpp).

#include "shared/survey/types/types.h"
#include "web/app/types/types.h"

namespace otklik {

void addControls(const Asked& asked) {
    const QuestionType* type = asked.question.type;
    if (type == &kMatrix)
        addGrid(asked);
    else if (type == &kRating)
        addSteps(asked);
    else if (type == &kComment)
        addLongText(asked);
    else if (type == &kText)
        addText(asked);
    else
        addOptions(asked);
}

}  // namespace otklik
