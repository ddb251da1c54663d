#pragma once
// A bundle as a row of the file: sealed to the ballot key, which is on paper, so that this program cannot
// open what it has counted before the wave is closed.
//
//   {"counts":[63,12,…],"texts":[["seek","…"],["sources-Comment","…"]]}, then spaces
//
// The row has the encapsulated key, then the sealed text.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/seal/hpke.h"
#include "server/store/sqlite/database.h"
#include "server/store/store.h"
#include "shared/base/json.h"
#include "shared/privacy/mix.h"

namespace otklik {

/// As JSON; questions have plain names.
std::string toText(const Bundle& bundle);
/// Problem codes: "damaged", and those of parseJson().
Result<Bundle> bundleFromJson(const TallyLayout& layout, std::string_view json);

/// Nothing where `ballotKey` is no public key.
std::optional<std::string> sealBundle(const Bundle& bundle, const std::string& wave,
                                      const std::string& ballotKey);

/// Under `key`, which is random and kRowKeyBytes long.
Status insertBundle(const Database& database, const std::string& key, const Wave& wave, const Bundle& bundle);

/// The bundles of one wave, opened and added up.
class BundleSum {
  public:
    /// `layout` must outlive it.
    BundleSum(const TallyLayout& layout, std::string wave, hpke::KeyPair ballotKey)
        : layout_(layout),
          wave_(std::move(wave)),
          key_(std::move(ballotKey)),
          sum_{Counts(layout.size()), {}} {}

    /// Opens those that were not opened yet; damaged where one cannot be.
    Status add(const Database& database);
    const std::string& ballotKey() const { return key_.publicKey(); }
    /// Counts of all, and all texts.
    const Bundle& sum() const { return sum_; }
    std::size_t opened() const { return opened_.size(); }

  private:
    const TallyLayout& layout_;
    const std::string wave_;
    const hpke::KeyPair key_;
    Bundle sum_;
    std::set<std::string> opened_;  // keys of the rows
};

}  // namespace otklik
