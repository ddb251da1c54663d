#include "server/http/visitors.h"

#include <arpa/inet.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace otklik {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr auto kHour = std::chrono::hours(1);
constexpr auto kBetweenSweeps = seconds(30), kLeastPause = seconds(1);
/// Networks whose counts have not run off. With the limits that are the default there are far fewer; where
/// an administrator lifts them, who is not known yet has to wait, as nobody's count may be forgotten early.
constexpr std::size_t kRemembered = 200'000;
constexpr int kSmallBurst = 60;
constexpr std::array<std::string_view, 5> kNames = {"address", "network", "provider", "everybody",
                                                    "remembered"};

std::string_view bytesOf(const unsigned char* bytes, std::size_t count) {
    return {reinterpret_cast<const char*>(bytes), count};
}

/// The bytes of an address: 4, or 16 of IPv6; none where it is neither: then it shares its count with all
/// others that cannot be read.
std::string parsed(std::string address) {
    static constexpr unsigned char kTranslated[12] = {0, 0x64, 0xff, 0x9b};  // 64:ff9b::/96, RFC 6052
    unsigned char bytes[16];
    address.resize(std::min(address.find('%'), address.size()));  // the interface of a link-local one
    if (inet_pton(AF_INET, address.c_str(), bytes) == 1) return std::string(bytesOf(bytes, 4));
    if (inet_pton(AF_INET6, address.c_str(), bytes) != 1) return {};
    in6_addr six;
    std::memcpy(&six, bytes, sizeof six);
    // What an IPv6 socket, or a translator, calls an IPv4 address.
    const bool isFour =
        IN6_IS_ADDR_V4MAPPED(&six) || std::memcmp(bytes, kTranslated, sizeof kTranslated) == 0;
    return std::string(isFour ? bytesOf(bytes + 12, 4) : bytesOf(bytes, 16));
}

}  // namespace

static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(std::uint64_t));

Visitors::Visitors(VisitorLimits limits, std::function<Time()> now,
                   std::function<void(const LimitReached&)> told)
    : limits_(limits),
      now_(std::move(now)),
      told_(std::move(told)),
      everybodyEmptyAt_(now_()),
      swept_(now_()) {
    randombytes_buf(secret_.data(), secret_.size());
    const int own = std::max(limits_.responsesPerHour, 1);
    const std::array perHour = {own, limits_.ofNetwork(), limits_.ofProvider(), limits_.ofEverybody()};
    for (std::size_t level = 0; level < rates_.size(); ++level) {
        const int hourly = perHour[level], burst = std::max(hourly / 10, std::min(hourly, kSmallBurst));
        const nanoseconds interval = nanoseconds(kHour) / hourly;
        rates_[level] = {hourly, interval, interval * burst};
    }
}

/// How much fits now.
Visitors::Time::duration Visitors::Rate::room(Time emptyAt, Time now) const {
    return depth - std::max(emptyAt - now, Time::duration::zero());
}

std::uint64_t Visitors::keyOf(Level level, std::string_view network) const {
    const std::string named = std::string(1, static_cast<char>(level)) + std::string(network);
    std::uint64_t key;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&key),
                     reinterpret_cast<const unsigned char*>(named.data()), named.size(), secret_.data());
    return key;
}

/// Of an IPv4 address, or the first 64 bits of an IPv6 one.
std::uint64_t Visitors::keyOfAddress(std::string_view bytes) const {
    return keyOf(address, bytes.substr(0, bytes.size() == 16 ? 8 : bytes.size()));
}

/// What a response from an address counts in, the narrowest first.
std::vector<Visitors::Bucket> Visitors::bucketsOf(const std::string& text) const {
    const std::string bytes = parsed(text);
    const std::string_view all = bytes;
    const bool isSix = bytes.size() == 16;
    std::vector<Bucket> buckets = {{address, keyOfAddress(all)}};
    if (isSix || bytes.size() == 4)
        buckets.push_back({network, keyOf(network, all.substr(0, isSix ? 7 : 3))});
    if (isSix) buckets.push_back({provider, keyOf(provider, all.substr(0, 6))});
    buckets.push_back({everybody, 0});
    return buckets;
}

Visitors::Time& Visitors::emptyAt(const Bucket& bucket) {
    return bucket.level == everybody ? everybodyEmptyAt_ : emptyAt_[bucket.key];
}

