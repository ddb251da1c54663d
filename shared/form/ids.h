#pragma once
// The ids that HTML, the app and tests share.

#include <string>
#include <string_view>

#include "shared/survey/survey.h"

namespace otklik {

std::string questionId(const Question& question);  ///< "q-sources", of its section
/// "q-sources-site"; without an option the field of an open answer, or «Нет ответа»: "q-sources-answer".
std::string controlId(const Question& question, std::string_view option);
/// The same in a row: "q-frequency-site-always"; a row without a name is the question itself.
std::string controlId(const Question& question, std::string_view row, std::string_view option);
std::string commentId(const Question& question);  ///< "q-sources-Comment"
std::string errorId(const Question& question);    ///< "q-sources-error"

}  // namespace otklik
