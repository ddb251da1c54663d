// A copy takes the place of what a folder holds. It is written beside it, with new period keys, and checked
// first; then names change, in an order in which a power cut between any two leaves what was there, or what
// came, or a folder that nobody opens before the restore is done again; and never a database beside the log
// of another. What was set aside is never replaced.
//
// What the restored waves have counted since the copy was made, or in the period in which it was made, is
// nowhere: they publish no noisy counts any more. Bundles are whole.

#include <algorithm>
#include <set>

#include "server/store/open.h"
#include "server/store/sqlite/loading.h"
#include "server/store/sqlite/recount.h"

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

void removePart(const std::string& part, Disk& disk) {
    for (const char* suffix : {"", "-wal", "-shm"}) static_cast<void>(disk.remove(part + suffix));
}

/// The keys folder for a copy, which gets a new name where the folder is new.
StatusOr<std::unique_ptr<Keys>> keysFor(Database& part, const std::string& folder, Disk& disk) {
    auto name = loadSecret(part, "keys");
    if (!name) return name.status();
    if (!Keys::isThere(folder, disk))
        if (Status status = Keys::create(folder, *name, disk); !status.isGood()) return status;
    return Keys::open(folder, *name, disk);
}

/// A wave that was closed after the copy was made: nothing of it is counted or published otherwise any more.
Status closeAsPublished(Database& part, const Wave& wave, const std::string& published) {
    auto release = releaseFromText(published);
    Transaction transaction(part);
    Status status = transaction.begin();
    if (status.isGood() && release) status = insertRelease(part, *release);
    if (status.isGood()) status = markClosed(part, wave.id, release ? release->day : "");
    return status.isGood() ? transaction.commit() : status;
}

/// New keys for a wave that is not closed.
Status giveKeys(Database& part, const Wave& wave, Keys& keys) {
    auto own = keys.hasWaveKey(wave.id) ? keys.waveKey(wave.id) : keys.makeWaveKey(wave.id);
    if (!own) return own.status();
    const auto number = readPeriodNumber(part, wave.id);
    if (!number) return number.status();
    const Period period{std::max(*number, keys.lastPeriod(wave.id)) + 1, wave.opens, false,
                        Counts(TallyLayout(*wave.survey, wave.channels).mainSize())};
    const auto key = keys.makePeriodKey(wave.id, period.number);
    if (!key) return key.status();
    Statement update = part.prepare("UPDATE wave SET sealing=?2 WHERE id=?1");
    const Status status = update.bind(1, wave.id).bindBlob(2, own->publicKey()).run();
    return status.isGood() ? writePeriod(part, wave.id, period, *key) : status;
}

/// Brings one wave of the copy up to what has happened since; says what is to be known of it.
StatusOr<std::string> revive(Database& part, const Wave& wave, Keys& keys, const WasClosed& wasClosed) {
    auto closed = keys.closed(wave.id);
    if (!closed) return closed.status();
    if (!*closed && !keys.hasWaveKey(wave.id)) {
        const auto was = wasClosed(wave.id);
        if (!was) return was.status();
        if (*was) {
            if (Status status = keys.finishClosing(wave.id, ""); !status.isGood()) return status;
            *closed = "";
        }
    }
    if (*closed) {
        const Status status = closeAsPublished(part, wave, **closed);
        if (!status.isGood()) return status;
        return " Wave " + wave.id + " was closed after the copy was made: it is closed" +
               ((*closed)->empty() ? ", without the figures that it published."
                                   : " with the figures that it published; its open answers are lost.");
    }
    if (Status status = giveKeys(part, wave, keys); !status.isGood()) return status;
    const auto turnout = readTurnout(part, wave.id);
    if (!turnout || turnout->lost == 0) return std::string();
    return " " + std::to_string(turnout->lost) + " responses of wave " + wave.id +
           " waited when the copy was made, and are not in it.";
}

