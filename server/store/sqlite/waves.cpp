// Opening and stopping a wave, and what the office says about one that has published figures.

#include <algorithm>

#include "server/store/sqlite/ledger.h"

namespace otklik {

Status Ledger::openWave(Wave wave) {
    std::vector<Wave> others;
    for (const auto& active : waves_) others.push_back(active->wave);
    if (Status status = mayOpen(wave, others); !status.isGood()) return status;
    if (!sealBundle({}, wave.id, wave.ballotKey))
        return Status::refused("A wave needs a ballot key, to which what is counted is sealed.");
    for (const Wave& other : others)
        if (other.state != WaveState::closed && other.ballotKey == wave.ballotKey)
            return Status::refused("Wave " + other.id + " has this ballot key. A wave has one of its own.");
    const auto closed = keys_.closed(wave.id);
    if (!closed) return closed.status().within("The wave was not opened: ", ".");
    if (*closed)
        return Status::refused("There was a wave " + wave.id +
                               " already, which was closed. Choose another id.");
    wave.state = WaveState::open;
    wave.opens = options_.clock.today();
    const auto sealing = keys_.makeWaveKey(wave.id);
    if (!sealing) return sealing.status().within("The wave was not opened: ", ".");
    wave.sealingKey = sealing->publicKey();
    auto active = std::make_unique<ActiveWave>(std::move(wave));
    active->sealing = *sealing;
    active->period.begins = active->wave.opens;
    active->period.tally = beginTally(*active);
    auto key = keys_.makePeriodKey(active->wave.id, active->period.number);
    if (!key) return key.status().within("The wave was not opened: ", ".");
    active->key = *key;
    active->mixSize = drawMixSize(active->wave.threshold, options_.random);
    if (Status status = note(writeOpening(*active)); !status.isGood())
        return status.within("The wave could not be stored: ", ".");
    waves_.push_back(std::move(active));
    snapshots_.publish(waves_);
    return {};
}

Status Ledger::writeOpening(const ActiveWave& active) {
    Transaction transaction(database_);
    Status status = transaction.begin();
    if (status.isGood()) status = insertWave(database_, active.wave);
    if (status.isGood()) status = writePeriod(database_, active.wave.id, active.period, *active.key);
    if (status.isGood()) status = insertTurnout(database_, active.wave.id, 0);
    return status.isGood() ? transaction.commit() : status;
}

Status Ledger::stopWave(const std::string& id) {
    ActiveWave* active = find(id);
    if (!active) return Status::refused("There is no wave " + id + ". See: otklik wave list");
    if (active->wave.state != WaveState::open) return Status::refused("Wave " + id + " is not open.");
    const std::string day = options_.clock.today();
    Statement stop = database_.prepare("UPDATE wave SET state=?2, stops=?3 WHERE id=?1");
    stop.bind(1, id).bind(2, static_cast<int>(WaveState::stopped)).bind(3, day);
    if (Status status = note(stop.run()); !status.isGood())
        return status.within("The wave could not be stopped: ", ".");
    active->wave.state = WaveState::stopped;
    active->wave.stops = day;
    snapshots_.publish(waves_);
    return {};
}

Status Ledger::setOfficeText(const std::string& id, OfficeTextSource text) {
    ActiveWave* active = find(id);
    if (!active) return Status::refused("There is no wave " + id + ". See: otklik wave list");
    if (!active->release)
        return Status::refused("Wave " + id +
                               " has published nothing yet that a text could stand beside. Put it when the "
                               "results are there.");
    if (!text.markdown.empty() && !canKeep(text))
        return Status::refused("This text is none that can be kept.");
    Wave changed = active->wave;
    const auto place = std::find_if(changed.texts.begin(), changed.texts.end(),
                                    [&](const auto& other) { return other.language >= text.language; });
    const bool isThere = place != changed.texts.end() && place->language == text.language;
    if (text.markdown.empty() && !isThere)
        return Status::refused("Wave " + id + " has no text in this language (" + text.language + ").");
    if (text.markdown.empty())
        changed.texts.erase(place);
    else if (isThere)
        *place = std::move(text);
    else
        changed.texts.insert(place, std::move(text));
    if (Status status = note(updateSettings(database_, changed)); !status.isGood())
        return status.within("The text could not be stored: ", ".");
    active->wave = std::move(changed);
    snapshots_.publish(waves_);
    return {};
}

}  // namespace otklik
