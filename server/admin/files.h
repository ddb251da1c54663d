#pragma once
// The commands that carry files in and out: export, themes, report text, import, backup, restore, upgrade.
// Each says what it did, or why not, and returns the process's exit code.

#include <string>
#include <vector>

#include "server/admin/machine.h"

namespace otklik {

/// Open answers of one closed wave, or of all where `wave` is empty, as CSV (wave;question;text;doubts, UTF-8
/// with BOM) on the standard output, in random order within a question. `doubts`: words and numbers of the
/// text that may be personal. What was redacted, and that some may be left, is said on the standard error.
int exportTexts(const Folders& folders, const std::string& wave);
/// How many answers of a closed wave speak of the themes in a file (see readThemes()): counted once.
int countThemes(const Folders& folders, const std::string& wave, const std::string& file, bool yes);
/// What the office says beside a wave's figures, from a file (see readOfficeText()). `day` may be empty: the
/// current one.
struct OfficeTextFile {
    std::string wave, language, file, signature, day;
    std::string localesDir;  ///< with the languages that a text may be in
};
int putOfficeText(const Folders& folders, const OfficeTextFile& text);
int removeOfficeText(const Folders& folders, const std::string& wave, const std::string& language);
/// Destroys the open answers of a closed wave, once it is sure.
int forgetTexts(const Folders& folders, const std::string& wave, bool yes);
/// Submissions that a kiosk saved; each is stored once.
int importSubmissions(const Folders& folders, const std::string& file);
/// See makeBackup().
int backUp(const Folders& folders, const std::string& path, int keep);
/// See restoreStore(). The folder is made where it is missing, and keeps its owner where it is not. `closed`
/// and `notClosed` name waves of which it is known whether they were closed after the copy was made; of
/// others it is asked where the keys folder does not know it.
int restore(const Folders& folders, const std::string& file, const std::vector<std::string>& closed,
            const std::vector<std::string>& notClosed);
/// See upgradeStore(). `keyFile` is as for a wave that opens.
int upgrade(const Folders& folders, const std::string& keyFile);

}  // namespace otklik
