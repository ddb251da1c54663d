// The order of all options, or of those that matter most: each is a row, and its place the option chosen in
// it.

#include <algorithm>
#include <cstdlib>

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/rows.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

int placeOf(const std::pair<const std::string, std::string>& cell) {
    return static_cast<int>(std::strtol(cell.second.c_str(), nullptr, 10));
}

/// The ranked rows, the first place first; of one place in their names' order.
std::vector<std::string> ranked(const Answer& answer) {
    std::vector<std::pair<int, std::string>> places;
    for (const auto& cell : answer.cells) places.emplace_back(placeOf(cell), cell.first);
    std::sort(places.begin(), places.end());
    std::vector<std::string> rows;
    for (auto& [place, row] : places) rows.push_back(std::move(row));
    return rows;
}

class Ranking final : public RowsType {
  public:
    using RowsType::RowsType;
    void readWhole(AnswerReading& reading) const override {
        const Question& question = reading.question();
        const auto& cells = reading.answer().cells;
        std::vector<int> places;
        for (const auto& cell : cells) places.push_back(placeOf(cell));
        std::sort(places.begin(), places.end());
        if (std::adjacent_find(places.begin(), places.end()) != places.end())
            reading.wrong("", "same-place", "Two options have one place.");
        else if (!cells.empty() && question.most == 0 && cells.size() < question.rows.size())
            reading.wrong("", "rank-all", "Every option gets a place.");
        else
            mend(question, reading.answer());
    }
    /// An order of one says nothing.
    std::size_t leastRows() const override { return 2; }
    /// Places without gaps.
    void mend(const Question&, Answer& answer) const override {
        int place = 0;
        for (const std::string& row : ranked(answer)) answer.cells[row] = std::to_string(++place);
    }
    std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                     std::string_view language, std::string_view) const override {
        std::vector<std::string> lines;
        for (const std::string& name : ranked(answer))
            if (const Choice* row = question.row(name))
                lines.push_back(answer.cells.at(name) + ". " + row->text.in(language));
        return lines;
    }
    Value value(const Question& question, const Answer& answer) const override {
        Value rows = Value::list();
        for (const std::string& name : ranked(answer))
            if (const Choice* row = question.row(name)) rows.add(valueOf(*row));
        return isEmpty(rows) ? Value() : rows;
    }
};
constexpr Ranking kType{"ranking"};

void takeMembers(DefinitionObject& object, Question& question) {
    question.rows = object.choices("choices");
    question.rowsVisibleIf = object.condition("choicesVisibleIf");
    const auto count = static_cast<long>(question.rows.size());
    const bool isSome = object.flag("selectToRankEnabled");
    const long most = object.whole("maxSelectedChoices", 0, 1000, 0);
    question.least = static_cast<int>(object.whole("minSelectedChoices", 0, count, 0));
    if (isSome) question.most = static_cast<int>(most > 0 ? std::min(most, count) : count);
    for (long place = 1; place <= (isSome ? question.most : count); ++place) {
        Choice choice;
        choice.value = std::to_string(place);
        choice.kind = Choice::Kind::number;
        choice.text = LocalizedText(choice.value);
        question.options.push_back(std::move(choice));
    }
    for (const char* special : {"showOtherItem", "hasOther", "showNoneItem", "hasNone", "showSelectAllItem"})
        if (object.flag(special))
            object.refuse(special, "special-in-ranking", special, "A ranking has the options of its list.");
}

/// As SurveyJS takes it: what the list leaves out follows in the order of the form.
void readAnswer(AnswerReading& reading, const Json& value) {
    if (!value.is_array()) return reading.wrongType();
    const Question& question = reading.question();
    int place = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const OptionValue option = optionValue(value[i]);
        const std::string at = std::to_string(i);
        if (option.text.empty())
            reading.wrongType(at);
        else if (!question.row(option.text))
            reading.wrong(at, "unknown-choice", "The question has no such option.");
        else if (place >= static_cast<int>(question.options.size()))
            reading.wrong(at, "too-many-chosen", "More options are ranked than there are places.");
        else if (!reading.answer().cells.contains(option.text))
            reading.chooseIn(option.text, std::to_string(++place));
    }
    if (question.most == 0 && place > 0)
        for (const Choice& row : question.rows)
            if (!reading.answer().cells.contains(row.value))
                reading.chooseIn(row.value, std::to_string(++place));
}

}  // namespace

constinit const QuestionType& kRanking = kType;
constinit const JsonType kRankingJson{kType, takeMembers, readAnswer, "choices"};

}  // namespace otklik
