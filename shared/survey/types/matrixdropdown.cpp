// A table of fields to choose in, whose columns have one list: each of its cells is a row.

#include <algorithm>

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/rows.h"
#include "shared/survey/types/types.h"
#include "shared/text/token.h"

namespace otklik {
namespace {

class MatrixDropdown final : public RowsType {
  public:
    using RowsType::RowsType;
    bool canAsk(const Question& question) const override {
        return RowsType::canAsk(question) &&
               question.rows.size() == question.cards.size() * question.columns.size();
    }
    Value value(const Question& question, const Answer& answer) const override {
        Value cards = Value::object();
        for (std::size_t i = 0; i < question.cards.size(); ++i) {
            Value columns = Value::object();
            for (std::size_t j = 0; j < question.columns.size(); ++j) {
                const Choice& cell = question.rows[i * question.columns.size() + j];
                if (Value value = cellOf(question, answer, cell.value); !value.isNothing())
                    columns.set(question.columns[j].value, std::move(value));
            }
            if (!isEmpty(columns)) cards.set(question.cards[i].value, std::move(columns));
        }
        return isEmpty(cards) ? Value() : cards;
    }
};
constexpr MatrixDropdown kType{"matrixdropdown"};

constexpr const char* kOneList =
    "Columns of a table have one list of options: make a matrix or single questions of the others.";

/// One of the cells: of which card and which column.
std::string cellName(const Choice& card, const Choice& column) {
    return token(card.value) + "--" + token(column.value);
}

void takeColumns(DefinitionObject& object, Question& question) {
    const std::vector<Choice> shared = object.choices("choices");
    const std::string ownType = object.string("cellType", "dropdown");
    bool isFirst = true;
    for (DefinitionObject& each : object.objects("columns", "A list of columns is expected.")) {
        Choice column;
        column.value = each.name("name");
        column.text = each.label("title", LocalizedText(column.value));
        column.isRequired = each.flag("isRequired");
        const std::string given = each.string("cellType", "default");
        const std::string& type = given == "default" ? ownType : given;
        std::vector<Choice> options = each.choices("choices");
        if (type == "boolean" && options.empty()) options = {yesOrNo(true), yesOrNo(false)};
        if (type != "dropdown" && type != "radiogroup" && type != "boolean")
            each.refuse("cellType", "column-type", type, kOneList);
        if (options.empty()) options = shared;
        for (const Choice& other : question.columns)
            if (other.value == column.value)
                each.refuse("name", "duplicate-name", column.value, "Another column has this name.");
        const auto isSame = [](const Choice& a, const Choice& b) {
            return a.value == b.value && a.kind == b.kind && a.text == b.text;
        };
        if (!isFirst && !std::equal(options.begin(), options.end(), question.options.begin(),
                                    question.options.end(), isSame))
            each.refuse("choices", "column-lists", "choices", kOneList);
        if (isFirst) question.options = std::move(options);
        isFirst = false;
        each.end();
        question.columns.push_back(std::move(column));
    }
}

void takeMembers(DefinitionObject& object, Question& question) {
    question.cards = object.choices("rows");
    question.rowsVisibleIf = object.condition("rowsVisibleIf");
    takeColumns(object, question);
    for (const Choice& card : question.cards)
        for (const Choice& column : question.columns) {
            Choice cell;
            cell.value = cellName(card, column);
            cell.visibleIf = card.visibleIf;
            cell.isRequired = column.isRequired;
            for (const auto* texts : {&card.text, &column.text})
                for (const auto& [language, words] : texts->all())
                    cell.text.set(language, card.text.in(language) + ": " + column.text.in(language));
            question.rows.push_back(std::move(cell));
        }
    if (question.rows.size() > 200)
        object.wrong("rows", "too-many-cells", "A table has at most 200 cells.", 200);
}

void readAnswer(AnswerReading& reading, const Json& value) {
    const Question& question = reading.question();
    if (!value.is_object()) return reading.wrongType();
    const auto find = [](const std::vector<Choice>& list, const std::string& name) {
        for (const Choice& each : list)
            if (each.value == name) return &each;
        return static_cast<const Choice*>(nullptr);
    };
    for (const auto& [name, cells] : value.items()) {
        const Choice* card = find(question.cards, name);
        if (!card) {
            reading.wrong(name, "unknown-row", "The question has no such row.");
            continue;
        }
        if (!cells.is_object()) {
            reading.wrongType(name);
            continue;
        }
        for (const auto& [field, cell] : cells.items()) {
            const Choice* column = find(question.columns, field);
            const OptionValue option = optionValue(cell);
            if (!column)
                reading.wrong(name, "unknown-choice", "The question has no such column.");
            else if (option.text.empty())
                reading.wrongType(name);
            else
                reading.chooseIn(cellName(*card, *column), option.text);
        }
    }
}

}  // namespace

constinit const QuestionType& kMatrixDropdown = kType;
constinit const JsonType kMatrixDropdownJson{kType, takeMembers, readAnswer};

}  // namespace otklik
