#include "server/store/sqlite/snapshots.h"

#include <algorithm>
#include <tuple>

namespace otklik {

Snapshot snapshotOf(const std::vector<std::unique_ptr<ActiveWave>>& waves) {
    Snapshot snapshot;
    for (const auto& active : waves) {
        snapshot.waves.push_back(active->wave);
        if (active->release) snapshot.releases.push_back(*active->release);
    }
    std::sort(snapshot.waves.begin(), snapshot.waves.end(),
              [](const Wave& a, const Wave& b) { return std::tie(a.opens, a.id) < std::tie(b.opens, b.id); });
    return snapshot;
}

void Snapshots::publish(const std::vector<std::unique_ptr<ActiveWave>>& waves) {
    auto snapshot = std::make_shared<const Snapshot>(snapshotOf(waves));
    std::lock_guard guard(mutex_);
    keys_.clear();
    for (const auto& active : waves) {
        layouts_[active->wave.id] = &active->layout;
        if (active->sealing) keys_.emplace(active->wave.id, *active->sealing);
    }
    snapshot_ = std::move(snapshot);
}

std::shared_ptr<const Snapshot> Snapshots::current() const {
    std::lock_guard guard(mutex_);
    return snapshot_;
}

const TallyLayout* Snapshots::layoutOf(const std::string& wave) const {
    std::lock_guard guard(mutex_);
    const auto found = layouts_.find(wave);
    return found == layouts_.end() ? nullptr : found->second;
}

std::optional<hpke::KeyPair> Snapshots::keyOf(const std::string& wave) const {
    std::lock_guard guard(mutex_);
    const auto found = keys_.find(wave);
    if (found == keys_.end()) return std::nullopt;
    return found->second;
}

}  // namespace otklik
