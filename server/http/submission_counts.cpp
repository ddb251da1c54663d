#include "server/http/submission_counts.h"

#include <algorithm>
#include <utility>

namespace otklik {

namespace {

std::int64_t minuteOf(SubmissionCounts::Time time) {
    return std::chrono::floor<std::chrono::minutes>(time.time_since_epoch()).count();
}

}  // namespace

SubmissionCounts::SubmissionCounts(std::function<Time()> now)
    : now_(std::move(now)), minute_(minuteOf(now_())) {}

/// Once a minute is over, what was counted in it is shown.
void SubmissionCounts::turn() {
    const std::int64_t minute = minuteOf(now_());
    if (minute == minute_) return;
    minute_ = minute;
    for (std::size_t i = 0; i < shown_.size(); ++i) shown_[i] += std::exchange(minutes_[i], 0);
}

void SubmissionCounts::add(int status) {
    const auto found = std::find(kStatuses.begin(), kStatuses.end(), status);
    if (found == kStatuses.end()) return;
    std::lock_guard guard(mutex_);
    turn();
    ++minutes_[static_cast<std::size_t>(found - kStatuses.begin())];
}

std::vector<std::pair<int, std::int64_t>> SubmissionCounts::shown() {
    std::lock_guard guard(mutex_);
    turn();
    std::vector<std::pair<int, std::int64_t>> all;
    for (std::size_t i = 0; i < kStatuses.size(); ++i) all.emplace_back(kStatuses[i], shown_[i]);
    return all;
}

}  // namespace otklik
