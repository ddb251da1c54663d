#pragma once
// What types have in common that choose from a list: options, and the special ones, «Другое (укажите)» and
// «Нет». Internal to this folder.

#include "shared/survey/types/json_type.h"

namespace otklik {

class ChoosingType : public QuestionType {
  public:
    using QuestionType::QuestionType;
    bool canAsk(const Question& question) const override;
    void readField(AnswerReading& reading, const Choice* row, const std::string& value) const override;
    void readWhole(AnswerReading& reading) const override;
    std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                     std::string_view language, std::string_view) const override;
    /// One option; of types that take several, a list.
    Value value(const Question& question, const Answer& answer) const override;
};

/// A choice as results have it: text, a number, or true and false.
Value valueOf(const Choice& choice);

/// «Да» or «Нет», as true or false.
Choice yesOrNo(bool isYes);

/// The options of a list, and the special ones that a definition asks for, behind them.
void takeOptions(DefinitionObject& object, Question& question);
/// The same where several can be chosen.
void takeSeveralOptions(DefinitionObject& object, Question& question);
/// What the ends of a scale mean.
void takeScaleEnds(DefinitionObject& object, Question& question);

/// An answer that is one option, or a list of them.
void readOption(AnswerReading& reading, const Json& value);
void readOptions(AnswerReading& reading, const Json& value);

}  // namespace otklik
