// Group commit: callers put a request into the queue and sleep until they are woken; the writer takes
// all that waits, stores it in one transaction, and wakes exactly those whose commit is durable. Under light
// load that is one request, at once; under heavy load requests gather while the previous commit syncs. A sync
// that failed is never tried again: what SQLite and the disk then hold is unknown, so the store stops writing
// until the process starts anew.

#include "server/store/sqlite/sqlite_store.h"

#include <fcntl.h>
#include <malloc.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <utility>

#include "server/store/calendar.h"
#include "server/store/sqlite/live.h"

namespace otklik {
namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr int kLogPages = 4000;  // of the write-ahead log, at which they are carried into the database
constexpr auto kUpkeepPause =
    std::chrono::seconds(1);  // between two mixes, too, so that a release tells no time finer than that

using SteadyTime = std::chrono::steady_clock::time_point;

Problem problem(std::string detail) {
    return {"", "wave", std::move(detail), 0};
}

/// Makes a file, or the names in a folder, last through a power cut; false where the disk does not.
bool makeDurable(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    return synced;
}

bool isRecoverable(int code) {
    const int primary = code & 0xff;
    return primary == SQLITE_FULL || primary == SQLITE_BUSY || primary == SQLITE_LOCKED ||
           primary == SQLITE_READONLY || primary == SQLITE_CANTOPEN || primary == SQLITE_NOMEM;
}

}  // namespace

std::uint64_t SystemRandom::next() {
    if (left_ == 0) {
        randombytes_buf(numbers_, sizeof numbers_);
        left_ = std::size(numbers_);
    }
    return std::exchange(numbers_[--left_], 0);
}

const Wave* Snapshot::open() const {
    for (const Wave& wave : waves)
        if (wave.state == WaveState::open) return &wave;
    return nullptr;
}

bool Snapshot::isDemonstration() const {
    return !waves.empty() && waves.front().demonstration;
}

const Wave* Snapshot::wave(std::string_view id) const {
    for (const Wave& wave : waves)
        if (wave.id == id) return &wave;
    return nullptr;
}

const Release* Snapshot::release(std::string_view wave) const {
    for (const Release& release : releases)
        if (release.wave == wave) return &release;
    return nullptr;
}

const Wave* Snapshot::toShow() const {
    const Wave* current = open();
    if (current && release(current->id)) return current;
    for (auto wave = waves.rbegin(); wave != waves.rend(); ++wave) {
        const Release* last = release(wave->id);
        if (wave->state == WaveState::closed && last && !last->tooFew) return &*wave;
    }
    return current;
}

