// A copy beside the store, which goes on.

#include <filesystem>

#include "server/store/sqlite/ledger.h"

namespace otklik {

/// Written under another name, made durable, then given its name: whoever finds the copy finds it whole. Its
/// tables are rebuilt in key order, so that nothing in it shows an order of arrival.
Status Ledger::backup(const std::string& file) {
    Disk& disk = options_.disk;
    std::error_code error;
    const std::string name = std::filesystem::path(file).filename().string();
    if (name.starts_with("otklik.db") && std::filesystem::equivalent(folderOf(file), options_.folder, error))
        return Status::refused(file + " is the server's own. Choose another name.");
    const std::string part = file + ".part";  // a copy that was not finished before is in nobody's way
    Status status = disk.remove(part);
    if (status.isGood()) status = disk.create(part);
    if (status.isGood()) status = database_.prepare("VACUUM INTO ?1").bind(1, part).run();
    if (status.isGood()) status = disk.sync(part);
    if (status.isGood()) status = disk.rename(part, file);
    if (status.isGood()) status = disk.sync(folderOf(file));
    if (status.isGood()) return status;
    static_cast<void>(disk.remove(part));
    return Status::refused(file + ": the copy could not be made (" + status.detail() +
                           "). Choose a place with room that the server may write; as a service that is its "
                           "data folder.");
}

}  // namespace otklik
