#pragma once
// Conditions as sentences, for a form that cannot hide what they hide.

#include <string>

#include "shared/survey/survey.h"
#include "shared/text/locale.h"

namespace otklik {

/// «Ответьте, если в вопросе 1 Вы выбрали „Другое“»; where a condition says more than the sentences have
/// words for, that it hangs on other answers.
std::string conditionWords(const Expression& condition, const Survey& survey, const Locale& locale);

}  // namespace otklik
