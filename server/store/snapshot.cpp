// What is asked of a snapshot and its waves.

#include <algorithm>

#include "server/store/clock.h"
#include "server/store/store.h"

namespace otklik {

bool isPlainName(std::string_view name) {
    return !name.empty() && name.size() <= 32 && name.front() != '-' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == name.npos;
}

bool Wave::takesOn(std::string_view day) const {
    if (state != WaveState::stopped) return state == WaveState::open;
    return stops < opens || day <= daysLater(stops, graceDays);
}

const Wave* Snapshot::open() const {
    for (const Wave& wave : waves)
        if (wave.state == WaveState::open) return &wave;
    return nullptr;
}

bool Snapshot::isDemonstration() const {
    return !waves.empty() && waves.front().demonstration;
}

const Wave* Snapshot::wave(std::string_view id) const {
    for (const Wave& wave : waves)
        if (wave.id == id) return &wave;
    return nullptr;
}

const Release* Snapshot::release(std::string_view wave) const {
    for (const Release& release : releases)
        if (release.wave == wave) return &release;
    return nullptr;
}

const Wave* Snapshot::toShow() const {
    const Wave* current = open();
    if (current && release(current->id)) return current;
    for (auto wave = waves.rbegin(); wave != waves.rend(); ++wave) {
        const Release* last = release(wave->id);
        if (wave->state == WaveState::closed && last && !last->tooFew) return &*wave;
    }
    return current;
}

}  // namespace otklik
