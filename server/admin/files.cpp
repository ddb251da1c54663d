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
#include "shared/text/utf8.h"

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
    if (!isUtf8(absolute))
        return refuse("The server cannot be told of '" + path + "': its name is no UTF-8.");
    becomeOwnerOf(folder);
    const Json answer = askStore(folder, {{"do", "backup"}, {"file", absolute}, {"keep", keep}});
    const std::string file = answer.is_object() ? stringMember(answer, "file") : "";
    if (!file.empty() && identityOf(file) != stringMember(answer, "identity"))
        return refuse(file +
                      " was written by the server where only the server sees it: as a service it has a "
                      "/tmp of its own. Name a file in its data folder.");
    return say(answer);
}

int restore(const std::string& folder, const std::string& file) {
    SystemDisk disk;
    // Root's own copies are opened before becoming somebody who may not read them. In a folder where others
    // can plant a link, only what the folder's owner may read is read.
    if (!isRootsAlone(folderOf(file))) becomeOwnerOf(folder);
    auto copy = readCopy(file, disk);
    if (!copy) return refuse(copy.status());
    becomeOwnerAndMake(folder);
    auto restored = restoreStore(**copy, folder, disk);
    if (!restored) return refuse(restored.status());
    std::printf("%s\n", restored->c_str());
    return 0;
}

}  // namespace otklik
