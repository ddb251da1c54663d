#include "server/admin/files.h"

#include <cstdio>
#include <filesystem>

#include "server/admin/backups.h"
#include "server/admin/machine.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/admin/socket.h"
#include "server/base/file.h"
#include "server/intake/import.h"
#include "shared/text/csv.h"

namespace otklik {

int exportTexts(const std::string& folder, const std::string& wave) {
    becomeOwnerOf(folder);
    SystemDisk disk;
    auto reader = readStore(folder, disk);
    if (!reader) return refuse(reader.status());
    const auto snapshot = (*reader)->snapshot();
    if (!snapshot) return refuse(snapshot.status());
    if (!wave.empty() && !snapshot->wave(wave))
        return refuse("There is no wave " + wave + ". See: otklik wave list");
    std::printf("\xEF\xBB\xBFwave;question;text\r\n");
    const Status read = (*reader)->texts(wave, [](const std::string& of, const std::string& question,
                                                  const std::string& text) {
        std::printf("%s;%s;%s\r\n", csvText(of).c_str(), csvText(question).c_str(), csvText(text).c_str());
    });
    return read.isGood() ? 0 : refuse(read.within("The export is cut short: ", "."));
}

int importSubmissions(const std::string& folder, const std::string& file) {
    auto text = readFile(file);
    if (!text) return refuse(text.problems().front().detail);
    auto items = readImport(*text);
    if (!items) return refuse(file, items.problems());
    becomeOwnerOf(folder);
    return say(askStore(folder, {{"do", "import"}, {"items", *items}}));
}

int backUp(const std::string& folder, const std::string& path, int keep) {
    const std::string absolute = std::filesystem::absolute(path).string();
    becomeOwnerOf(folder);
    const Json answer = askStore(folder, {{"do", "backup"}, {"file", absolute}, {"keep", keep}});
    const std::string file = stringMember(answer, "file");
    if (!file.empty() && identityOf(file) != stringMember(answer, "identity"))
        return refuse(file +
                      " was written by the server where only the server sees it: as a service it has a "
                      "/tmp of its own. Name a file in its data folder.");
    return say(answer);
}

int restore(const std::string& folder, const std::string& file) {
    SystemDisk disk;
    auto copy = readCopy(file, disk);  // before becoming somebody who may not read it
    if (!copy) return refuse(copy.status());
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    becomeOwnerOf(folder);
    auto restored = restoreStore(**copy, folder, disk);
    if (!restored) return refuse(restored.status());
    std::printf("%s\n", restored->c_str());
    return 0;
}

}  // namespace otklik
