#pragma once

#include <string>

#include "shared/base/result.h"
#include "shared/text/locale.h"

namespace otklik {

/// What is wrong, in the visitor's words: the locale's "problem.CODE".
std::string problemText(const Problem& problem, const Locale& locale);

}  // namespace otklik
