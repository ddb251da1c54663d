#pragma once
// What the writer hands to readers: the snapshot, swapped as a whole, the layouts by which responses are
// taken apart before they wait for the writer, and the keys that open sealed ones. Those are not in the
// snapshot, which a reader may hold on to when its wave is closed and the key is to be gone.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/store/sqlite/active_wave.h"

namespace otklik {

/// From `waves` as they are now.
Snapshot snapshotOf(const std::vector<std::unique_ptr<ActiveWave>>& waves);

class Snapshots {
  public:
    /// From the writer alone. Waves stay where they are while the store lives.
    void publish(const std::vector<std::unique_ptr<ActiveWave>>& waves);

    std::shared_ptr<const Snapshot> current() const;
    /// nullptr where there is no such wave.
    const TallyLayout* layoutOf(const std::string& wave) const;
    /// The sealing key of a wave that is not closed.
    std::optional<hpke::KeyPair> keyOf(const std::string& wave) const;

  private:
    mutable std::mutex mutex_;  // guards everything below
    std::shared_ptr<const Snapshot> snapshot_;
    std::map<std::string, const TallyLayout*> layouts_;
    std::map<std::string, hpke::KeyPair> keys_;
};

}  // namespace otklik
