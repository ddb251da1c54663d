// What the writer does all the time: it commits what has come, and once a second does what is due. A sync
// that failed is never tried again: what SQLite and the disk then hold is unknown, so nothing is written
// until the process starts anew.

#include "server/store/sqlite/ledger.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace otklik {

Ledger::Ledger(Database database, Keys& keys, const StoreOptions& options, Health& health,
               Snapshots& snapshots)
    : database_(std::move(database)),
      keys_(keys),
      options_(options),
      health_(health),
      snapshots_(snapshots),
      log_(database_) {}

StatusOr<std::unique_ptr<Ledger>> Ledger::open(Database database, Keys& keys, const StoreOptions& options,
                                               Health& health, Snapshots& snapshots) {
    std::unique_ptr<Ledger> ledger(new Ledger(std::move(database), keys, options, health, snapshots));
    auto secret = loadSecret(ledger->database_, "seen");
    if (!secret) return secret.status();
    auto waves = loadWaves(ledger->database_);
    if (!waves) return waves.status();
    Status status = loadPools(ledger->database_, keys, *waves, options.random);
    if (!status.isGood()) return status;
    ledger->secret_ = std::move(*secret);
    ledger->waves_ = std::move(*waves);
    ledger->insertSeen_ = ledger->database_.prepare("INSERT OR IGNORE INTO seen VALUES (?1)");
    ledger->selectSeen_ = ledger->database_.prepare("SELECT 1 FROM seen WHERE hash=?1");
    ledger->insertPool_ = ledger->database_.prepare("INSERT INTO pool VALUES (?1, ?2, ?3)");
    ledger->snapshots_.publish(ledger->waves_);
    static_cast<void>(ledger->note(ledger->log_.empty()));  // of what a mix may have left in it
    // What a process that was killed had begun: a replacement of keys, or a closing.
    for (const auto& active : ledger->waves_)
        if (status.isGood())
            status = active->wave.state == WaveState::closed
                         ? keys.finishClosing(active->wave.id,
                                              active->release ? toJson(*active->release).dump() : "")
                         : keys.destroyPeriodKeysBut(active->wave.id, active->period.number);
    std::set<std::string> known;
    for (const auto& active : ledger->waves_) known.insert(active->wave.id);
    if (status.isGood()) status = keys.destroyWavesBut(known);
    if (!status.isGood()) return status.within("", ".");
    return ledger;
}

Status Ledger::note(const Status& status) {
    if (status.isFinal()) log_.keep();
    return health_.note(status);
}

