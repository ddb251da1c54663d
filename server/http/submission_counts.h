#pragma once
// What became of submissions, for who watches over the server: by the status that each was answered with.
// What can be read changes once a minute, so that it does not tell when somebody sent.

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace otklik {

class SubmissionCounts {
  public:
    using Time = std::chrono::steady_clock::time_point;
    explicit SubmissionCounts(std::function<Time()> now = std::chrono::steady_clock::now);

    /// A status that is not among those that are counted is passed over.
    void add(int status);
    /// Statuses, and how many submissions were answered with them up to the beginning of this minute.
    std::vector<std::pair<int, std::int64_t>> shown();

  private:
    static constexpr std::array kStatuses = {200, 201, 403, 409, 413, 422, 429, 503};
    using Numbers = std::array<std::int64_t, kStatuses.size()>;
    void turn();

    const std::function<Time()> now_;
    std::mutex mutex_;  // guards everything below
    std::int64_t minute_;
    Numbers minutes_{}, shown_{};  ///< of this minute, and of all before it
};

}  // namespace otklik
