#include "shared/form/types/types.h"

namespace otklik {

void writeOptions(const Controls& controls) {
    const auto& [question, answer, isWrong, isCommentWrong, locale, html] = controls;
    for (const Choice& option : question.options) {
        const std::string words = controls.words(option.text);
        writeRow(controls, question.takesSeveral ? "checkbox" : "radio", controlId(question, option.value),
                 option.value, answer.chose(option.value), words);
        if (!question.takesText(option)) continue;
        const std::string label = question.otherLabel.empty() ? words : controls.words(question.otherLabel);
        html.empty("input", {{"class", "other"},
                             {"type", "text"},
                             {"id", commentId(question)},
                             {"name", otherFieldName(question)},
                             {"data-max-length", kMaxOtherLength},
                             {"aria-label", label},
                             {"placeholder", label, !question.otherLabel.empty()},
                             {"value", answer.comment},
                             {"aria-invalid", "true", isCommentWrong},
                             {"aria-describedby", errorId(question), isCommentWrong},
                             {"autocomplete", "off"}});
    }
    if (!question.takesSeveral) writeNoAnswer(controls);
}

void writeSteps(const Controls& controls) {
    const Question& question = controls.question;
    writeScaleEnds(controls);
    controls.html.open("div", {{"class", "steps"}});
    for (const Choice& step : question.options)
        writeRow(controls, "radio", controlId(question, step.value), step.value,
                 controls.answer.chose(step.value), controls.words(step.text));
    controls.html.close();
    writeNoAnswer(controls);
}

}  // namespace otklik
