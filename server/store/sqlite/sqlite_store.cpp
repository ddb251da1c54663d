#include "server/store/sqlite/sqlite_store.h"

#include <sodium.h>

#include <filesystem>

namespace otklik {

SqliteStore::SqliteStore(StoreOptions options, std::unique_ptr<Disk::Lock> lock)
    : options_(std::move(options)), lock_(std::move(lock)), health_(options_.folder, options_.log) {}

StatusOr<std::unique_ptr<Store>> SqliteStore::open(StoreOptions options) {
    if (sodium_init() < 0) return Status::lasting("libsodium found no source of randomness.");
    const std::string folder = options.folder, file = folder + "/otklik.db";
    Disk& disk = options.disk;
    if (Status status = Keys::areApart(options.keys, folder); !status.isGood()) return status;
    const Disk::Entry found = disk.look(file);
    if (found == Disk::Entry::other) return notAFile(file);
    const bool isThere = found == Disk::Entry::file;
    if (!isThere && disk.look(file + ".replaced") != Disk::Entry::none)
        return Status::damaged(folder +
                               ": a restore was interrupted here. Do it again, or give otklik.db.replaced "
                               "its old name, otklik.db, and its log, if there is one, otklik.db-wal.");
    if (disk.look(file + ".before-upgrade") != Disk::Entry::none)
        return Status::damaged(folder +
                               ": an upgrade was interrupted here. Do it again: see otklik upgrade --help");
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
    if (!isThere) {
        const std::string name = Keys::newName();
        Status status = Keys::create(options.keys, name, disk);
        if (status.isGood()) status = Database::create(file, name, disk);
        if (!status.isGood()) return status;
    }
    auto database = Database::open(file, disk);
    if (!database) return database.status();
    const auto name = loadSecret(*database, "keys");
    if (!name) return name.status();
    auto keys = Keys::open(options.keys, *name, disk);
    if (!keys) return keys.status();

    std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(options), std::move(*lock)));
    store->keys_ = std::move(*keys);
    auto ledger =
        Ledger::open(std::move(*database), *store->keys_, store->options_, store->health_, store->snapshots_);
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

std::optional<std::string> SqliteStore::unseal(const std::string& wave, const hpke::Sealed& sealed,
                                               std::string_view info, std::string_view aad) const {
    const auto key = snapshots_.keyOf(wave);
    return key ? hpke::open(*key, sealed.encapsulated, info, aad, sealed.text) : std::nullopt;
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

Status SqliteStore::closeWave(const std::string& id, const std::optional<hpke::KeyPair>& ballotKey) {
    if (!ballotKey) return inWriter([&] { return ledger_->closeWave(id, nullptr); });
    const TallyLayout* layout = snapshots_.layoutOf(id);
    if (!layout) return Status::refused("There is no wave " + id + ". See: otklik wave list");
    // Thousands of bundles take seconds to open: most of them here, while the writer goes on.
    BundleSum bundles(*layout, id, *ballotKey);
    if (snapshot()->wave(id)->ballotKey == ballotKey->publicKey()) {
        const auto reading = Database::read(options_.folder + "/otklik.db", options_.disk);
        if (!reading) return reading.status();
        if (Status status = bundles.add(*reading); !status.isGood()) return status.within("", ".");
    }
    return inWriter([&] { return ledger_->closeWave(id, &bundles); });
}

StatusOr<std::size_t> SqliteStore::discardWaiting(const std::string& id) {
    std::size_t discarded = 0;
    Status status = inWriter([&] {
        const auto done = ledger_->discardWaiting(id);
        if (done) discarded = *done;
        return done ? Status() : done.status();
    });
    return status.isGood() ? StatusOr<std::size_t>(discarded) : status;
}

Status SqliteStore::countThemes(const std::string& id, const std::vector<Theme>& themes) {
    return inWriter([&] { return ledger_->countThemes(id, themes); });
}

Status SqliteStore::setOfficeText(const std::string& id, OfficeTextSource text) {
    return inWriter([&] { return ledger_->setOfficeText(id, std::move(text)); });
}

Status SqliteStore::forgetTexts(const std::string& id) {
    return inWriter([&] { return ledger_->forgetTexts(id); });
}

std::string keysOf(const std::string& folder) {
    std::string own = std::filesystem::absolute(folder).lexically_normal().string();
    while (own.size() > 1 && own.ends_with('/')) own.pop_back();
    return own + "-keys";
}

StatusOr<std::unique_ptr<Store>> openStore(StoreOptions options) {
    return SqliteStore::open(std::move(options));
}

}  // namespace otklik
