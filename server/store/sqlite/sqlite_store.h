#pragma once
// The store in one SQLite file. One thread, the writer, owns the only connection: it takes whatever waits and
// commits it in one transaction (group commit), mixes when the pool is full enough, and runs the
// administrator's commands between two commits.

#include <semaphore.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "server/store/sqlite/database.h"
#include "server/store/store.h"
#include "server/store/sqlite/waiting.h"
#include "shared/base/json.h"
#include "shared/privacy/random.h"

namespace otklik {

/// The operating system's generator, asked for many numbers at once; not for several threads.
class SystemRandom : public Random {
  public:
    std::uint64_t next() override;

  private:
    std::uint64_t numbers_[64];
    std::size_t left_ = 0;
};

/// Sleeps until it is woken, once. The C++ library's semaphore spins first, which on a small machine takes
/// the processor away from the thread that is waited for.
class WakeUp {
  public:
    WakeUp() { sem_init(&semaphore_, 0, 0); }
    ~WakeUp() { sem_destroy(&semaphore_); }
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;
    void wait() {
        while (sem_wait(&semaphore_) != 0) {
        }
    }
    void give() { sem_post(&semaphore_); }

  private:
    sem_t semaphore_;
};

struct StoreOptions {
    std::string folder;                  ///< holds otklik.db and otklik.lock
    Random* random = nullptr;            ///< must outlive the store
    std::function<std::string()> today;  ///< the current day
    std::size_t queueBound = 4096;       ///< submissions that may wait at once
    std::size_t groupBound = 1024;       ///< submissions of one commit
    const char* vfs = nullptr;           ///< SQLite's file system, another one in fault tests
    /// Told of each release, of a write that fails, and of the next that works again; never of a response.
    std::function<void(const Json& line)> log = [](const Json&) {};
};

class SqliteStore : public Store {
  public:
    /// Locks the folder against a second process, opens and migrates the file, reads waves, tally and
    /// releases.
    static Result<std::unique_ptr<SqliteStore>> open(StoreOptions options);
    /// Stores what was taken, then closes.
    ~SqliteStore() override;

    std::vector<Accepted> accept(std::vector<Submission> submissions) override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    std::string trouble() const override;
    std::string failure() const override;

    // The administrator's commands. Each is one transaction; its problems say what to do.
    Problems openWave(Wave wave);
    Problems stopWave(const std::string& id);
    Problems closeWave(const std::string& id);
    /// A consistent copy; tables are rebuilt in key order, so that nothing in it shows an order of arrival.
    Problems backup(const std::string& file);

  private:
    /// A submission on its way.
    struct Arriving {
        std::string id, wave;
        Waiting response;
    };
    struct Request {
        std::vector<Arriving> arriving;
        std::vector<Accepted> results;
        std::function<void()> command;  // instead of responses
        WakeUp done;
    };
    struct Live;  // a wave with its layout, counts and pool; the writer's own

    explicit SqliteStore(StoreOptions options);
    Problems load();
    Problem damaged() const;
    Problems inWriter(std::function<Problems()> command);
    std::optional<Accepted> enqueue(Request& request);
    const TallyLayout* layoutOf(const std::string& wave) const;
    void write();
    void commit(std::deque<Request*>& requests);
    void keepWaiting(Request& request);
    Live* find(const std::string& wave);
    Accepted storeOne(const Arriving& arriving, int& code);
    bool mix(Live& live, bool everything);
    // The steps of a mix; each returns SQLITE_OK or what went wrong.
    int refillPool(const Live& live, std::size_t leaving);
    int moveToArchive(const Live& live, std::size_t leaving, Counts& counts);
    template <typename T>
    void shuffle(std::vector<T>& items);
    int addWords(const Live& live, Release& release);
    int saveTally(const Live& live, const Counts& counts, const Counts& noise);
    void publish();
    void carryLogOver();
    void emptyLog();
    void checkpointed(int code);
    void failed(int code);
    void worked();
    std::string randomKey();
    /// Fresh keys in the order in which they will lie in the file, so that rows that were shuffled are
    /// written page by page.
    std::vector<std::string> randomKeys(std::size_t count);
    Live* mixable();
    bool needsUpkeep();
    void upkeep();
    void tryWriting();

    StoreOptions options_;
    int lock_ = -1;
    Database database_;
    std::string secret_;
    std::vector<std::unique_ptr<Live>> waves_;
    Statement insertSeen_, insertPool_;
    int logPages_ = 0;        // of the write-ahead log after the last commit
    bool isLogLeft_ = false;  // as somebody reads the file

    mutable std::mutex mutex_;  // guards everything below
    std::condition_variable wake_;
    std::deque<Request*> queue_;
    std::size_t queued_ = 0;  // responses in queue_
    bool stopping_ = false;
    std::string trouble_, failure_;  // which only the writer changes
    std::shared_ptr<const Snapshot> snapshot_;
    std::map<std::string, const TallyLayout*> layouts_;  // of every wave
    std::thread writer_;
};

}  // namespace otklik
