#pragma once
// The ids that HTML, the app and tests share. Each begins with what it is of, so that no names of questions,
// rows and options make two of them one.

#include <string>
#include <string_view>

#include "shared/survey/survey.h"

namespace otklik {

std::string questionId(const Question& question);  ///< "q-sources", of its part of the form
/// "q-sources--site", of a control to choose an option by; "q-frequency--site--always" in a row.
std::string controlId(const Question& question, std::string_view option);
std::string controlId(const Question& question, std::string_view row, std::string_view option);
std::string emptyId(const Question& question, std::string_view row = "");  ///< "none-sex", of «Нет ответа»
std::string fieldId(const Question& question);  ///< "answer-wishes", of a field to write in or open
std::string fieldId(const Question& question, std::string_view row);
/// True where a scale stands in a row: its steps are few and short. Else they are options like others.
bool areSteps(const Question& question);
std::string commentId(const Question& question);                          ///< "other-sources"
std::string errorId(const Question& question);                            ///< "error-sources"
std::string hintId(const Question& question);                             ///< "hint-wishes"
std::string rowId(const Question& question, std::string_view row);        ///< "row-frequency--site", a header
std::string columnId(const Question& question, std::string_view option);  ///< "column-frequency--always"

}  // namespace otklik