SqliteStore::SqliteStore(StoreOptions options) : options_(std::move(options)) {}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(StoreOptions options) {
    if (sodium_init() < 0) return Problem{"", "store", "libsodium found no source of randomness.", 0};
    std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(options)));
    const std::string& folder = store->options_.folder;
    store->lock_ = ::open((folder + "/otklik.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (store->lock_ < 0)
        return Problem{"", "store",
                       folder + ": the folder cannot be written. Create it, or choose another with --data.",
                       0};
    if (flock(store->lock_, LOCK_EX | LOCK_NB) != 0)
        return Problem{
            "", "locked",
            folder +
                ": another Otklik process uses this folder. Stop it, or choose another folder with --data.",
            0};
    auto database = Database::open(folder + "/otklik.db", Database::Access::write, store->options_.vfs);
    if (!database) return database.problems();
    store->database_ = std::move(*database);
    // In place of SQLite's own checkpoints, whose failures it keeps to itself.
    sqlite3_wal_hook(
        store->database_.handle(),
        [](void* pages, sqlite3*, const char*, int count) {
            return *static_cast<int*>(pages) = count, SQLITE_OK;
        },
        &store->logPages_);
    Problems problems = store->load();
    if (!problems.empty()) return problems;
    store->publish();
    store->emptyLog();  // which a mix may have left
    store->writer_ = std::thread([raw = store.get()] { raw->write(); });
    return store;
}

SqliteStore::~SqliteStore() {
    {
        std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (writer_.joinable()) writer_.join();
    insertSeen_ = {};
    insertPool_ = {};
    database_ = {};
    if (lock_ >= 0) close(lock_);
}

std::string SqliteStore::randomKey() {
    std::string key(kKeyBytes, '\0');
    for (std::size_t i = 0; i < kKeyBytes; i += 8) {
        const std::uint64_t bits = options_.random->next();
        for (std::size_t byte = 0; byte < 8; ++byte) key[i + byte] = static_cast<char>(bits >> (8 * byte));
    }
    return key;
}

std::vector<std::string> SqliteStore::randomKeys(std::size_t count) {
    std::vector<std::string> keys(count);
    for (std::string& key : keys) key = randomKey();
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::vector<Accepted> SqliteStore::accept(std::vector<Submission> submissions) {
    const std::size_t size = submissions.size();
    Request request;
    for (Submission& submission : submissions) {
        Arriving arriving{std::move(submission.id), std::move(submission.wave), {}};
        if (const TallyLayout* layout = layoutOf(arriving.wave))
            arriving.response = takeApart(*layout, submission.answers, submission.via);
        request.arriving.push_back(std::move(arriving));
    }
    const auto refused = enqueue(request);
    if (!refused) request.done.wait();
    for (Arriving& arriving : request.arriving) wipe(arriving.response);
    return refused ? std::vector<Accepted>(size, *refused) : std::move(request.results);
}

/// Why it may not even wait, or nothing.
std::optional<Accepted> SqliteStore::enqueue(Request& request) {
    {
        std::lock_guard guard(mutex_);
        if (!trouble_.empty() || stopping_) return Accepted::unavailable;
        if (queued_ + request.arriving.size() > options_.queueBound) return Accepted::full;
        queue_.push_back(&request);
        queued_ += request.arriving.size();
    }
    wake_.notify_one();
    return std::nullopt;
}

const TallyLayout* SqliteStore::layoutOf(const std::string& wave) const {
    std::lock_guard guard(mutex_);
    const auto found = layouts_.find(wave);
    return found == layouts_.end() ? nullptr : found->second;
}

Problems SqliteStore::inWriter(std::function<Problems()> command) {
    Request request;
    Problems problems;
    request.command = [&] {
        const std::string why = trouble();
        problems = why.empty() ? command() : Problems{problem("Nothing was done: " + why + ".")};
    };
    {
        std::lock_guard guard(mutex_);
        if (stopping_) return {problem("The store is closing. Try again when it has started.")};
        queue_.push_back(&request);
    }
    wake_.notify_one();
    request.done.wait();
    return problems;
}

std::shared_ptr<const Snapshot> SqliteStore::snapshot() const {
    std::lock_guard guard(mutex_);
    return snapshot_;
}

std::string SqliteStore::trouble() const {
    std::lock_guard guard(mutex_);
    return trouble_;
}

std::string SqliteStore::failure() const {
    std::lock_guard guard(mutex_);
    return failure_;
}

SqliteStore::Live* SqliteStore::mixable() {
    for (auto& live : waves_)
        if (live->wave.state != WaveState::closed &&
            live->pool.size() >= 2 * static_cast<std::size_t>(live->wave.threshold))
            return live.get();
    return nullptr;
}

bool SqliteStore::needsUpkeep() {
    return trouble_.empty() && (mixable() || isLogLeft_ || !failure_.empty());
}

/// What the writer does once a second at most, where there is anything to do.
void SqliteStore::upkeep() {
    if (Live* full = mixable()) {
        if (mix(*full, false)) publish();
        malloc_trim(0);  // a mix after a busy second held thousands of responses in memory
    } else if (isLogLeft_) {
        emptyLog();
    }
    if (trouble_.empty() && !failure_.empty()) tryWriting();
}

/// Nobody may come while the server says that it cannot write, so it tries itself whether it can again: with
/// more than a batch of responses takes.
void SqliteStore::tryWriting() {
    const int code = database_.run(
        "INSERT OR REPLACE INTO secret VALUES ('try', zeroblob(1048576)); DELETE FROM secret WHERE name = "
        "'try'");
    code == SQLITE_OK ? worked() : failed(code);
}

void SqliteStore::write() {
    SteadyTime last{};  // upkeep
    for (;;) {
        std::deque<Request*> requests;
        {
            std::unique_lock guard(mutex_);
            const auto ready = [&] { return stopping_ || !queue_.empty(); };
            if (needsUpkeep())
                wake_.wait_until(guard, last + kUpkeepPause, ready);
            else
                wake_.wait(guard, ready);
            if (stopping_ && queue_.empty()) return;
            std::size_t taken = 0;
            while (!queue_.empty() && taken < options_.groupBound) {
                taken += queue_.front()->arriving.size();
                queued_ -= queue_.front()->arriving.size();
                requests.push_back(queue_.front());
                queue_.pop_front();
            }
        }
        if (!requests.empty()) commit(requests);
        const SteadyTime now = std::chrono::steady_clock::now();
        if (now - last < kUpkeepPause || !needsUpkeep()) continue;
        last = now;
        upkeep();
    }
}

void SqliteStore::commit(std::deque<Request*>& requests) {
    const bool writes = std::any_of(requests.begin(), requests.end(),
                                    [](Request* request) { return !request->arriving.empty(); });
    int code = SQLITE_OK;
    const bool stopped = !trouble().empty();
    if (writes && !stopped) {
        code = database_.run("BEGIN IMMEDIATE");
        for (Request* request : requests)
            for (const Arriving& arriving : request->arriving)
                request->results.push_back(code == SQLITE_OK ? storeOne(arriving, code)
                                                             : Accepted::unavailable);
        if (code == SQLITE_OK) code = database_.run("COMMIT");
        if (code != SQLITE_OK) {
            database_.run("ROLLBACK");
            failed(code);
        } else {
            for (Request* request : requests) keepWaiting(*request);
            const bool wrote = std::any_of(requests.begin(), requests.end(), [](Request* request) {
                return std::count(request->results.begin(), request->results.end(), Accepted::stored) > 0;
            });
            if (wrote) worked();  // a commit of repeats says nothing of the disk
            if (logPages_ >= kLogPages) carryLogOver();
        }
    }
    for (Request* request : requests) {
        if (stopped || code != SQLITE_OK)
            request->results.assign(request->arriving.size(), Accepted::unavailable);
        if (request->command) request->command();
        request->done.give();
    }
}

/// What has been stored waits for the next mix.
void SqliteStore::keepWaiting(Request& request) {
    for (std::size_t i = 0; i < request.arriving.size(); ++i)
        if (request.results[i] == Accepted::stored)
            find(request.arriving[i].wave)->pool.push_back(std::move(request.arriving[i].response));
}

/// Carries the write-ahead log into the database, as far as nobody reads what it holds.
void SqliteStore::carryLogOver() {
    checkpointed(
        sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
}

/// The same, and leaves nothing in the log: after a mix it holds what was mixed, as it waited. Where somebody
/// reads the file that has to wait; commits do not.
void SqliteStore::emptyLog() {
    sqlite3_busy_timeout(database_.handle(), 0);
    const int code =
        sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(database_.handle(), Database::kBusyMilliseconds);
    isLogLeft_ = code != SQLITE_OK;
    checkpointed(code);
}

/// What was committed is durable without the log's being carried over, but a sync that fails here is no less
/// the end: the pages it was for may be lost, and the next one would let the log go.
void SqliteStore::checkpointed(int code) {
    if (code != SQLITE_OK && !isRecoverable(code)) failed(code);
}

/// Said once a failure, not once a refused response: a full disk would fill the log.
void SqliteStore::failed(int code) {
    const std::string failure = sqlite3_errstr(code);
    if (failure != failure_)
        options_.log({{"event", "error"}, {"failure", failure}, {"recoverable", isRecoverable(code)}});
    std::lock_guard guard(mutex_);
    failure_ = failure;
    if (isRecoverable(code)) return;
    // Closing must not try again either: the log, which is durable, is carried over at the next start.
    sqlite3_db_config(database_.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const bool isDamaged = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
    trouble_ = isDamaged ? "the database is damaged (" + failure +
                               "); stop the server and restore the latest backup: see otklik --help"
                         : "the database could not be written (" + failure +
                               "); check the disk, then start the server again: it takes up from the last "
                               "durable response";
}

/// A write did.
void SqliteStore::worked() {
    if (failure_.empty()) return;
    options_.log({{"event", "recovered"}, {"failure", failure_}});
    std::lock_guard guard(mutex_);
    failure_.clear();
}

SqliteStore::Live* SqliteStore::find(const std::string& wave) {
    for (auto& live : waves_)
        if (live->wave.id == wave) return live.get();
    return nullptr;
}

/// `code` becomes what went wrong where the response could not be stored.
Accepted SqliteStore::storeOne(const Arriving& arriving, int& code) {
    const Live* live = find(arriving.wave);
    if (!live || live->wave.state == WaveState::closed) return Accepted::closed;
    if (live->wave.state == WaveState::stopped &&
        options_.today() > daysLater(live->wave.stops, live->wave.graceDays))
        return Accepted::closed;

    unsigned char hash[kKeyBytes];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(arriving.id.data()),
                       arriving.id.size(), reinterpret_cast<const unsigned char*>(secret_.data()),
                       secret_.size());
    insertSeen_.bindBlob(1, std::string_view(reinterpret_cast<const char*>(hash), sizeof hash));
    if ((code = insertSeen_.run()) != SQLITE_OK) return Accepted::unavailable;
    if (sqlite3_changes(database_.handle()) == 0) return Accepted::repeated;
    const std::string key = randomKey();
    insertPool_.bindBlob(1, key).bind(2, arriving.wave).bind(3, arriving.response.body);
    if ((code = insertPool_.run()) != SQLITE_OK) return Accepted::unavailable;
    return Accepted::stored;
}

void SqliteStore::publish() {
    auto snapshot = std::make_shared<Snapshot>();
    for (const auto& live : waves_) {
        snapshot->waves.push_back(live->wave);
        if (live->release) snapshot->releases.push_back(*live->release);
    }
    std::sort(snapshot->waves.begin(), snapshot->waves.end(),
              [](const Wave& a, const Wave& b) { return std::tie(a.opens, a.id) < std::tie(b.opens, b.id); });
    std::lock_guard guard(mutex_);
    for (const auto& live : waves_) layouts_[live->wave.id] = &live->layout;
    snapshot_ = std::move(snapshot);
}

Problems SqliteStore::backup(const std::string& file) {
    return inWriter([&]() -> Problems {
        Statement copy = database_.prepare("VACUUM INTO ?1");
        copy.bind(1, file);
        if (copy.run() != SQLITE_OK)
            return {
                problem(file + ": " + database_.error() +
                        ". Choose a file that does not exist yet, in a folder that the server may write; as "
                        "a service that is its data folder.")};
        if (!makeDurable(file) || !makeDurable(std::filesystem::path(file).parent_path()))
            return {problem(file + ": " + std::strerror(errno) +
                            ". The disk did not take the copy: choose another one.")};
        return {};
    });
}

}  // namespace otklik
