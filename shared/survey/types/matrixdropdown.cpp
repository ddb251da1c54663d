// A table of fields to choose in: each of its cells is a row, whose options are those of its column.

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

constexpr std::size_t kMostCells = 200;

constexpr const char* kOneOfAList =
    "A column of a table takes one of a list of options: ask what else it takes by questions of its own.";
constexpr const char* kOneListForIndex =
    "An index is made of rows with the same options: give all columns one list, or drop the index.";

/// The lists of the columns, one behind the other, or the only one where they are the same.
using Lists = std::vector<std::vector<Choice>>;

bool areSame(const std::vector<Choice>& a, const std::vector<Choice>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Choice& x, const Choice& y) {
        return x.value == y.value && x.kind == y.kind && x.text == y.text;
    });
}

/// One of the cells: of which card and which column.
std::string cellName(const Choice& card, const Choice& column) {
    return token(card.value) + "--" + token(column.value);
}

/// Returns what can be chosen in each column.
Lists takeColumns(DefinitionObject& object, Question& question) {
    const std::vector<Choice> shared = object.choices("choices");
    const std::string ownType = object.string("cellType", "dropdown");
    Lists lists;
    for (DefinitionObject& each : object.objects("columns", "A list of columns is expected.", kMostCells)) {
        Choice column;
        column.value = each.name("name");
        column.text = each.label("title", LocalizedText(column.value));
        column.isRequired = each.flag("isRequired");
        const std::string given = each.string("cellType", "default");
        const std::string& type = given == "default" ? ownType : given;
        std::vector<Choice> options = each.choices("choices");
        if (type == "boolean") options = {yesOrNo(true), yesOrNo(false)};
        if (type != "dropdown" && type != "radiogroup" && type != "boolean")
            each.refuse("cellType", "column-type", type, kOneOfAList);
        if (options.empty()) options = shared;
        for (const Choice& other : question.columns)
            if (other.value == column.value)
                each.refuse("name", "duplicate-name", column.value, "Another column has this name.");
        if (options.empty())
            each.refuse("choices", "column-without-choices", column.value,
                        "A column has options to choose from.");
        each.end();
        lists.push_back(std::move(options));
        question.columns.push_back(std::move(column));
    }
    return lists;
}

void takeMembers(DefinitionObject& object, Question& question) {
    question.cards = object.choices("rows");
    question.rowsVisibleIf = object.condition("rowsVisibleIf");
    const Lists lists = takeColumns(object, question);
    if (question.cards.size() * question.columns.size() > kMostCells)
        return object.wrong("rows", "too-many-cells", "A table has at most 200 cells.", kMostCells);
    const bool isOneList = std::all_of(lists.begin(), lists.end(),
                                       [&](const auto& list) { return areSame(list, lists.front()); });
    std::vector<Choice> ofColumn;  // which options a cell of each column has
    for (const std::vector<Choice>& list : lists) {
        Choice& cell = ofColumn.emplace_back();
        if (!isOneList) cell.firstOption = question.options.size(), cell.optionCount = list.size();
        if (!isOneList || question.options.empty())
            question.options.insert(question.options.end(), list.begin(), list.end());
    }
    if (!isOneList && !question.index.empty()) object.wrong("index", "index-of-lists", kOneListForIndex);
    for (const Choice& card : question.cards)
        for (std::size_t i = 0; i < question.columns.size(); ++i) {
            const Choice& column = question.columns[i];
            Choice cell = ofColumn[i];
            cell.value = cellName(card, column);
            cell.visibleIf = card.visibleIf;
            cell.isRequired = column.isRequired;
            for (const auto* texts : {&card.text, &column.text})
                for (const auto& [language, words] : texts->all())
                    cell.text.set(language, card.text.in(language) + ": " + column.text.in(language));
            question.rows.push_back(std::move(cell));
        }
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
constinit const JsonType kMatrixDropdownJson{kType, takeMembers, readAnswer, "rows"};

}  // namespace otklik
