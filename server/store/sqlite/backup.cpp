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
    if (name.starts_with("otklik.") && std::filesystem::equivalent(folderOf(file), options_.folder, error))
        return Status::refused(file + " is a name of the server's own. Choose another.");
    const std::string part =
        file + ".otklik-part";  // of a copy that was not finished before, it is in nobody's way
    Status status = disk.remove(part);
    if (status.isGood()) status = disk.create(part);
    if (status.isGood()) status = vacuumInto(database_, part);
    if (status.isGood()) status = disk.sync(part);
    if (status.isGood()) status = disk.rename(part, file);
    if (!status.isGood()) {
        static_cast<void>(disk.remove(part));
        return Status::refused(
            file + ": the copy could not be made (" + status.detail() +
            "). Choose a place with room that the server may write; as a service that is its "
            "data folder.");
    }
    status = disk.sync(folderOf(file));
    if (status.isGood()) return status;
    return Status::refused(file + ": the copy is there, but the disk did not confirm that it will stay (" +
                           status.detail() + "). Check the disk, and make another.");
}

}  // namespace otklik
