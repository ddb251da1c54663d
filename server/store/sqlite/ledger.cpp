// What the writer does all the time: it commits what has come, and once a second does what is due. A sync
// that failed is never tried again: what SQLite and the disk then hold is unknown, so nothing is written
// until the process starts anew.

#include "server/store/sqlite/ledger.h"

#include <malloc.h>
#include <sodium.h>

#include <algorithm>
#include <utility>

#include "server/store/sqlite/loading.h"

namespace otklik {
namespace {

constexpr std::size_t kKeyBytes = 16;

}  // namespace

Ledger::Ledger(Database database, const StoreOptions& options, Health& health, Snapshots& snapshots)
    : database_(std::move(database)),
      options_(options),
      health_(health),
      snapshots_(snapshots),
      log_(database_) {}

StatusOr<std::unique_ptr<Ledger>> Ledger::open(Database database, const StoreOptions& options, Health& health,
                                               Snapshots& snapshots) {
    std::unique_ptr<Ledger> ledger(new Ledger(std::move(database), options, health, snapshots));
    auto secret = loadSecret(ledger->database_);
    if (!secret) return secret.status();
    auto waves = loadWaves(ledger->database_);
    if (!waves) return waves.status();
    ledger->secret_ = std::move(*secret);
    ledger->waves_ = std::move(*waves);
    ledger->insertSeen_ = ledger->database_.prepare("INSERT OR IGNORE INTO seen VALUES (?1)");
    ledger->selectSeen_ = ledger->database_.prepare("SELECT 1 FROM seen WHERE hash=?1");
    ledger->insertPool_ = ledger->database_.prepare("INSERT INTO pool VALUES (?1, ?2, ?3)");
    ledger->snapshots_.publish(ledger->waves_);
    static_cast<void>(ledger->note(ledger->log_.empty()));  // of what a mix may have left in it
    return ledger;
}

Status Ledger::note(const Status& status) {
    if (status.isFinal()) log_.keep();
    return health_.note(status);
}

std::string Ledger::randomKey() {
    std::string key(kKeyBytes, '\0');
    for (std::size_t i = 0; i < kKeyBytes; i += 8) {
        const std::uint64_t bits = options_.random.next();
        for (std::size_t byte = 0; byte < 8; ++byte) key[i + byte] = static_cast<char>(bits >> (8 * byte));
    }
    return key;
}

/// Fresh keys in the order in which they will lie in the file, so that rows that were shuffled are written
/// page by page.
std::vector<std::string> Ledger::randomKeys(std::size_t count) {
    std::vector<std::string> keys(count);
    for (std::string& key : keys) key = randomKey();
    std::sort(keys.begin(), keys.end());
    return keys;
}

void Ledger::commit(std::deque<Request*>& requests) {
    const bool writes = std::any_of(requests.begin(), requests.end(),
                                    [](Request* request) { return !request->arriving.empty(); });
    const bool isOver = health_.status().isFinal();
    Status status;
    if (writes && !isOver) {
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
        keepWaiting(*request);
    }
    static_cast<void>(note(status));
    if (wrote) {  // a commit of repeats says nothing of the disk
        health_.worked();
        static_cast<void>(note(log_.carryOver()));
    }
    for (Request* request : requests)
        if (request->command) request->command();
}

/// What has been stored waits for the next mix.
void Ledger::keepWaiting(Request& request) {
    for (std::size_t i = 0; i < request.arriving.size(); ++i)
        if (request.results[i] == Accepted::stored)
            find(request.arriving[i].wave)->pool.push_back(std::move(request.arriving[i].response));
}

/// `status` becomes what went wrong where the response could not be stored.
Accepted Ledger::storeOne(const Arriving& arriving, Status& status) {
    const Live* live = find(arriving.wave);
    if (!live) return Accepted::unknown;
    unsigned char hash[kKeyBytes];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(arriving.id.data()),
                       arriving.id.size(), reinterpret_cast<const unsigned char*>(secret_.data()),
                       secret_.size());
    const std::string_view seen(reinterpret_cast<const char*>(hash), sizeof hash);
    if (!live->wave.takesOn(options_.clock.today())) {
        selectSeen_.bindBlob(1, seen);
        const bool isSeen = selectSeen_.next();  // whose answer got lost: it is told that it was stored
        status = selectSeen_.status();
        selectSeen_.reset();
        return !status.isGood() ? Accepted::unavailable : isSeen ? Accepted::repeated : Accepted::closed;
    }
    insertSeen_.bindBlob(1, seen);
    if (status = insertSeen_.run(); !status.isGood()) return Accepted::unavailable;
    if (database_.changes() == 0) return Accepted::repeated;
    const std::string key = randomKey();
    insertPool_.bindBlob(1, key).bind(2, arriving.wave).bind(3, arriving.response.body);
    if (status = insertPool_.run(); !status.isGood()) return Accepted::unavailable;
    return Accepted::stored;
}

Live* Ledger::find(const std::string& wave) {
    for (auto& live : waves_)
        if (live->wave.id == wave) return live.get();
    return nullptr;
}

Live* Ledger::mixable() const {
    for (auto& live : waves_)
        if (live->wave.state != WaveState::closed &&
            live->pool.size() >= 2 * static_cast<std::size_t>(live->wave.threshold))
            return live.get();
    return nullptr;
}

bool Ledger::needsUpkeep() const {
    const Status status = health_.status();
    return !status.isFinal() && (mixable() || log_.isLeft() || !status.isGood());
}

void Ledger::upkeep() {
    if (Live* full = mixable()) {
        if (mix(*full, false)) snapshots_.publish(waves_);
        malloc_trim(0);  // a mix after a busy second held thousands of responses in memory
    } else if (log_.isLeft()) {
        static_cast<void>(note(log_.empty()));
    }
    if (!health_.status().isGood() && !health_.status().isFinal()) tryWriting();
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
        Live* full = mixable();
        if (!full || !mix(*full, false)) return;
    }
}

}  // namespace otklik
