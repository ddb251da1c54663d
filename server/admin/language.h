#pragma once
// In which language a command speaks.

#include <string>

#include "shared/base/result.h"
#include "shared/text/locale.h"

namespace otklik {

/// "ru" where the machine's language (LC_ALL, LC_MESSAGES, LANG) is Russian, else "en".
std::string languageOfMachine();

/// The texts in `language`, or where it is empty in the machine's, from the folder with the locales.
Result<Locale> localeFor(const std::string& language, const std::string& folder);

}  // namespace otklik
