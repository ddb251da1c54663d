#include "server/store/sqlite/loading.h"

#include <sodium.h>

#include <utility>

#include "shared/base/json.h"

namespace otklik {
namespace {

/// Of rows that could not be read: the way back.
Status unreadable(const Status& status) {
    return status.within("The database cannot be read: ",
                         ". Stop here and restore the latest backup in its place: see otklik restore --help");
}

Status damaged(const std::string& what) {
    return Status::damaged(what + ". Restore a backup: see otklik restore --help");
}

Status loadTally(const Database& database, Live& live) {
    Statement cells = database.prepare("SELECT cell, count, noise FROM tally WHERE wave=?1");
    cells.bind(1, live.wave.id);
    while (cells.next()) {
        const int position = live.layout.position(cells.text(0));
        if (position < 0) return damaged("The tally of wave " + live.wave.id + " has an unknown cell");
        live.counts[static_cast<std::size_t>(position)] = cells.number(1);
        live.noise[static_cast<std::size_t>(position)] = cells.number(2);
    }
    return cells.status().isGood() ? Status() : unreadable(cells.status());
}

Status loadPool(const Database& database, Live& live) {
    Statement pool = database.prepare("SELECT body FROM pool WHERE wave=?1");
    pool.bind(1, live.wave.id);
    while (pool.next()) {
        auto response = readWaiting(live.layout, pool.text(0));
        if (!response) return damaged("A response of wave " + live.wave.id + " that waits is damaged");
        live.pool.push_back(std::move(*response));
    }
    return pool.status().isGood() ? Status() : unreadable(pool.status());
}

Status loadRelease(const Database& database, Live& live) {
    Statement release =
        database.prepare("SELECT json FROM release WHERE wave=?1 ORDER BY number DESC LIMIT 1");
    release.bind(1, live.wave.id);
    if (!release.next()) return release.status().isGood() ? Status() : unreadable(release.status());
    auto json = parseJson(release.text(0), {.values = SIZE_MAX});  // our own
    auto value = json ? releaseFromJson(*json) : Result<Release>(json.problems());
    if (!value) return damaged("The latest release of wave " + live.wave.id + " is damaged");
    live.release = std::move(*value);
    return {};
}

}  // namespace

StatusOr<std::vector<std::unique_ptr<Live>>> loadWaves(const Database& database) {
    std::vector<std::unique_ptr<Live>> loaded;
    Statement waves = database.prepare(
        "SELECT id, state, opens, stops, closes, threshold, grace, channels, survey, demonstration FROM "
        "wave");
    while (waves.next()) {
        Wave wave{waves.text(0),
                  static_cast<WaveState>(waves.number(1)),
                  waves.text(2),
                  waves.text(3),
                  waves.text(4),
                  static_cast<int>(waves.number(5)),
                  static_cast<int>(waves.number(6)),
                  nullptr,
                  {}};
        auto survey = parseSurvey(waves.text(8));
        auto channels = parseJson(waves.text(7));
        if (!survey || !channels || !isListOfStrings(*channels) || wave.threshold < 1 ||
            wave.threshold > kMostThreshold)
            return damaged("The definition of wave " + wave.id + " in the database is damaged");
        wave.survey = std::make_shared<const Survey>(std::move(*survey));
        wave.channels = channels->get<std::vector<std::string>>();
        wave.demonstration = waves.number(9) != 0;
        loaded.push_back(std::make_unique<Live>(std::move(wave)));
    }
    if (!waves.status().isGood()) return unreadable(waves.status());
    for (auto& live : loaded) {
        if (Status status = loadTally(database, *live); !status.isGood()) return status;
        if (Status status = loadPool(database, *live); !status.isGood()) return status;
        if (Status status = loadRelease(database, *live); !status.isGood()) return status;
    }
    return loaded;
}

StatusOr<std::string> loadSecret(Database& database) {
    Statement select = database.prepare("SELECT value FROM secret WHERE name='seen'");
    if (select.next()) return select.text(0);
    if (!select.status().isGood()) return unreadable(select.status());
    std::string secret(crypto_generichash_KEYBYTES, '\0');
    randombytes_buf(secret.data(), secret.size());
    Statement insert = database.prepare("INSERT INTO secret VALUES ('seen', ?1)");
    const Status status = insert.bindBlob(1, secret).run();
    if (!status.isGood()) return status.within("The database cannot be written: ", ".");
    return secret;
}

}  // namespace otklik
