#pragma once
// How much one visitor, one network and everybody may take of the server: connections at once, and responses
// an hour with a burst. No address is kept: what is counted is a keyed hash whose random key lives in memory
// only, and it is forgotten as soon as its count has run off, which takes minutes (an hour where a limit lets
// a whole hour's come at once). A connection is counted from its beginning to its end, which comes within
// minutes, too (longestConnection).

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace otklik {

/// A tenth of what an hour allows may come at once, and up to 60 where it allows so many.
struct VisitorLimits {
    int connections = 64;        ///< at once from one address; 0: not limited
    int allConnections = 448;    ///< at once in all; each has a thread
    int responsesPerHour = 600;  ///< from an IPv4 address, or an IPv6 /64, which is what a household gets
    // Where nothing is said: so many, or as many as an address may, if that is more.
    std::optional<int> networkPerHour = {};    ///< from an IPv4 /24 or an IPv6 /56 (2,400)
    std::optional<int> providerPerHour = {};   ///< from an IPv6 /48 (4,800)
    std::optional<int> everybodyPerHour = {};  ///< (20,000)
    int ofNetwork() const { return networkPerHour.value_or(std::max(2'400, responsesPerHour)); }
    int ofProvider() const { return providerPerHour.value_or(std::max(4'800, responsesPerHour)); }
    int ofEverybody() const { return everybodyPerHour.value_or(std::max(20'000, responsesPerHour)); }
    /// After which a connection takes no more requests, so that its address is forgotten.
    std::chrono::seconds longestConnection{600};
};

/// Some responses were refused, as `limit` is reached: what an hour allows for an "address", a "network", a
/// "provider" or "everybody", or how many networks are "remembered".
struct LimitReached {
    std::string_view limit;
    int most;
    std::int64_t refused;  ///< since it was told before
};

class Visitors {
  public:
    using Time = std::chrono::steady_clock::time_point;
    /// `told` hears of each limit at most once an hour.
    explicit Visitors(
        VisitorLimits limits, std::function<Time()> now = std::chrono::steady_clock::now,
        std::function<void(const LimitReached&)> told = [](const LimitReached&) {});

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

    /// How many responses may come now, and where that is not all, the seconds after which the others may.
    struct Admission {
        int admitted = 0, wait = 0;
        Time at{};  ///< when they were counted
    };
    /// Counts as many of `responses` from an address as may come.
    Admission take(const std::string& address, int responses);
    /// Counts so many of those that were admitted no more, as far as they have not run off.
    void giveBack(const std::string& address, const Admission& admission, int responses);

    /// Forgets what has run off, and tells what is left to be told. Whoever comes has the same effect; this
    /// is for when nobody does.
    void forget();
    /// How many networks have responses counted.
    std::size_t remembered();
    const VisitorLimits& limits() const { return limits_; }
    Time now() const { return now_(); }

  private:
    enum Level { address, network, provider, everybody, remembered_, kLevels };
    /// A leaky bucket (the generic cell rate algorithm): all that is kept of it is when it will be empty.
    struct Rate {
        int perHour = 0;
        Time::duration interval{}, depth{};  ///< of one response, and of as many as may come at once
        Time::duration room(Time emptyAt, Time now) const;
    };
    struct Notice {
        std::optional<Time> told;
        std::int64_t refused = 0;
    };
    struct Bucket {
        Level level;
        std::uint64_t key;  ///< of a network, none of everybody
    };

    std::vector<Bucket> bucketsOf(const std::string& address) const;
    std::uint64_t keyOf(Level level, std::string_view network) const;
    std::uint64_t keyOfAddress(std::string_view bytes) const;
    Time& emptyAt(const Bucket& bucket);
    bool isKnown(const Bucket& bucket) const;
    void forgetEmpty();
    void tell();

    const VisitorLimits limits_;
    std::array<Rate, remembered_> rates_;
    const std::function<Time()> now_;
    const std::function<void(const LimitReached&)> told_;
    std::mutex mutex_;  // guards everything below
    std::array<unsigned char, 16> secret_;
    std::unordered_map<std::uint64_t, int> connections_;
    std::unordered_map<std::uint64_t, Time> emptyAt_;  // of networks
    Time everybodyEmptyAt_, swept_;
    std::array<Notice, kLevels> notices_;
    int open_ = 0;
};

}  // namespace otklik
