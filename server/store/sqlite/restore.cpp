// A copy takes the place of what a folder holds. It is written beside it and counted again first; then names
// change, in an order in which a power cut between any two leaves what was there, or what came, or a folder
// that nobody opens before the restore is done again; and never a database beside the log of another. What
// was set aside is never replaced.

#include "server/store/open.h"
#include "server/store/sqlite/database.h"

namespace otklik {
namespace {

bool isThere(const std::string& path, Disk& disk) {
    return disk.look(path) != Disk::Entry::none;
}

/// The name under which a database is set aside: otklik.db.replaced, or the next that is free. `isBegun`: the
/// database has been, and its log has not.
std::string asideOf(const std::string& file, bool isBegun, Disk& disk) {
    std::string aside = file + ".replaced";
    for (int number = 2;; ++number) {
        const std::string next = file + ".replaced." + std::to_string(number);
        const bool isFree = !isThere(aside, disk) && !isThere(aside + "-wal", disk);
        if (isFree || (isBegun && !isThere(next, disk))) return aside;
        aside = next;
    }
}

/// Sets the old database aside, its log with it, and gives the name. The database goes first: a log alone is
/// refused by whoever opens the folder, while a database without its log would be taken for whole.
StatusOr<std::string> setAside(const std::string& file, Disk& disk) {
    const bool hasDatabase = isThere(file, disk), hasLog = isThere(file + "-wal", disk);
    if (!hasDatabase && !hasLog) return std::string();
    const std::string aside = asideOf(file, !hasDatabase, disk);
    Status status;
    if (hasDatabase) status = disk.rename(file, aside);
    if (status.isGood()) status = disk.sync(folderOf(file));
    if (status.isGood() && hasLog) status = disk.rename(file + "-wal", aside + "-wal");
    if (status.isGood()) status = disk.remove(file + "-shm");
    if (!status.isGood()) return status;
    return aside;
}

/// Writes the copy as `part`, in the current format, and counts it again.
Status prepare(StoreReader& copy, const std::string& part, Disk& disk) {
    Status status;
    for (const char* suffix : {"", "-wal", "-shm"})
        if (status.isGood()) status = disk.remove(part + suffix);
    if (status.isGood()) status = disk.create(part);
    if (status.isGood()) status = copy.copyTo(part);
    if (status.isGood())
        status = Database::open(part, disk).status();  // which brings it to the current format
    if (!status.isGood()) return status;
    auto written = readStore(part, disk);
    if (!written) return written.status();
    std::string wrong;
    const bool isInOrder = (*written)->recount([&](bool isGood, const std::string& what) {
        if (!isGood && wrong.empty()) wrong = what;
    });
    if (!isInOrder) return Status::damaged("the copy is not in order: " + wrong);
    return disk.sync(part);
}

}  // namespace

StatusOr<std::string> restoreStore(StoreReader& copy, const std::string& folder, Disk& disk) {
    const auto lock = disk.lock(folder + "/otklik.lock");
    if (!lock) return lock.status().within(folder + ": ", ". Stop it first.");
    const std::string file = folder + "/otklik.db", part = file + ".part";
    if (disk.look(file) == Disk::Entry::other) return notAFile(file);
    if (Status status = prepare(copy, part, disk); !status.isGood()) {
        for (const char* suffix : {"", "-wal", "-shm"}) static_cast<void>(disk.remove(part + suffix));
        return status.within("Nothing was restored: ", ".");
    }
    const auto aside = setAside(file, disk);
    if (!aside)
        return aside.status().within("What was there could not be set aside: ",
                                     ". Check the disk, then restore again.");
    const std::string kept = aside->empty()
                                 ? ""
                                 : " What was there before is kept as " + *aside +
                                       (isThere(*aside + "-wal", disk) ? " and " + *aside + "-wal" : "") +
                                       " until you delete it: it holds responses.";
    if (Status status = disk.rename(part, file); !status.isGood())
        return status.within("The copy could not be put in its place: ",
                             ". Check the disk, then restore again." + kept);
    if (Status status = disk.sync(folder); !status.isGood())
        return status.within("The copy is in its place, but the disk did not confirm that it will stay: ",
                             ". Check the disk, then restore again." + kept);
    return "The copy is in its place in " + folder + "." + kept + " Check it with: otklik check " + folder +
           ", then start the server.";
}

}  // namespace otklik
