// What is asked of a snapshot and its waves, and of a wave that is to join them.

#include <algorithm>

#include "server/store/clock.h"
#include "server/store/store.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

/// Why `wave` cannot be opened beside `other`.
Status beside(const Wave& wave, const Wave& other) {
    if (other.demonstration != wave.demonstration)
        return Status::refused(wave.demonstration
                                   ? "Here are waves of real responses. Choose another folder for the "
                                     "demonstration with --data."
                                   : "Here is a demonstration. Choose another folder for real responses with "
                                     "--data.");
    if (other.id == wave.id)
        return Status::refused("There is a wave " + wave.id + " already. Choose another id.");
    if (other.state == WaveState::open)
        return Status::refused("Wave " + other.id + " is open. Stop it first: otklik wave stop " + other.id);
    return {};
}

}  // namespace

bool isPlainName(std::string_view name) {
    return !name.empty() && name.size() <= 32 && name.front() != '-' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == name.npos;
}

bool canKeep(const OfficeTextSource& text) {
    for (const std::string* words : {&text.signature, &text.markdown})
        if (words->empty() || !isUtf8(*words)) return false;
    return isPlainName(text.language) && isDay(text.day) && text.markdown.size() <= kMostOfficeTextBytes &&
           countCodePoints(text.signature) <= kMostSignatureLetters;
}

Status mayOpen(const Wave& wave, const std::vector<Wave>& others) {
    if (!isPlainName(wave.id))
        return Status::refused("A wave's id is 1 to 32 of a-z, 0-9 and '-', such as 2026.");
    for (auto name = wave.channels.begin(); name != wave.channels.end(); ++name) {
        if (!isPlainName(*name)) return Status::refused("A channel's name is 1 to 32 of a-z, 0-9 and '-'.");
        if (std::find(wave.channels.begin(), name, *name) != name)
            return Status::refused("The channel " + *name + " is named twice.");
    }
    if (wave.threshold < kLeastThreshold || wave.threshold > kMostThreshold)
        return Status::refused("The threshold is " + std::to_string(kLeastThreshold) +
                               " at least, as fewer responses together hide nobody, and " +
                               std::to_string(kMostThreshold) + " at most.");
    if (wave.graceDays < 0 || wave.graceDays > kMostGraceDays)
        return Status::refused("Late responses are taken for 0 to " + std::to_string(kMostGraceDays) +
                               " days.");
    if (wave.periodDays < kLeastPeriodDays || wave.periodDays > kMostPeriodDays)
        return Status::refused("A period has " + std::to_string(kLeastPeriodDays) + " to " +
                               std::to_string(kMostPeriodDays) + " days.");
    for (const Wave& other : others)
        if (Status status = beside(wave, other); !status.isGood()) return status;
    return {};
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
    const bool mayBeTrial =
        current ? current->trial
                : std::all_of(waves.begin(), waves.end(), [](const Wave& wave) { return wave.trial; });
    const Wave* newest = current;
    for (auto wave = waves.rbegin(); wave != waves.rend(); ++wave) {
        if (wave->trial && !mayBeTrial) continue;
        const Release* last = release(wave->id);
        if (wave->state == WaveState::closed && last && !last->tooFew) return &*wave;
        if (!newest) newest = &*wave;
    }
    return newest;
}

}  // namespace otklik
