#pragma once
// The ballot key («ключ подсчёта»): what the office keeps on paper, and without which nothing can be counted.
// It is written as 8 groups of 6 digits. Five digits of a group are random, the sixth checks them, so that a
// group that was mistyped, or whose neighbouring digits changed places, can be named.

#include <string>
#include <string_view>

#include "server/seal/hpke.h"
#include "shared/base/result.h"
#include "shared/privacy/random.h"

namespace otklik {

class BallotKey {
  public:
    static constexpr int kGroups = 8, kGroupDigits = 6;

    /// `random` must be one that nobody can guess.
    static BallotKey generate(Random& random);
    /// From what somebody typed, with spaces, dashes or line ends wherever they like. Problem codes: "group"
    /// (limit: its number, from 1, where it is mistyped), "groups" (there are too few or too many).
    static Result<BallotKey> read(std::string_view typed);

    ~BallotKey();
    BallotKey(const BallotKey&) = default;
    BallotKey& operator=(const BallotKey&) = default;

    /// "123456 123456 …"; to be wiped.
    std::string text() const;
    /// RFC 9180 DeriveKeyPair of SHA-256("otklik ballot key 1", then the 40 random digits).
    hpke::KeyPair keys() const;

  private:
    explicit BallotKey(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;  // the random ones
};

}  // namespace otklik
