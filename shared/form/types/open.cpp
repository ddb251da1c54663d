#include "shared/form/measure_words.h"
#include "shared/form/types/types.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

void writeHint(const Controls& controls) {
    controls.html.element("p", controls.locale().text("form.open-hint"),
                          {{"class", "soft"}, {"id", hintId(controls.question)}});
}

std::string described(const Controls& controls) {
    return hintId(controls.question) + (controls.isWrong ? " " + errorId(controls.question) : "");
}

}  // namespace

void writeText(const Controls& controls) {
    const Question& question = controls.question;
    controls.html.empty("input", {{"type", "text"},
                                  {"id", fieldId(question)},
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
                           {"id", fieldId(question)},
                           {"name", fieldName(question)},
                           {"data-max-length", question.maxLength},
                           {"aria-label", controls.words(question.title)},
                           {"aria-invalid", "true", controls.isWrong},
                           {"aria-describedby", described(controls)}});
    writeHint(controls);
}

/// What is measured names nobody, so that no hint says so.
void writeMeasure(const Controls& controls) {
    const Question& question = controls.question;
    const bool isNumber = question.type == &kNumber;
    controls.html.empty(
        "input", {{"type", "text"},
                  {"inputmode", isNumber ? "decimal" : "numeric"},
                  {"class", "measure"},
                  {"id", fieldId(question)},
                  {"name", fieldName(question)},
                  {"aria-label", controls.words(question.title)},
                  {"aria-invalid", "true", controls.isWrong},
                  {"aria-describedby", hintId(question) + (controls.isWrong ? " " + errorId(question) : "")},
                  {"value", shownMeasure(question, controls.answer, controls.locale())},
                  {"autocomplete", "off"}});
    controls.html.element("p", measureHint(question, controls.locale()),
                          {{"class", "soft"}, {"id", hintId(question)}});
}

void writeTexts(const Controls& controls) {
    const Question& question = controls.question;
    for (const Choice& row : question.rows) {
        const std::string id = fieldId(question, row.value);
        const auto text = controls.answer.texts.find(row.value);
        controls.html.open("div", {{"class", "field"}, {"data-unasked", !controls.isAsked(row)}})
            .element("label", controls.words(row.text), {{"for", id}})
            .empty("input",
                   {{"type", "text"},
                    {"id", id},
                    {"name", fieldName(question, row.value)},
                    {"data-max-length", question.maxLength},
                    {"aria-describedby", hintId(question)},
                    {"value", text == controls.answer.texts.end() ? "" : std::string_view(text->second)},
                    {"autocomplete", "off"}})
            .close();
    }
    writeHint(controls);
}

}  // namespace otklik
