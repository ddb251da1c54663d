#include "web/app/types/types.h"

namespace otklik {

void addOptions(const Asked& asked) {
    const Question& question = asked.question;
    std::size_t at = 0;
    for (Control& control : controlsOf(asked, "")) {
        const bool takesText = question.takesText(question.options[at++]) && control.isChosen;
        asked.items.push_back(Option{std::move(control), question.takesSeveral, asked.isWrong});
        if (!takesText) continue;
        asked.items.push_back(TextField{commentId(question), false, asked.isWrong, true,
                                        question.otherLabel.in(asked.language())});
        addUnderText(asked, asked.answer.comment, kMaxOtherLength);
    }
}

void addSteps(const Asked& asked) {
    const Question& question = asked.question;
    asked.items.push_back(ScaleSteps{controlsOf(asked, ""), question.minRateDescription.in(asked.language()),
                                     question.maxRateDescription.in(asked.language())});
}

}  // namespace otklik