/// What the waves of the database that is replaced have published is known from now on, where the copy is one
/// of the same. Its other waves keep their keys until it is replaced.
Status rememberClosed(const std::string& file, const Database& copy, Keys& keys, Disk& disk) {
    Waves waves;
    if (disk.size(file))
        if (auto database = Database::read(file, disk)) {
            const auto name = loadSecret(*database, "keys"), same = loadSecret(copy, "keys");
            auto loaded = loadWaves(*database);  // what cannot be read may be the reason
            if (name && same && *name == *same && loaded) waves = std::move(*loaded);
        }
    std::set<std::string> open;
    Status status;
    for (const auto& active : waves) {
        if (active->wave.state != WaveState::closed)
            open.insert(active->wave.id);
        else if (status.isGood())
            status =
                keys.finishClosing(active->wave.id, active->release ? toJson(*active->release).dump() : "");
    }
    return status.isGood() ? keys.finishClosingsBut(open) : status;
}

/// Writes the copy as `part`, with keys, and checks it.
StatusOr<std::string> prepare(StoreReader& copy, const std::string& file, const std::string& keysFolder,
                              Disk& disk, const WasClosed& wasClosed) {
    const std::string part = file + ".part";
    removePart(part, disk);
    Status status = disk.create(part);
    if (status.isGood()) status = copy.copyTo(part);
    if (!status.isGood()) return status;
    std::string said;
    {
        auto database = Database::open(part, disk);
        if (!database) return database.status();
        auto keys = keysFor(*database, keysFolder, disk);
        if (!keys) return keys.status();
        status = rememberClosed(file, *database, **keys, disk);
        auto waves = readWaves(*database);
        if (status.isGood() && !waves) status = waves.status();
        if (!status.isGood()) return status;
        std::set<std::string> lacking = (*keys)->waves();
        for (const Wave& wave : *waves) {
            lacking.erase(wave.id);
            if (wave.state == WaveState::closed) {
                // What was published since, as its themes, is not known where the keys folder is new.
                const auto known = (*keys)->closed(wave.id);
                status = known && !*known ? (*keys)->finishClosing(wave.id, "") : known.status();
                if (!status.isGood()) return status;
                continue;
            }
            auto told = revive(*database, wave, **keys, wasClosed);
            if (!told) return told.status();
            said += *told;
        }
        for (const std::string& wave : lacking) said += " Wave " + wave + " is not in the copy at all.";
        status = database->run("PRAGMA wal_checkpoint(TRUNCATE)");
        if (!status.isGood()) return status;
    }
    if (status = inOrder(part, disk); !status.isGood()) return status.within("the copy is not in order: ");
    status = disk.sync(part);
    if (!status.isGood()) return status;
    return said;
}

}  // namespace

StatusOr<std::string> restoreStore(StoreReader& copy, const std::string& folder, const std::string& keys,
                                   Disk& disk, const WasClosed& wasClosed) {
    if (Status status = Keys::areApart(keys, folder); !status.isGood()) return status;
    const auto lock = disk.lock(folder + "/otklik.lock");
    if (!lock) return lock.status().within(folder + ": ", ". Stop it first.");
    const std::string file = folder + "/otklik.db", part = file + ".part";
    if (disk.look(file) == Disk::Entry::other) return notAFile(file);
    const auto said = prepare(copy, file, keys, disk, wasClosed);
    if (!said) {
        removePart(part, disk);
        return said.status().within("Nothing was restored: ", ".");
    }
    const auto aside = setAside(file, disk);
    if (!aside)
        return aside.status().within("What was there could not be set aside: ",
                                     ". Check the disk, then restore again.");
    const std::string kept = aside->empty()
                                 ? ""
                                 : " What was there before is kept as " + *aside +
                                       (isThere(*aside + "-wal", disk) ? " and " + *aside + "-wal" : "") +
                                       " until you delete it; what waits in it cannot be opened any more "
                                       "once the server has started.";
    if (Status status = disk.rename(part, file); !status.isGood())
        return status.within("The copy could not be put in its place: ",
                             ". Check the disk, then restore again." + kept);
    if (Status status = disk.sync(folder); !status.isGood())
        return status.within("The copy is in its place, but the disk did not confirm that it will stay: ",
                             ". Check the disk, then restore again." + kept);
    return "The copy is in its place in " + folder + "." + *said + kept + " Check it with: otklik check " +
           folder + ", then start the server.";
}

}  // namespace otklik
