// Fields to choose in, one a row: places of a ranking, cells of a table.

#include "shared/form/types/types.h"

namespace otklik {
namespace {

const std::string& chosenIn(const Answer& answer, const Choice& row) {
    static const std::string none;
    const auto cell = answer.cells.find(row.value);
    return cell == answer.cells.end() ? none : cell->second;
}

SelectField fieldOf(const Question& question, const Choice& row) {
    return {fieldId(question, row.value), fieldName(question, row.value), ""};
}

}  // namespace

void writeRanking(const Controls& controls) {
    const Question& question = controls.question;
    controls.html.element("p", controls.locale().text("app.rank"), {{"class", "soft"}});
    for (const Choice& row : question.rows) {
        SelectField field = fieldOf(question, row);
        controls.html.open("div", {{"class", "field"}, {"data-unasked", !controls.isAsked(row)}})
            .element("label", controls.words(row.text), {{"for", field.id}});
        writeSelect(controls, field, question.optionsOf(row), chosenIn(controls.answer, row));
        controls.html.close();
    }
}

void writeTable(const Controls& controls) {
    const Question& question = controls.question;
    HtmlWriter& html = controls.html;
    for (std::size_t i = 0; i < question.cards.size(); ++i) {
        const bool isAsked = controls.isAsked(question.rows[i * question.columns.size()]);
        html.open("fieldset", {{"class", "card"}, {"data-unasked", !isAsked}})
            .element("legend", controls.words(question.cards[i].text));
        for (std::size_t j = 0; j < question.columns.size(); ++j) {
            const Choice& cell = question.rows[i * question.columns.size() + j];
            SelectField field = fieldOf(question, cell);
            html.open("div", {{"class", "field"}})
                .element("label", controls.words(question.columns[j].text), {{"for", field.id}});
            writeSelect(controls, field, question.optionsOf(cell), chosenIn(controls.answer, cell));
            html.close();
        }
        html.close();
    }
}

}  // namespace otklik
