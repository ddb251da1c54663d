// A copy takes the place of what a folder holds. It is written beside it and counted again first; then names
// change, in an order in which a power cut between any two leaves what was there, or what came, or a folder
// that says what is missing, and never a database beside the log of another.

#include "server/store/open.h"
#include "server/store/sqlite/database.h"

namespace otklik {
namespace {

/// Sets the old database aside, its log with it. The database goes first: a log alone is refused by whoever
/// opens the folder, while a database without its log would be taken for whole.
Status setAside(const std::string& file, Disk& disk) {
    const std::string aside = file + ".replaced";
    Status status;
    if (disk.size(file)) {
        for (const char* suffix : {"", "-wal"})
            if (status.isGood()) status = disk.remove(aside + suffix);
        if (status.isGood()) status = disk.rename(file, aside);
        if (status.isGood()) status = disk.sync(folderOf(file));
    }
    if (status.isGood() && disk.size(file + "-wal")) status = disk.rename(file + "-wal", aside + "-wal");
    if (status.isGood()) status = disk.remove(file + "-shm");
    return status;
}

}  // namespace

StatusOr<std::string> restoreStore(StoreReader& copy, const std::string& folder, Disk& disk) {
    const auto lock = disk.lock(folder + "/otklik.lock");
    if (!lock) return lock.status().within(folder + ": ", ". Stop it first.");
    const std::string file = folder + "/otklik.db", part = file + ".part";
    const bool hadOne = disk.size(file).has_value();

    Status status;
    for (const char* suffix : {"", "-wal", "-shm"})
        if (status.isGood()) status = disk.remove(part + suffix);
    if (status.isGood()) status = disk.create(part);
    if (status.isGood()) status = copy.copyTo(part);
    if (status.isGood())
        status = Database::open(part, disk).status();  // which brings it to the current format
    if (status.isGood()) {
        std::string wrong;
        auto written = readStore(part, disk);
        if (!written)
            status = written.status();
        else if (!(*written)->recount([&](bool isInOrder, const std::string& what) {
                     if (!isInOrder && wrong.empty()) wrong = what;
                 }))
            status = Status::damaged("the copy is not in order: " + wrong);
    }
    if (status.isGood()) status = disk.sync(part);
    if (status.isGood()) status = setAside(file, disk);
    if (status.isGood()) status = disk.rename(part, file);
    if (status.isGood()) status = disk.sync(folder);
    if (!status.isGood()) {
        static_cast<void>(disk.remove(part));
        return status.within("Nothing was restored: ", ".");
    }
    return "The copy is in its place in " + folder +
           (hadOne ? ". What was there before is kept as otklik.db.replaced until you delete it: it holds "
                     "responses."
                   : ".") +
           " Check it with: otklik check " + folder + ", then start the server.";
}

}  // namespace otklik
