// A table, whose radios take their names from the row and column headers.

#include "shared/form/types/types.h"

namespace otklik {
namespace {

void writeCell(const Controls& controls, const Choice& row, std::string_view option, std::string_view words) {
    const Question& question = controls.question;
    controls.html.open("td", {{"class", "none", option.empty()}})
        .open("label", {{"class", "row"}})
        .empty("input", {{"type", "radio"},
                         {"id", option.empty() ? emptyId(question, row.value)
                                               : controlId(question, row.value, option)},
                         {"name", fieldName(question, row.value)},
                         {"value", option},
                         {"checked", !option.empty() && controls.answer.choseIn(row.value, option)},
                         {"aria-labelledby", rowId(question, row.value) + " " + columnId(question, option)}})
        .element("span", words, {{"aria-hidden", "true"}})
        .close()
        .close();
}

}  // namespace

void writeMatrix(const Controls& controls) {
    const Question& question = controls.question;
    HtmlWriter& html = controls.html;
    const std::string noAnswer = controls.locale().text("form.no-answer");
    const bool isClearable = !question.isRequired;
    const bool isScale = question.isScale && areSteps(question);
    if (question.isScale) writeScaleEnds(controls);
    html.open("table", {{"class", isScale ? "matrix scale" : "matrix"}}).open("thead").open("tr");
    html.element("th", controls.words(question.rowsTitle), {{"scope", "col"}});
    for (const Choice& option : question.options)
        html.element("th", controls.words(option.text),
                     {{"scope", "col"}, {"id", columnId(question, option.value)}});
    if (isClearable)
        html.element("th", noAnswer, {{"scope", "col"}, {"id", columnId(question, "")}, {"class", "none"}});
    html.close().close().open("tbody");
    for (const Choice& row : question.rows) {
        html.open("tr", {{"data-unasked", !controls.isAsked(row)}})
            .element("th", controls.words(row.text), {{"scope", "row"}, {"id", rowId(question, row.value)}});
        for (const Choice& option : question.options)
            writeCell(controls, row, option.value, controls.words(option.text));
        if (isClearable) writeCell(controls, row, "", noAnswer);
        html.close();
    }
    html.close().close();
}

}  // namespace otklik
