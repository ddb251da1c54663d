#pragma once
// What types have in common that take a text. Internal to this folder.

#include "shared/survey/types/json_type.h"

namespace otklik {

class OpenType : public QuestionType {
  public:
    using QuestionType::QuestionType;
    bool canAsk(const Question& question) const override;
    void readField(AnswerReading& reading, const Choice* row, const std::string& value) const override;
    std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                     std::string_view language, std::string_view) const override;
    Value value(const Question& question, const Answer& answer) const override;
};

void takeOpenMembers(DefinitionObject& object, Question& question);
void readOpenAnswer(AnswerReading& reading, const Json& value);

}  // namespace otklik
