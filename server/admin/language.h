#pragma once
// In which language a command speaks.

#include <string>

#include "shared/base/result.h"
#include "shared/text/locale.h"

namespace otklik {

/// Of the environment, as its variables LC_ALL, LC_MESSAGES and LANG say it: "ru" of "ru_RU.UTF-8"; "en"
/// where they say nothing.
std::string languageOfMachine();

/// The texts in `language`, whole, from the folder with the locales; where it is empty in the machine's, or
/// in English where that is not there.
Result<Locale> localeFor(const std::string& language, const std::string& folder);

}  // namespace otklik