/// Fresh keys in the order in which they will lie in the file, so that rows that were shuffled are written
/// page by page.
std::vector<std::string> Ledger::randomKeys(std::size_t count) {
    std::vector<std::string> keys(count);
    for (std::string& key : keys) key = randomRowKey(options_.random);
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// Pages are served meanwhile; whatever is to be stored waits, since in a damaged file nothing can be
/// promised.
void Ledger::begin() {
    Statement check = database_.prepare("PRAGMA quick_check(1)");
    const bool isRead = check.next();
    const std::string found = isRead ? check.text(0) : "";
    check.reset();
    if (isRead && found != "ok") static_cast<void>(note(Status::damaged(found)));
    if (!isRead) static_cast<void>(note(check.status()));
}

void Ledger::commit(std::deque<Request*>& requests) {
    const bool writes = std::any_of(requests.begin(), requests.end(),
                                    [](Request* request) { return !request->arriving.empty(); });
    const bool isOver = health_.status().isFinal();
    Status status;
    if (writes && !isOver) {
        static_cast<void>(note(lookForKeys()));
        Transaction transaction(database_);
        status = transaction.begin();
        for (Request* request : requests)
            for (const Arriving& arriving : request->arriving)
                request->results.push_back(status.isGood() ? storeOne(arriving, status)
                                                           : Accepted::unavailable);
        if (status.isGood()) status = transaction.commit();
    }
    bool wrote = false;
    for (Request* request : requests) {
        if (isOver || !status.isGood())
            request->results.assign(request->arriving.size(), Accepted::unavailable);
        wrote = wrote || std::count(request->results.begin(), request->results.end(), Accepted::stored) > 0;
        keepPooled(*request);
    }
    static_cast<void>(note(status));
    if (wrote) {  // a commit of repeats says nothing of the disk
        health_.worked();
        static_cast<void>(note(log_.carryOver()));
    }
    for (Request* request : requests)
        if (request->command) request->command();
}

/// What is taken while the keys of what waits are gone could be opened by nobody after a restart.
Status Ledger::lookForKeys() {
    Status status;
    for (auto& active : waves_) {
        if (active->wave.state == WaveState::closed) continue;
        const Status there = keys_.areThere(active->wave.id, active->period.number);
        active->keysAreGone = !there.isGood();
        if (status.isGood()) status = there;
    }
    return status;
}

/// What has been stored waits for the next mix.
void Ledger::keepPooled(Request& request) {
    for (std::size_t i = 0; i < request.arriving.size(); ++i)
        if (request.results[i] == Accepted::stored)
            find(request.arriving[i].wave)->pool.push_back(std::move(request.arriving[i].response));
}

/// `status` becomes what went wrong where the response could not be stored.
Accepted Ledger::storeOne(const Arriving& arriving, Status& status) {
    const ActiveWave* active = find(arriving.wave);
    // It may have been opened while the response was taken apart.
    if (!active || arriving.response.record.empty()) return Accepted::unknown;
    if (active->keysFail || active->keysAreGone) return Accepted::unavailable;
    unsigned char hash[kRowKeyBytes];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(arriving.id.data()),
                       arriving.id.size(), reinterpret_cast<const unsigned char*>(secret_.data()),
                       secret_.size());
    const std::string_view seen(reinterpret_cast<const char*>(hash), sizeof hash);
    if (!active->wave.takesOn(options_.clock.today())) {
        selectSeen_.bindBlob(1, seen);
        const bool isSeen = selectSeen_.next();  // whose answer got lost: it is told that it was stored
        status = selectSeen_.status();
        selectSeen_.reset();
        return !status.isGood() ? Accepted::unavailable : isSeen ? Accepted::repeated : Accepted::closed;
    }
    insertSeen_.bindBlob(1, seen);
    if (status = insertSeen_.run(); !status.isGood()) return Accepted::unavailable;
    if (database_.changes() == 0) return Accepted::repeated;
    status = insertPooled(active->wave.id, *active->key, randomRowKey(options_.random), arriving.response);
    return status.isGood() ? Accepted::stored : Accepted::unavailable;
}

/// What has been written is seen from now on.
void Ledger::publish(ActiveWave& active, Release release) {
    active.release = std::move(release);
    snapshots_.publish(waves_);
    options_.log({{"event", "release"}, {"wave", active.wave.id}, {"number", active.release->number}});
}

ActiveWave* Ledger::finishing() const {
    for (auto& active : waves_)
        if (active->isFinishing) return active.get();
    return nullptr;
}

ActiveWave* Ledger::find(const std::string& wave) {
    for (auto& active : waves_)
        if (active->wave.id == wave) return active.get();
    return nullptr;
}

bool Ledger::isMidway() const {
    return replaced() && health_.status().isGood();
}

bool Ledger::needsUpkeep() const {
    const Status status = health_.status();
    return !status.isFinal() && (toAdvance() || finishing() || log_.isLeft() || !status.isGood());
}

void Ledger::upkeep() {
    if (ActiveWave* active = toAdvance()) return static_cast<void>(advance(*active));
    if (ActiveWave* left = finishing()) return static_cast<void>(finishClosing(*left));
    if (log_.isLeft()) static_cast<void>(note(log_.empty()));
    if (health_.status().isGood() || health_.status().isFinal()) return;
    if (const Status keys = lookForKeys(); !keys.isGood()) return static_cast<void>(note(keys));
    tryWriting();
}

/// Nobody may come while the server says that it cannot write, so it tries itself whether it can again: with
/// more than a batch of responses takes.
void Ledger::tryWriting() {
    const Status status = database_.run(
        "INSERT OR REPLACE INTO secret VALUES ('try', zeroblob(1048576)); DELETE FROM secret WHERE name = "
        "'try'");
    status.isGood() ? health_.worked() : static_cast<void>(note(status));
}

/// A folder that nobody has open holds no more unmixed than a running server would.
void Ledger::finish() {
    while (!health_.status().isFinal()) {
        ActiveWave* active = toAdvance();
        if (!active || !advance(*active).isGood()) return;
    }
}

}  // namespace otklik
