#include "shared/survey/types/rows.h"

#include "shared/survey/types/choosing.h"

namespace otklik {

bool RowsType::canAsk(const Question& question) const {
    return !question.rows.empty() && !question.options.empty();
}

void RowsType::readField(AnswerReading& reading, const Choice* row, const std::string& value) const {
    if (row && !value.empty()) reading.chooseIn(row->value, value);
}

std::vector<std::string> RowsType::inWords(const Question& question, const Answer& answer,
                                           std::string_view language, std::string_view unanswered) const {
    std::vector<std::string> lines;
    for (const Choice& row : question.rows) {
        const Choice* option = chosenIn(question, answer, row.value);
        lines.push_back(row.text.in(language) + " — ");
        lines.back() += option ? std::string_view(option->text.in(language)) : unanswered;
    }
    return lines;
}

const Choice* chosenIn(const Question& question, const Answer& answer, std::string_view row) {
    const auto cell = answer.cells.find(row);
    const Choice* line = question.row(row);
    return line && cell != answer.cells.end() ? question.optionIn(*line, cell->second) : nullptr;
}

Value cellOf(const Question& question, const Answer& answer, std::string_view row) {
    const Choice* option = chosenIn(question, answer, row);
    return option ? valueOf(*option) : Value();
}

Value RowsType::value(const Question& question, const Answer& answer) const {
    Value rows = Value::object();
    for (const Choice& row : question.rows)
        if (Value cell = cellOf(question, answer, row.value); !cell.isNothing())
            rows.set(row.value, std::move(cell));
    return isEmpty(rows) ? Value() : rows;
}

}  // namespace otklik
