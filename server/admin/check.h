#pragma once

#include <string>

#include "server/admin/machine.h"

namespace otklik {

struct Checking {
    std::string file;        ///< a definition, a locale, or a store's folder or copy
    std::string keyFile;     ///< of a store: the ballot key, which opens what only it can; may be empty
    std::string language;    ///< of what is said; empty: the machine's
    std::string localesDir;  ///< where its texts are
    std::string configFile;  ///< where the configuration was read
    std::string against;     ///< a wave that a definition is compared with; may be empty
    Folders folders;         ///< of that wave
    bool isJson = false;     ///< a definition's findings are for a program
};

/// Checks a survey definition or a locale (JSON), or a store's folder or copy, of which it compares what can
/// be compared. 0: all is well; 1: what is wrong is on stderr, with the file and the JSON pointer.
int checkFile(const Checking& checking);

/// Checks the configuration, and says what the office has left unsaid, which no page will say. 0: all is
/// well; 1: what is wrong is on stderr, with the file, the setting, and what to do.
int checkConfig(const Result<Config>& config, const Checking& checking);

}  // namespace otklik
