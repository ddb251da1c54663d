#pragma once
// What the writer hands to readers: the snapshot, swapped as a whole, and the layouts by which responses are
// taken apart before they wait for the writer.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/store/sqlite/live.h"

namespace otklik {

/// From `waves` as they are now.
Snapshot snapshotOf(const std::vector<std::unique_ptr<Live>>& waves);

class Snapshots {
  public:
    /// From the writer alone. Waves stay where they are while the store lives.
    void publish(const std::vector<std::unique_ptr<Live>>& waves);

    std::shared_ptr<const Snapshot> current() const;
    /// nullptr where there is no such wave.
    const TallyLayout* layoutOf(const std::string& wave) const;

  private:
    mutable std::mutex mutex_;  // guards everything below
    std::shared_ptr<const Snapshot> snapshot_;
    std::map<std::string, const TallyLayout*> layouts_;
};

}  // namespace otklik
