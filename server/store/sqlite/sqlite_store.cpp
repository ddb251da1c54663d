#include "server/store/sqlite/sqlite_store.h"

#include <sodium.h>

namespace otklik {

SqliteStore::SqliteStore(StoreOptions options, std::unique_ptr<Disk::Lock> lock)
    : options_(std::move(options)), lock_(std::move(lock)), health_(options_.log) {}

StatusOr<std::unique_ptr<Store>> SqliteStore::open(StoreOptions options) {
    if (sodium_init() < 0) return Status::lasting("libsodium found no source of randomness.");
    const std::string folder = options.folder, file = folder + "/otklik.db";
    Disk& disk = options.disk;
    const Disk::Entry found = disk.look(file);
    if (found == Disk::Entry::other) return notAFile(file);
    const bool isThere = found == Disk::Entry::file;
    if (!isThere && disk.look(file + ".replaced") != Disk::Entry::none)
        return Status::damaged(folder +
                               ": a restore was interrupted here. Do it again, or give otklik.db.replaced "
                               "its old name, otklik.db, and its log, if there is one, otklik.db-wal.");
    if (!isThere && disk.look(file + "-wal") != Disk::Entry::none)
        return Status::damaged(folder +
                               ": there is a write-ahead log without its database. Put otklik.db back "
                               "beside it, or restore a backup: see otklik restore --help");
    if (!isThere && !options.create)
        return Status::refused(folder +
                               ": there is no database here. Name the right folder with --data, or open "
                               "a wave in this one: see otklik wave open --help");
    auto lock = disk.lock(folder + "/otklik.lock");
    if (!lock)
        return lock.status().within(folder + ": ",
                                    lock.status().kind() == Status::Kind::refused
                                        ? ". Stop it, or choose another folder with --data."
                                        : ". This user must be able to write the folder and what is in it.");
    if (!isThere)
        if (Status status = Database::create(file, disk); !status.isGood()) return status;
    auto database = Database::open(file, disk);
    if (!database) return database.status();

    std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(options), std::move(*lock)));
    auto ledger = Ledger::open(std::move(*database), store->options_, store->health_, store->snapshots_);
    if (!ledger) return ledger.status();
    store->ledger_ = std::move(*ledger);
    store->queue_ = std::make_unique<CommitQueue>(*store->ledger_, store->options_.clock,
                                                  store->options_.queueBound, store->options_.groupBound);
    return std::unique_ptr<Store>(std::move(store));
}

std::vector<Accepted> SqliteStore::accept(std::vector<Submission> submissions) {
    const std::size_t size = submissions.size();
    if (health_.status().isFinal()) return std::vector<Accepted>(size, Accepted::unavailable);
    Request request;
    for (Submission& submission : submissions) {
        Arriving arriving{std::move(submission.id), std::move(submission.wave), {}};
        if (const TallyLayout* layout = snapshots_.layoutOf(arriving.wave))
            arriving.response = takeApart(*layout, submission.answers, submission.via);
        request.arriving.push_back(std::move(arriving));
    }
    const bool done = queue_->carryOut(request);
    for (Arriving& arriving : request.arriving) wipe(arriving.response);
    return done ? std::move(request.results) : std::vector<Accepted>(size, Accepted::full);
}

Status SqliteStore::inWriter(const std::function<Status()>& command) {
    Status status = Status::refused("The store is closing. Try again when it has started.");
    Request request;
    request.command = [&] {
        const Status health = health_.status();
        status = health.isFinal() ? health.within("Nothing was done: ", ".") : command();
    };
    queue_->carryOut(request);
    return status;
}

Status SqliteStore::openWave(Wave wave) {
    return inWriter([&] { return ledger_->openWave(std::move(wave)); });
}

Status SqliteStore::stopWave(const std::string& id) {
    return inWriter([&] { return ledger_->stopWave(id); });
}

Status SqliteStore::closeWave(const std::string& id) {
    return inWriter([&] { return ledger_->closeWave(id); });
}

Status SqliteStore::backup(const std::string& file) {
    return inWriter([&] { return ledger_->backup(file); });
}

StatusOr<std::unique_ptr<Store>> openStore(StoreOptions options) {
    return SqliteStore::open(std::move(options));
}

}  // namespace otklik
