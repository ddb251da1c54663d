// One option a row. Columns that are consecutive whole numbers make it a scale.

#include <cstdlib>

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/rows.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr RowsType kType{"matrix"};

bool areConsecutive(const std::vector<Choice>& options) {
    long previous = 0;
    for (std::size_t i = 0; i < options.size(); ++i) {
        char* end = nullptr;
        const long n = std::strtol(options[i].value.c_str(), &end, 10);
        if (*end != '\0' || (i > 0 && n != previous + 1)) return false;
        previous = n;
    }
    return !options.empty();
}

void takeMembers(DefinitionObject& object, Question& question) {
    question.rows = object.choices("rows");
    question.options = object.choices("columns", true);
    question.rowsVisibleIf = object.condition("rowsVisibleIf");
    question.optionsVisibleIf = object.condition("columnsVisibleIf");
    question.hidesWhenEmpty = object.flag("hideIfRowsEmpty");
    question.isScale = areConsecutive(question.options);
    const bool isAllRowRequired = object.flag("isAllRowRequired");
    question.isWholeRequired = object.flag("eachRowRequired") || isAllRowRequired;
    if (object.string("cellType", "radio") == "checkbox")
        object.refuse("cellType", "several-in-row", "cellType",
                      "A row takes one answer: make a checkbox question of each row.");
    question.rowsTitle = object.text("rowsTitle");
    takeScaleEnds(object, question);
}

void readAnswer(AnswerReading& reading, const Json& value) {
    if (!value.is_object()) return reading.wrongType();
    for (const auto& [row, cell] : value.items()) {
        if (const OptionValue option = optionValue(cell); !option.text.empty())
            reading.chooseIn(row, option.text);
        else
            reading.wrongType(row);
    }
}

}  // namespace

constinit const QuestionType& kMatrix = kType;
constinit const JsonType kMatrixJson{kType, takeMembers, readAnswer, "rows", "columns"};

}  // namespace otklik
