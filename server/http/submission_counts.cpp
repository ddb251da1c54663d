#include "server/http/submission_counts.h"

#include <algorithm>

namespace otklik {

SubmissionCounts::SubmissionCounts(std::function<Time()> now) : now_(std::move(now)), minute_(now_()) {}

/// Once a minute has passed, shows what was counted in it.
void SubmissionCounts::turn() {
    const Time now = now_();
    if (now - minute_ < std::chrono::minutes(1)) return;
    minute_ = now;
    shown_ = counted_;
}

void SubmissionCounts::add(int status) {
    const auto found = std::find(kStatuses.begin(), kStatuses.end(), status);
    if (found == kStatuses.end()) return;
    std::lock_guard guard(mutex_);
    turn();
    ++counted_[static_cast<std::size_t>(found - kStatuses.begin())];
}

std::vector<std::pair<int, std::int64_t>> SubmissionCounts::shown() {
    std::lock_guard guard(mutex_);
    turn();
    std::vector<std::pair<int, std::int64_t>> all;
    for (std::size_t i = 0; i < kStatuses.size(); ++i) all.emplace_back(kStatuses[i], shown_[i]);
    return all;
}

}  // namespace otklik
