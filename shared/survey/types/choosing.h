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
    bool isWhole(const Question& question, const Answer& answer) const override;
    std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                     std::string_view language, std::string_view) const override;
    /// One option; of types that take several, a list.
    std::string json(const Answer& answer) const override;
};

/// The special options that a definition asks for, behind its own.
void takeSpecialOptions(DefinitionObject& object, Question& question);
/// What the ends of a scale mean.
void takeScaleEnds(DefinitionObject& object, Question& question);

/// An answer that is one option.
void readOption(AnswerReading& reading, const Json& value);

}  // namespace otklik
