#pragma once
// The languages that a server speaks: the files of a folder, each whole.

#include <map>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/text/locale.h"

namespace otklik {

struct LocaleFiles {
    Locales locales;
    /// Keys that a language's file lacks, by language: their texts are the main language's. Whole ones are
    /// not here.
    std::map<std::string, std::vector<std::string>> gaps;
};

Result<Locale> readLocale(const std::string& path);

/// All of a folder. Problems name the file, the place in it and what is wrong there.
Result<LocaleFiles> readLocales(const std::string& folder);

}  // namespace otklik
