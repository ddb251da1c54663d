// Opening, stopping and closing a wave.

#include <algorithm>

#include "server/store/sqlite/ledger.h"
#include "shared/base/json.h"

namespace otklik {
namespace {

Status unknownWave(const std::string& id) {
    return Status::refused("There is no wave " + id + ". See: otklik wave list");
}

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

Status Ledger::openWave(Wave wave) {
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
    for (const auto& live : waves_)
        if (Status status = beside(wave, live->wave); !status.isGood()) return status;
    wave.state = WaveState::open;
    wave.opens = options_.clock.today();
    const std::string channels = Json(wave.channels).dump();
    Statement insert = database_.prepare("INSERT INTO wave VALUES (?1, ?2, ?3, '', '', ?4, ?5, ?6, ?7, ?8)");
    insert.bind(1, wave.id).bind(2, static_cast<int>(wave.state)).bind(3, wave.opens).bind(4, wave.threshold);
    insert.bind(5, wave.graceDays).bind(6, channels).bind(7, wave.survey->source).bind(8, wave.demonstration);
    if (Status status = note(insert.run()); !status.isGood())
        return status.within("The wave could not be stored: ", ".");
    waves_.push_back(std::make_unique<Live>(std::move(wave)));
    snapshots_.publish(waves_);
    return {};
}

Status Ledger::stopWave(const std::string& id) {
    Live* live = find(id);
    if (!live) return unknownWave(id);
    if (live->wave.state != WaveState::open) return Status::refused("Wave " + id + " is not open.");
    const std::string day = options_.clock.today();
    Statement stop = database_.prepare("UPDATE wave SET state=?2, stops=?3 WHERE id=?1");
    stop.bind(1, id).bind(2, static_cast<int>(WaveState::stopped)).bind(3, day);
    if (Status status = note(stop.run()); !status.isGood())
        return status.within("The wave could not be stopped: ", ".");
    live->wave.state = WaveState::stopped;
    live->wave.stops = day;
    snapshots_.publish(waves_);
    return {};
}

Status Ledger::closeWave(const std::string& id) {
    Live* live = find(id);
    if (!live) return unknownWave(id);
    if (live->wave.state == WaveState::closed) return Status::refused("Wave " + id + " is closed already.");
    if (live->wave.state == WaveState::open)
        return Status::refused("Wave " + id + " is still open. Stop it first: otklik wave stop " + id);
    if (!mix(*live, true))
        return health_.status().within("The wave could not be closed: ", ". Nothing was changed.");
    snapshots_.publish(waves_);
    return rewrite().within("Wave " + id +
                                " is closed and its final results are published, but the file could not be "
                                "rewritten afterwards: ",
                            ". Make a backup, which is written anew, and restore it: see otklik --help");
}

/// The whole file anew, so that the places of rows in it show nothing of when they came.
Status Ledger::rewrite() {
    if (Status before = health_.status(); !before.isGood()) return before;
    Status status = note(database_.run("VACUUM"));
    if (status.isGood()) status = note(log_.empty());
    return status;
}

}  // namespace otklik
