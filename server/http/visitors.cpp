#include "server/http/visitors.h"

#include <arpa/inet.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace otklik {
namespace {

constexpr auto kHour = std::chrono::hours(1);
constexpr std::size_t kRemembered = 100'000;  // addresses; beyond, all are forgotten early

/// The bytes that one visitor cannot choose: an IPv4 address, or the first 64 bits of an IPv6 address, which
/// is what a household gets.
std::string networkOf(const std::string& address) {
    unsigned char bytes[16];
    if (inet_pton(AF_INET, address.c_str(), bytes) == 1)
        return std::string(reinterpret_cast<char*>(bytes), 4);
    if (inet_pton(AF_INET6, address.c_str(), bytes) == 1) {
        in6_addr six;
        std::memcpy(&six, bytes, sizeof six);
        const bool isFour = IN6_IS_ADDR_V4MAPPED(&six);  // what an IPv6 socket calls an IPv4 address
        return std::string(reinterpret_cast<char*>(bytes) + (isFour ? 12 : 0), isFour ? 4 : 8);
    }
    return address;
}

}  // namespace

static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(std::uint64_t));

Visitors::Visitors(VisitorLimits limits, std::function<Time()> now)
    : limits_(limits), now_(std::move(now)), hour_(now_()) {
    randombytes_buf(secret_.data(), secret_.size());
}

void Visitors::forgetOld() {
    if (now_() - hour_ < kHour && responses_.size() < kRemembered) return;
    randombytes_buf(secret_.data(), secret_.size());
    responses_.clear();
    hour_ = now_();
}

void Visitors::forget() {
    std::lock_guard guard(mutex_);
    forgetOld();
}

std::size_t Visitors::remembered() {
    std::lock_guard guard(mutex_);
    return responses_.size();
}

std::uint64_t Visitors::keyOf(const std::string& address) {
    forgetOld();
    const std::string network = networkOf(address);
    std::uint64_t key;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&key),
                     reinterpret_cast<const unsigned char*>(network.data()), network.size(), secret_.data());
    return key;
}

Visitors::Connection::Connection(Visitors& visitors, const std::string& address) : visitors_(visitors) {
    std::lock_guard guard(visitors_.mutex_);
    const VisitorLimits& limits = visitors_.limits_;
    if (visitors_.open_ >= limits.allConnections) return;
    key_ = visitors_.keyOf(address);
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

int Visitors::take(const std::string& address, int responses) {
    std::lock_guard guard(mutex_);
    int& taken = responses_[keyOf(address)];
    if (taken + responses <= limits_.responsesPerHour) {
        taken += responses;
        return 0;
    }
    return static_cast<int>(
               std::chrono::duration_cast<std::chrono::seconds>(hour_ + kHour - now_()).count()) +
           1;
}

void Visitors::giveBack(const std::string& address, int responses) {
    std::lock_guard guard(mutex_);
    const auto taken = responses_.find(keyOf(address));
    if (taken != responses_.end()) taken->second = std::max(0, taken->second - responses);
}

}  // namespace otklik
