#pragma once
// Group commit: callers put a request into the queue and sleep until they are woken; one thread, the writer,
// takes all that waits and carries it out together, and wakes exactly those whose commit is durable. Under
// light load that is one request, at once; under heavy load requests gather while the previous commit syncs.

#include <semaphore.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "server/store/clock.h"
#include "server/store/sqlite/pooled_response.h"
#include "server/store/store.h"

namespace otklik {

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

/// Either responses, with a result for each once it has been carried out, or a command.
struct Request {
    std::vector<Arriving> arriving;
    std::vector<Accepted> results;
    std::function<void()> command;
    WakeUp done;
};

/// What the writer does; called by its thread alone.
class Writing {
  public:
    virtual ~Writing() = default;
    /// The first call, before anything is carried out.
    virtual void begin() = 0;
    /// Carries all of them out, in order, and durably, or sets results that say why not.
    virtual void commit(std::deque<Request*>& requests) = 0;
    /// True where upkeep() has anything to do.
    virtual bool needsUpkeep() const = 0;
    /// A step of what is to be done, no longer than a commit; begun once a second at most.
    virtual void upkeep() = 0;
    /// True where upkeep() has begun something, whose next step comes as soon as what has come is committed.
    virtual bool isMidway() const = 0;
    /// The last call: nothing comes after it.
    virtual void finish() = 0;
};

class CommitQueue {
  public:
    static constexpr std::chrono::seconds kUpkeepPause{1};
    /// After so long it is asked anew whether there is anything to do: a new day may have begun.
    static constexpr std::chrono::minutes kLookPause{10};

    /// At most `queueBound` responses wait, and about `groupBound` are committed together. `writing` and
    /// `clock` must outlive the queue.
    CommitQueue(Writing& writing, Clock& clock, std::size_t queueBound, std::size_t groupBound);
    /// Carries out what is in the queue, then finishes.
    ~CommitQueue();

    /// Carries a request out and returns when that is done; false where too much waits, or the end has begun.
    bool carryOut(Request& request);

  private:
    void write();
    bool take(std::deque<Request*>& requests, Clock::Moment upkept);

    Writing& writing_;
    Clock& clock_;
    const std::size_t queueBound_, groupBound_;

    std::mutex mutex_;  // guards everything below
    std::condition_variable wake_;
    std::deque<Request*> queue_;
    std::size_t queued_ = 0;  // responses in queue_
    bool stopping_ = false;
    std::thread writer_;
};

}  // namespace otklik
