#pragma once
// The file, and what the writer keeps of it in memory. Only the writer's thread calls it, so nothing here is
// locked. Every change is one transaction: afterwards file and memory say the same, or neither has changed.

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "server/store/open.h"
#include "server/store/sqlite/commit_queue.h"
#include "server/store/sqlite/database.h"
#include "server/store/sqlite/health.h"
#include "server/store/sqlite/live.h"
#include "server/store/sqlite/snapshots.h"
#include "server/store/sqlite/write_ahead_log.h"

namespace otklik {

class Ledger : public Writing {
  public:
    /// Reads waves, tallies, releases and what waits. `health` and `snapshots` must outlive the ledger.
    static StatusOr<std::unique_ptr<Ledger>> open(Database database, const StoreOptions& options,
                                                  Health& health, Snapshots& snapshots);

    void commit(std::deque<Request*>& requests) override;
    bool needsUpkeep() const override;
    void upkeep() override;
    void finish() override;

    // The store's commands; see store.h.
    Status openWave(Wave wave);
    Status stopWave(const std::string& id);
    Status closeWave(const std::string& id);
    Status backup(const std::string& file);

  private:
    Ledger(Database database, const StoreOptions& options, Health& health, Snapshots& snapshots);

    Accepted storeOne(const Arriving& arriving, Status& status);
    void keepWaiting(Request& request);

    Live* find(const std::string& wave);
    Live* mixable() const;
    bool mix(Live& live, bool everything);
    Status writeMix(const Live& live, std::size_t leaving, const Wave& after, const Counts& counts,
                    const Counts& noise, Release& release);
    Status refillPool(const Live& live, std::size_t leaving);
    Status moveToArchive(const Live& live, std::size_t leaving);
    Status addWords(const Live& live, Release& release);
    Status saveTally(const Live& live, const Counts& counts, const Counts& noise);
    Status rewrite();

    Status note(const Status& status);
    void tryWriting();
    std::string randomKey();
    std::vector<std::string> randomKeys(std::size_t count);

    Database database_;
    const StoreOptions options_;
    Health& health_;
    Snapshots& snapshots_;
    WriteAheadLog log_;
    std::string secret_;
    std::vector<std::unique_ptr<Live>> waves_;
    Statement insertSeen_, selectSeen_, insertPool_;
};

}  // namespace otklik
