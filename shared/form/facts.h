#pragma once

#include <string>

#include "shared/survey/survey.h"
#include "shared/text/locale.h"

namespace otklik {

/// «около 4 минут · анонимно», and that questions may be passed over where none has to be answered.
std::string factsOf(const Survey& survey, const Locale& locale);

}  // namespace otklik
