#include "server/seal/ballot_key.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cstdlib>
#include <vector>

namespace otklik {
namespace {

constexpr std::size_t kRandomDigits = BallotKey::kGroupDigits - 1;  // of a group

/// An empty text with room for `size` bytes, so that growing leaves no copy behind.
std::string textFor(std::size_t size) {
    std::string text;
    text.reserve(size);
    return text;
}

/// H. Michael Damm's check digit (2004): it finds every single wrong digit and every swap of two neighbours.
char checkDigit(std::string_view digits) {
    static constexpr const char* kQuasigroup[] = {"0317598642", "7092154863", "4206871359", "1750983426",
                                                  "6123045978", "3674209581", "5869720134", "8945362017",
                                                  "9438617205", "2581436790"};
    char interim = '0';
    for (char digit : digits) interim = kQuasigroup[interim - '0'][digit - '0'];
    return interim;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// The digits as groups: where they stand apart, as they were typed; what was typed in one run, or in runs of
/// whole groups, is cut six by six.
std::vector<std::string_view> groupsOf(std::string_view typed) {
    std::vector<std::string_view> runs;
    for (std::size_t at = 0; at < typed.size();) {
        std::size_t end = at;
        while (end < typed.size() && isDigit(typed[end])) ++end;
        if (end > at) runs.push_back(typed.substr(at, end - at));
        at = end + 1;
    }
    std::vector<std::string_view> groups;
    for (std::string_view run : runs) {
        const bool isCut = runs.size() == 1 || run.size() % BallotKey::kGroupDigits == 0;
        const std::size_t step = isCut ? BallotKey::kGroupDigits : run.size();
        for (std::size_t from = 0; from < run.size(); from += step) groups.push_back(run.substr(from, step));
    }
    return groups;
}

}  // namespace

BallotKey BallotKey::generate(Random& random) {
    BallotKey key(textFor(kGroups * kRandomDigits));
    for (std::size_t i = 0; i < kGroups * kRandomDigits; ++i)
        key.digits_ += static_cast<char>('0' + random.below(10));
    return key;
}

Result<BallotKey> BallotKey::read(std::string_view typed) {
    const std::vector<std::string_view> groups = groupsOf(typed);
    BallotKey key(textFor(kGroups * kRandomDigits));
    for (std::size_t i = 0; i < groups.size() && i < kGroups; ++i) {
        const std::string_view random = groups[i].substr(0, kRandomDigits);
        if (groups[i].size() != kGroupDigits || checkDigit(random) != groups[i].back())
            return Problem::atLimit("", "group",
                                    "Group " + std::to_string(i + 1) + " of the ballot key is mistyped.",
                                    static_cast<long>(i + 1));
        key.digits_ += random;
    }
    if (groups.size() != kGroups)
        return Problem::of("groups", "A ballot key has 8 groups of 6 digits; these are " +
                                         std::to_string(groups.size()) + ".");
    return key;
}

BallotKey::~BallotKey() {
    OPENSSL_cleanse(digits_.data(), digits_.size());
}

std::string BallotKey::text() const {
    std::string text = textFor(kGroups * (kGroupDigits + 1));
    for (std::size_t at = 0; at < digits_.size(); at += kRandomDigits) {
        const std::string_view group = std::string_view(digits_).substr(at, kRandomDigits);
        if (at > 0) text += ' ';
        text.append(group) += checkDigit(group);
    }
    return text;
}

hpke::KeyPair BallotKey::keys() const {
    std::string named = "otklik ballot key 1" + digits_, material(32, '\0');
    unsigned size = 0;
    if (EVP_Digest(named.data(), named.size(), reinterpret_cast<unsigned char*>(material.data()), &size,
                   EVP_sha256(), nullptr) != 1)
        std::abort();
    const hpke::KeyPair keys = hpke::KeyPair::derive(material);
    OPENSSL_cleanse(named.data(), named.size());
    OPENSSL_cleanse(material.data(), material.size());
    return keys;
}

}  // namespace otklik
