#include "shared/form/types/types.h"

namespace otklik {
namespace {

void writeComment(const Controls& controls, const std::string& words) {
    const Question& question = controls.question;
    const std::string label = question.otherLabel.empty() ? words : controls.words(question.otherLabel);
    controls.html.empty("input", {{"class", "other"},
                                  {"type", "text"},
                                  {"id", commentId(question)},
                                  {"name", otherFieldName(question)},
                                  {"data-max-length", kMaxOtherLength},
                                  {"aria-label", label},
                                  {"placeholder", label, !question.otherLabel.empty()},
                                  {"value", controls.answer.comment},
                                  {"aria-invalid", "true", controls.isCommentWrong},
                                  {"aria-describedby", errorId(question), controls.isCommentWrong},
                                  {"autocomplete", "off"}});
}

}  // namespace

void writeOptions(const Controls& controls) {
    const Question& question = controls.question;
    for (const Choice& option : question.options) {
        const std::string words = controls.words(option.text);
        writeRow(controls, question.takesSeveral ? "checkbox" : "radio", option, words);
        if (question.takesText(option)) writeComment(controls, words);
    }
    if (!question.takesSeveral) writeNoAnswer(controls);
}

void writeList(const Controls& controls) {
    const Question& question = controls.question;
    const std::string& chosen = controls.answer.choices.empty() ? "" : controls.answer.choices.front();
    writeSelect(controls, {fieldId(question), fieldName(question), controls.words(question.title)},
                question.options, chosen);
    for (const Choice& option : question.options)
        if (question.takesText(option)) {
            const std::string words = controls.words(option.text);
            controls.html.open("div", {{"class", "field"}})
                .element("label", words, {{"for", commentId(question)}});
            writeComment(controls, words);
            controls.html.close();
        }
}

void writeSteps(const Controls& controls) {
    if (!areSteps(controls.question)) return writeOptions(controls);
    writeScaleEnds(controls);
    controls.html.open("div", {{"class", "steps"}});
    for (const Choice& step : controls.question.options)
        writeRow(controls, "radio", step, controls.words(step.text));
    controls.html.close();
    writeNoAnswer(controls);
}

}  // namespace otklik
