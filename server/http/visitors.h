#pragma once
// How much one address may take of the server: connections at once and responses an hour. No address is kept:
// what is counted is a keyed hash whose random key lives in memory only and is replaced, with all counts,
// every hour. A connection is counted under the key of its beginning to its end, which comes within minutes
// (longestConnection).

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

namespace otklik {

struct VisitorLimits {
    int connections = 64;        ///< at once from one address; 0: not limited
    int allConnections = 448;    ///< at once in all; each has a thread
    int responsesPerHour = 600;  ///< from one address
    /// After which a connection takes no more requests, so that its address is forgotten.
    std::chrono::seconds longestConnection{600};
};

class Visitors {
  public:
    using Time = std::chrono::steady_clock::time_point;
    explicit Visitors(VisitorLimits limits, std::function<Time()> now = std::chrono::steady_clock::now);

    /// A connection while it is open; false where there are too many.
    class Connection {
      public:
        Connection(Visitors& visitors, const std::string& address);
        ~Connection();
        Connection(const Connection&) = delete;
        explicit operator bool() const { return admitted_; }

      private:
        Visitors& visitors_;
        std::uint64_t key_ = 0;
        bool admitted_ = false;
    };

    /// Counts responses of an address; returns 0, or the seconds to wait where they would be too many: then
    /// none is counted.
    int take(const std::string& address, int responses);
    /// Counts responses no more that could not be stored.
    void giveBack(const std::string& address, int responses);

    /// Forgets what is older than an hour. Whoever comes has the same effect; this is for when nobody does.
    void forget();
    /// How many networks have responses counted.
    std::size_t remembered();
    const VisitorLimits& limits() const { return limits_; }
    Time now() const { return now_(); }

  private:
    void forgetOld();
    std::uint64_t keyOf(const std::string& address);

    const VisitorLimits limits_;
    const std::function<Time()> now_;
    std::mutex mutex_;  // guards everything below
    std::array<unsigned char, 16> secret_;
    Time hour_;  // when the secret was drawn
    std::unordered_map<std::uint64_t, int> connections_, responses_;
    int open_ = 0;
};

}  // namespace otklik
