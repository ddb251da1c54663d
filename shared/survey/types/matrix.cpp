// One option a row. Columns that are consecutive whole numbers make it a scale.

#include <cstdlib>

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"
#include "shared/text/json_text.h"

namespace otklik {
namespace {

class Matrix final : public QuestionType {
  public:
    using QuestionType::QuestionType;
    bool canAsk(const Question& question) const override {
        return !question.rows.empty() && !question.options.empty();
    }
    void readField(AnswerReading& reading, const Choice* row, const std::string& value) const override {
        if (row && !value.empty()) reading.chooseIn(row->value, value);
    }
    bool isWhole(const Question& question, const Answer& answer) const override {
        return answer.cells.size() >= question.rows.size();
    }
    std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                     std::string_view language, std::string_view unanswered) const override {
        std::vector<std::string> lines;
        for (const Choice& row : question.rows) {
            const auto cell = answer.cells.find(row.value);
            const Choice* option = cell == answer.cells.end() ? nullptr : question.option(cell->second);
            lines.push_back(row.text.in(language) + " — ");
            lines.back() += option ? std::string_view(option->text.in(language)) : unanswered;
        }
        return lines;
    }
    std::string json(const Answer& answer) const override {
        std::string rows;
        for (const auto& [row, option] : answer.cells)
            rows += (rows.empty() ? "{" : ",") + jsonText(row) + ":" + jsonText(option);
        return rows.empty() ? rows : rows + "}";
    }
};
constexpr Matrix kType{"matrix"};

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
    question.isScale = areConsecutive(question.options);
    takeScaleEnds(object, question);
}

void readAnswer(AnswerReading& reading, const Json& value) {
    if (!value.is_object()) return reading.wrongType();
    for (const auto& [row, cell] : value.items()) {
        if (const auto option = optionValue(cell))
            reading.chooseIn(row, *option);
        else
            reading.wrongType(row);
    }
}

}  // namespace

constinit const QuestionType& kMatrix = kType;
constinit const JsonType kMatrixJson{kType, takeMembers, readAnswer};

}  // namespace otklik
