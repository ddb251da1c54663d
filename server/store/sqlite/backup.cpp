// A copy beside the store, which goes on. Written under another name, made durable, then given its name:
// whoever finds the copy finds it whole.

#include <filesystem>

#include "server/base/place.h"
#include "server/store/sqlite/copy.h"
#include "server/store/sqlite/sqlite_store.h"

namespace otklik {

Status SqliteStore::backup(const std::string& file) {
    if (const Status health = health_.status(); health.isFinal())
        return health.within("Nothing was done: ", ".");
    Disk& disk = options_.disk;
    std::error_code error;
    const std::string name = std::filesystem::path(file).filename().string();
    if (name.starts_with("otklik.") && std::filesystem::equivalent(folderOf(file), options_.folder, error))
        return Status::refused(file + " is a name of the server's own. Choose another.");
    if (isInside(file, options_.keys))
        return Status::refused(file + " would lie in the keys folder. A copy and the keys stay apart.");
    const std::string part =
        file + ".otklik-part";  // of a copy that was not finished before, it is in nobody's way
    Status status = disk.remove(part);
    if (status.isGood()) status = disk.create(part);
    if (status.isGood()) {
        auto reading = Database::open(options_.folder + "/otklik.db", disk);
        status = reading ? copyInto(*reading, part, disk) : reading.status();
    }
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