bool Visitors::isKnown(const Bucket& bucket) const {
    return bucket.level == everybody || emptyAt_.contains(bucket.key);
}

/// What is empty says no more than what is not there. The key is replaced when nothing is counted under it.
void Visitors::forgetEmpty() {
    const Time now = now_();
    swept_ = now;
    std::erase_if(emptyAt_, [&](const auto& entry) { return entry.second <= now; });
    if (emptyAt_.empty() && connections_.empty()) randombytes_buf(secret_.data(), secret_.size());
}

void Visitors::tell() {
    const Time now = now_();
    for (std::size_t level = 0; level < kLevels; ++level) {
        Notice& notice = notices_[level];
        if (notice.refused == 0 || (notice.told && now - *notice.told < kHour)) continue;
        const int most = level == remembered_ ? static_cast<int>(kRemembered) : rates_[level].perHour;
        told_({kNames[level], most, notice.refused});
        notice = {now, 0};
    }
}

void Visitors::forget() {
    std::lock_guard guard(mutex_);
    forgetEmpty();
    tell();
}

std::size_t Visitors::remembered() {
    std::lock_guard guard(mutex_);
    return emptyAt_.size();
}

Visitors::Admission Visitors::take(const std::string& text, int responses) {
    std::lock_guard guard(mutex_);
    const Time now = now_();
    const std::vector<Bucket> buckets = bucketsOf(text);
    const auto isFull = [&] {
        return emptyAt_.size() + buckets.size() > kRemembered &&
               !std::all_of(buckets.begin(), buckets.end(),
                            [&](const Bucket& each) { return isKnown(each); });
    };
    if (now - swept_ >= (isFull() ? kLeastPause : kBetweenSweeps)) forgetEmpty();
    Admission admission{responses, 0, now};
    Level reached = remembered_;
    if (isFull()) admission = {0, static_cast<int>(kBetweenSweeps.count()), now};
    for (const Bucket& bucket : buckets) {
        const Rate& rate = rates_[bucket.level];
        const auto room = isKnown(bucket) ? rate.room(emptyAt(bucket), now) : rate.depth;
        const int fits = static_cast<int>(std::clamp<std::int64_t>(room / rate.interval, 0, responses));
        if (fits < admission.admitted) admission.admitted = fits, reached = bucket.level;
    }
    const int others = responses - admission.admitted;
    for (const Bucket& bucket : buckets) {
        const Rate& rate = rates_[bucket.level];
        if (admission.admitted > 0) {
            Time& empty = emptyAt(bucket);
            empty = std::max(empty, now) + rate.interval * admission.admitted;
        }
        if (others == 0) continue;
        const auto left = isKnown(bucket) ? rate.room(emptyAt(bucket), now) : rate.depth;
        const auto missing = std::min(rate.interval * others, rate.depth) - left;
        admission.wait =
            std::max(admission.wait, static_cast<int>(std::chrono::ceil<seconds>(missing).count()));
    }
    if (others > 0) {
        admission.wait = std::max(admission.wait, 1);
        notices_[reached].refused += others;
        tell();
    }
    return admission;
}

void Visitors::giveBack(const std::string& text, const Admission& admission, int responses) {
    if (responses == 0) return;
    std::lock_guard guard(mutex_);
    const Time now = now_();
    for (const Bucket& bucket : bucketsOf(text)) {
        if (!isKnown(bucket)) continue;
        const auto left = rates_[bucket.level].interval * responses - (now - admission.at);
        if (left > Time::duration::zero()) emptyAt(bucket) -= left;
        if (bucket.level != everybody && emptyAt(bucket) <= now) emptyAt_.erase(bucket.key);
    }
}

Visitors::Connection::Connection(Visitors& visitors, const std::string& text) : visitors_(visitors) {
    std::lock_guard guard(visitors_.mutex_);
    const VisitorLimits& limits = visitors_.limits_;
    if (visitors_.open_ >= limits.allConnections) return;
    key_ = visitors_.keyOfAddress(parsed(text));
    int& open = visitors_.connections_[key_];
    if (limits.connections > 0 && open >= limits.connections) return;
    ++open, ++visitors_.open_;
    admitted_ = true;
}

Visitors::Connection::~Connection() {
    if (!admitted_) return;
    std::lock_guard guard(visitors_.mutex_);
    --visitors_.open_;
    const auto open = visitors_.connections_.find(key_);
    if (--open->second == 0) visitors_.connections_.erase(open);
}

}  // namespace otklik
