#pragma once
// The file, and what the writer keeps of it in memory. Only the writer's thread calls it, so nothing here is
// locked. Every change is one transaction: afterwards file and memory say the same, or neither has changed.

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "server/store/open.h"
#include "server/store/sqlite/bundle.h"
#include "server/store/sqlite/commit_queue.h"
#include "server/store/sqlite/database.h"
#include "server/store/sqlite/health.h"
#include "server/store/sqlite/loading.h"
#include "server/store/sqlite/snapshots.h"
#include "server/store/sqlite/write_ahead_log.h"
#include "shared/privacy/budget.h"

namespace otklik {

/// What the budget of a wave's survey asks for.
Noise budgetOf(const TallyLayout& layout);
/// The noise in the noisy counts of so many periods together.
ReleaseNoise periodNoise(const TallyLayout& layout, std::size_t periods);

class Ledger : public Writing {
  public:
    /// Reads waves, releases and what waits; destroys keys that nobody needs. What is named must outlive the
    /// ledger.
    static StatusOr<std::unique_ptr<Ledger>> open(Database database, Keys& keys, const StoreOptions& options,
                                                  Health& health, Snapshots& snapshots);

    void begin() override;
    void commit(std::deque<Request*>& requests) override;
    bool needsUpkeep() const override;
    void upkeep() override;
    bool isMidway() const override;
    void finish() override;

    // The store's commands; see store.h.
    Status openWave(Wave wave);
    Status stopWave(const std::string& id);
    /// `bundles` may have opened some of the wave's already; nullptr: there is no ballot key.
    Status closeWave(const std::string& id, BundleSum* bundles);
    StatusOr<std::size_t> discardWaiting(const std::string& id);
    Status countThemes(const std::string& id, const std::vector<Theme>& themes);
    Status setOfficeText(const std::string& id, OfficeTextSource text);
    Status forgetTexts(const std::string& id);

  private:
    Ledger(Database database, Keys& keys, const StoreOptions& options, Health& health, Snapshots& snapshots);

    Accepted storeOne(const Arriving& arriving, Status& status);
    void keepPooled(Request& request);
    Status lookForKeys();
    void tryWriting();

    // mixing.cpp
    Counts beginTally(const ActiveWave& active);
    Counts periodEnd(const TallyLayout& layout, Counts tally, const std::vector<PooledResponse>& pool);
    void nameRelease(const ActiveWave& active, Release& release);
    bool isPeriodOver(const ActiveWave& active) const;
    bool isDue(const ActiveWave& active) const;
    ActiveWave* replaced() const;
    /// Whose key is being replaced, or is to be.
    ActiveWave* toAdvance() const;
    ActiveWave* finishing() const;
    Status advance(ActiveWave& active);
    struct Replacement;
    Replacement planReplacement(const ActiveWave& active, const std::vector<Counts>& noisy);
    Status writeReplacement(const ActiveWave& active, const Replacement& after, std::size_t periods);
    Status addTurnout(const std::string& wave, std::int64_t mixed, std::int64_t discarded);
    Status refillPool(const ActiveWave& changing, const std::vector<PooledResponse>& waiting,
                      const SecretKey& key);
    Status insertPooled(const std::string& wave, const SecretKey& key, const std::string& place,
                        const PooledResponse& response);
    void publish(ActiveWave& active, Release release);

    Status finishReplacing();

    // waves.cpp
    Status writeOpening(const ActiveWave& active);

    // texts.cpp
    StatusOr<Release> releaseWith(const ActiveWave& active, const std::vector<Theme>& themes);

    // closing.cpp
    struct Closing;
    StatusOr<Closing> count(const ActiveWave& active, BundleSum& bundles);
    StatusOr<Closing> countNoisy(const ActiveWave& active);
    Status writeClosing(const ActiveWave& active, const Closing& closing);
    Status finishClosing(ActiveWave& active);

    ActiveWave* find(const std::string& wave);
    Status note(const Status& status);
    std::vector<std::string> randomKeys(std::size_t count);

    Database database_;
    Keys& keys_;
    const StoreOptions options_;
    Health& health_;
    Snapshots& snapshots_;
    WriteAheadLog log_;
    std::string secret_;
    Waves waves_;
    Statement insertSeen_, selectSeen_, insertPool_;
};

}  // namespace otklik
