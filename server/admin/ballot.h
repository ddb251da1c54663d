#pragma once
// The office's side of the ballot key («ключ подсчёта»): made as a wave opens, and asked for as it stops and
// closes. The command does it, at the terminal; the server never has the key before.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/seal/ballot_key.h"
#include "server/store/status.h"

namespace otklik {

struct BallotOptions {
    std::string wave;
    std::string keyFile;  ///< where a script keeps the key; empty: a person does, on paper
    std::string keyPage;  ///< a page to print, which only a new key has; empty: none
    /// The key must not lie in what it opens: no file above may be in these folders or below them.
    std::vector<std::string> forbiddenFolders;
};

// The first two are for the office's own files: they come before becomeOwnerOf(), whose user is the server's.

/// The key of a new wave. Without a key file it is shown, and asked for until it was typed back, so that a
/// sheet that was copied badly is found out while something can be done. A key file that exists is read, one
/// that does not is written. Not good: the wave must not open, for its key may be nowhere.
StatusOr<BallotKey> makeBallotKey(const BallotOptions& options, Random& random);

/// The key in the key file; nothing where none is named.
StatusOr<std::optional<BallotKey>> readBallotKey(const BallotOptions& options);

/// The key of `wave`, whose public one is `publicKey`: `read`, or asked for until it was typed right. Nothing
/// where `mayGoWithout` and an empty line was typed, or nothing at all before the input ended.
StatusOr<std::optional<BallotKey>> askBallotKey(const std::string& wave, std::string_view publicKey,
                                                const std::optional<BallotKey>& read, bool mayGoWithout);

}  // namespace otklik
