#include "shared/survey/types/types.h"
#include "web/app/types/types.h"

namespace otklik {
namespace {

struct ScreenType {
    const QuestionType& type;
    void (*add)(const Asked&);
};

}  // namespace

void addControls(const Asked& asked) {
    static const ScreenType types[] = {
        {kCheckbox, addOptions},   {kTagbox, addOptions},
        {kRadiogroup, addOptions}, {kDropdown, addList},
        {kBoolean, addOptions},    {kRating, addSteps},
        {kMatrix, addGrid},        {kMatrixDropdown, addTable},
        {kRanking, addRanking},    {kComment, addLongText},
        {kText, addText},          {kMultipleText, addTexts},
        {kNumber, addMeasure},     {kDate, addMeasure},
        {kMonth, addMeasure},      {kTime, addMeasure},
    };
    for (const ScreenType& each : types)
        if (&each.type == asked.question.type) each.add(asked);
}

}  // namespace otklik
