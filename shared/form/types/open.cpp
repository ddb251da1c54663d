#include "shared/form/types/types.h"

namespace otklik {
namespace {

std::string hintId(const Question& question) {
    return questionId(question) + "-hint";
}

void writeHint(const Controls& controls) {
    controls.html.element("p", controls.locale.text("form.open-hint"),
                          {{"class", "soft"}, {"id", hintId(controls.question)}});
}

std::string described(const Controls& controls) {
    return hintId(controls.question) + (controls.isWrong ? " " + errorId(controls.question) : "");
}

}  // namespace

void writeText(const Controls& controls) {
    const Question& question = controls.question;
    controls.html.empty("input", {{"type", "text"},
                                  {"id", controlId(question, "")},
                                  {"name", fieldName(question)},
                                  {"data-max-length", question.maxLength},
                                  {"aria-label", controls.words(question.title)},
                                  {"aria-invalid", "true", controls.isWrong},
                                  {"aria-describedby", described(controls)},
                                  {"value", controls.answer.text},
                                  {"autocomplete", "off"}});
    writeHint(controls);
}

void writeLongText(const Controls& controls) {
    const Question& question = controls.question;
    controls.html.element("textarea", controls.answer.text,
                          {{"rows", "5"},
                           {"id", controlId(question, "")},
                           {"name", fieldName(question)},
                           {"data-max-length", question.maxLength},
                           {"aria-label", controls.words(question.title)},
                           {"aria-invalid", "true", controls.isWrong},
                           {"aria-describedby", described(controls)}});
    writeHint(controls);
}

}  // namespace otklik
