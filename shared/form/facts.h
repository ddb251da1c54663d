#pragma once
// What a form says of itself before its first question.

#include <string>

#include "shared/survey/survey.h"
#include "shared/text/locale.h"

namespace otklik {

/// About how long answering takes, at least 1.
int minutesOf(const Survey& survey);

/// «около 4 минут».
std::string minutesWords(const Survey& survey, const Locale& locale);

/// «около 4 минут · анонимно», and that questions may be passed over where none has to be answered.
std::string factsOf(const Survey& survey, const Locale& locale);

}  // namespace otklik
