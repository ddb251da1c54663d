#include "web/app/types/types.h"

namespace otklik {
namespace {

void addComment(const Asked& asked, bool isWithin) {
    asked.items.push_back(TextField{.id = commentId(asked.question),
                                    .isWrong = asked.isWrong,
                                    .isWithin = isWithin,
                                    .label = asked.words(asked.question.otherLabel)});
    addUnderText(asked, asked.answer.comment, kMaxOtherLength);
}

}  // namespace

void addOptions(const Asked& asked) {
    const Question& question = asked.question;
    for (const Choice& option : asked.options()) {
        Control control = asked.control("", option);
        const bool takesText = question.takesText(option) && control.isChosen;
        asked.items.push_back(Option{std::move(control), question.takesSeveral, asked.isWrong});
        if (takesText) addComment(asked, true);
    }
}

void addList(const Asked& asked) {
    asked.items.push_back(TextField{.id = fieldId(asked.question), .isWrong = asked.isWrong, .isList = true});
    if (asked.question.hasOther && asked.answer.chose(kOther)) addComment(asked, false);
}

void addSteps(const Asked& asked) {
    if (!areSteps(asked.question)) return addOptions(asked);
    const Question& question = asked.question;
    asked.items.push_back(ScaleSteps{asked.controls(""), asked.words(question.minRateDescription),
                                     asked.words(question.maxRateDescription)});
}

}  // namespace otklik
