#pragma once
// The commands that carry files in and out: export, import, backup, restore. Each says what it did, or why
// not, and returns the process's exit code.

#include <string>

namespace otklik {

/// Mixed open answers of one wave, or of all where `wave` is empty, as CSV (wave;question;text, UTF-8 with
/// BOM) on the standard output, in random order within a question.
int exportTexts(const std::string& folder, const std::string& wave);
/// Submissions that a kiosk saved; each is stored once.
int importSubmissions(const std::string& folder, const std::string& file);
/// See makeBackup().
int backUp(const std::string& folder, const std::string& path, int keep);
/// See restoreStore(). The folder is made where it is missing, and keeps its owner where it is not.
int restore(const std::string& folder, const std::string& file);

}  // namespace otklik
