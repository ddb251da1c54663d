// Several short texts, a row each: whether one was written is counted, what was written is kept as of an open
// question.

#include <algorithm>

#include "shared/survey/types/rows.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr int kUsualLength = 200;
constexpr std::size_t kMostItems = 200;

class MultipleText final : public RowsType {
  public:
    using RowsType::RowsType;
    void readField(AnswerReading& reading, const Choice* row, const std::string& value) const override {
        if (row) reading.writeIn(row->value, value);
    }
    std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                     std::string_view language, std::string_view unanswered) const override {
        std::vector<std::string> lines;
        for (const Choice& row : question.rows) {
            const auto text = answer.texts.find(row.value);
            lines.push_back(row.text.in(language) + " — ");
            lines.back() += text == answer.texts.end() ? unanswered : std::string_view(text->second);
        }
        return lines;
    }
    Value value(const Question& question, const Answer& answer) const override {
        Value rows = Value::object();
        for (const Choice& row : question.rows)
            if (const auto text = answer.texts.find(row.value); text != answer.texts.end())
                rows.set(row.value, text->second);
        return isEmpty(rows) ? Value() : rows;
    }
};
constexpr MultipleText kType{"multipletext"};

void takeMembers(DefinitionObject& object, Question& question) {
    question.takesTexts = true;
    question.maxLength = kUsualLength;
    for (DefinitionObject& each : object.objects("items", "A list of items is expected.", kMostItems)) {
        Choice row;
        row.value = each.name("name");
        row.text = each.label("title", LocalizedText(row.value));
        row.isRequired = each.flag("isRequired");
        question.maxLength =
            std::max(question.maxLength, static_cast<int>(each.whole("maxLength", -1, 10'000, 0)));
        if (const std::string type = each.string("inputType", "text"); type != "text")
            each.refuse("inputType", "item-type", type,
                        "Items are texts: make a question of its own with this inputType.");
        if (question.row(row.value))
            each.refuse("name", "duplicate-name", row.value, "Another item has this name.");
        each.end();
        question.rows.push_back(std::move(row));
    }
    question.options = {{std::string(kWritten), LocalizedText(std::string(kWritten))}};
}

void readAnswer(AnswerReading& reading, const Json& value) {
    if (!value.is_object()) return reading.wrongType();
    for (const auto& [row, text] : value.items()) {
        if (!reading.question().row(row))
            reading.wrong(row, "unknown-row", "The question has no such item.");
        else if (!text.is_string())
            reading.wrongType(row);
        else
            reading.writeIn(row, text.get_ref<const std::string&>());
    }
}

}  // namespace

constinit const QuestionType& kMultipleText = kType;
constinit const JsonType kMultipleTextJson{kType, takeMembers, readAnswer, "items"};

}  // namespace otklik
