#pragma once
// What types have in common whose rows are answered each for itself. Internal to this folder.

#include "shared/survey/types/json_type.h"

namespace otklik {

class RowsType : public QuestionType {
  public:
    using QuestionType::QuestionType;
    bool canAsk(const Question& question) const override;
    void readField(AnswerReading& reading, const Choice* row, const std::string& value) const override;
    std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                     std::string_view language, std::string_view unanswered) const override;
    /// Rows by their names.
    Value value(const Question& question, const Answer& answer) const override;
};

/// The option that was chosen in a row, nullptr where none was.
const Choice* chosenIn(const Question& question, const Answer& answer, std::string_view row);
/// The same as results have it; empty where none was.
Value cellOf(const Question& question, const Answer& answer, std::string_view row);

}  // namespace otklik
