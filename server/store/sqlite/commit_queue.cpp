#include "server/store/sqlite/commit_queue.h"

namespace otklik {

CommitQueue::CommitQueue(Writing& writing, Clock& clock, std::size_t queueBound, std::size_t groupBound)
    : writing_(writing), clock_(clock), queueBound_(queueBound), groupBound_(groupBound) {
    writer_ = std::thread([this] { write(); });
}

CommitQueue::~CommitQueue() {
    {
        std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    writer_.join();
}

bool CommitQueue::carryOut(Request& request) {
    {
        std::lock_guard guard(mutex_);
        if (stopping_ || queued_ + request.arriving.size() > queueBound_) return false;
        queue_.push_back(&request);
        queued_ += request.arriving.size();
    }
    wake_.notify_one();
    request.done.wait();
    return true;
}

/// What waits, at once or when something comes or upkeep is due; false at the end.
bool CommitQueue::take(std::deque<Request*>& requests, Clock::Moment upkept) {
    std::unique_lock guard(mutex_);
    const Clock::Moment until = writing_.isMidway()      ? Clock::Moment{}
                                : writing_.needsUpkeep() ? upkept + kUpkeepPause
                                                         : clock_.now() + kLookPause;
    clock_.wait(wake_, guard, until, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_ && queue_.empty()) return false;
    std::size_t taken = 0;
    while (!queue_.empty() && taken < groupBound_) {
        taken += queue_.front()->arriving.size();
        queued_ -= queue_.front()->arriving.size();
        requests.push_back(queue_.front());
        queue_.pop_front();
    }
    return true;
}

void CommitQueue::write() {
    Clock::Moment upkept{};
    writing_.begin();
    for (std::deque<Request*> requests; take(requests, upkept); requests.clear()) {
        if (!requests.empty()) writing_.commit(requests);
        for (Request* request : requests) request->done.give();
        if (writing_.isMidway()) {
            writing_.upkeep();
            continue;
        }
        const Clock::Moment now = clock_.now();
        if (now - upkept < kUpkeepPause || !writing_.needsUpkeep()) continue;
        upkept = now;
        writing_.upkeep();
    }
    writing_.finish();
}

}  // namespace otklik
