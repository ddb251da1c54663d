#pragma once
// What a type of question is in JSON, apart from the rest, as the client has no JSON.

#include "shared/survey/definition_object.h"
#include "shared/survey/types/type.h"

namespace otklik {

struct JsonType {
    const QuestionType& type;
    /// Takes the members that this type has besides those of all questions.
    void (*takeMembers)(DefinitionObject& object, Question& question);
    /// Reads an answer of SurveyJS result JSON.
    void (*readAnswer)(AnswerReading& reading, const Json& value);
    /// The members that its rows (of a table its cards) and its options stand in; nullptr where there are
    /// none.
    const char* rows = nullptr;
    const char* options = nullptr;
};

const JsonType& jsonType(const QuestionType& type);

/// What definitions call so; nullptr where there is none.
const JsonType* jsonTypeDefinedAs(std::string_view name);

}  // namespace otklik
