#include "server/store/sqlite/loading.h"

namespace otklik {
namespace {

Status loadPool(const Database& database, ActiveWave& active) {
    Statement pool = database.prepare("SELECT body FROM pool WHERE wave=?1");
    pool.bind(1, active.wave.id);
    while (pool.next()) {
        auto response = openPooled(active.wave.id, *active.key, active.layout, pool.text(0));
        if (!response)
            return rowsDamaged("A response of wave " + active.wave.id +
                               " that waits does not open with its key");
        active.pool.push_back(std::move(*response));
    }
    return pool.status().isGood() ? Status() : rowsUnreadable(pool.status());
}

}  // namespace

StatusOr<Waves> loadWaves(const Database& database) {
    auto waves = readWaves(database);
    if (!waves) return waves.status();
    Waves loaded;
    for (Wave& wave : *waves) {
        loaded.push_back(std::make_unique<ActiveWave>(std::move(wave)));
        auto release = readRelease(database, loaded.back()->wave.id);
        if (!release) return release.status();
        loaded.back()->release = std::move(*release);
    }
    return loaded;
}

Status loadPools(const Database& database, const Keys& keys, Waves& waves, Random& random) {
    for (auto& active : waves) {
        if (active->wave.state == WaveState::closed) continue;
        const auto number = readPeriodNumber(database, active->wave.id);
        if (!number) return number.status();
        const auto own = keys.waveKey(active->wave.id);
        if (!own) return own.status();
        if (own->publicKey() != active->wave.sealingKey)
            return Status::damaged("The key of wave " + active->wave.id + " in the keys folder " +
                                   keys.folder() +
                                   " is another wave's. Put the keys folder back as it was, or restore a "
                                   "backup: see otklik restore --help");
        auto key = keys.periodKey(active->wave.id, *number);
        if (!key) return key.status();
        auto period = readPeriod(database, active->wave.id, active->layout, *key);
        if (!period) return period.status().within("", " (its keys are in " + keys.folder() + ")");
        active->sealing = *own;
        active->key = *key;
        active->period = std::move(*period);
        active->mixSize = drawMixSize(active->wave.threshold, random);
        if (Status status = loadPool(database, *active); !status.isGood()) return status;
    }
    return {};
}

StatusOr<std::string> loadSecret(const Database& database, std::string_view name) {
    Statement select = database.prepare("SELECT value FROM secret WHERE name=?1");
    if (select.bind(1, name).next()) return select.text(0);
    if (!select.status().isGood()) return rowsUnreadable(select.status());
    return rowsDamaged("The database lacks a secret of its own");
}

}  // namespace otklik
