// The mix (a threshold pool mix): when 2B responses wait, all but B of them, chosen at random, move in random
// order and under fresh random keys into the archive, are counted, and a release is made, in one transaction.
// Whoever reads the file afterwards sees at least B responses that arrived in any order. Closing a wave mixes
// the rest and draws all noise afresh.

#include <sodium.h>

#include <algorithm>

#include "server/store/calendar.h"
#include "server/store/sqlite/live.h"
#include "server/store/sqlite/words.h"
#include "shared/base/json.h"

namespace otklik {
namespace {

Problem problem(std::string detail) {
    return {"", "wave", std::move(detail), 0};
}

constexpr int kMostThreshold = 100'000;  // twice as many wait in memory

std::string channelsJson(const std::vector<std::string>& channels) {
    return Json(channels).dump();
}

}  // namespace

Problem SqliteStore::damaged() const {
    return problem("The database is damaged (" + database_.error() +
                   "). Stop here and restore the latest backup in its place: see otklik --help.");
}

Problems SqliteStore::load() {
    Statement secret = database_.prepare("SELECT value FROM secret WHERE name='seen'");
    if (const int code = secret.step(); code == SQLITE_ROW) {
        secret_ = secret.text(0);
    } else if (code != SQLITE_DONE) {
        return {damaged()};
    } else {
        secret_.resize(crypto_generichash_KEYBYTES);
        randombytes_buf(secret_.data(), secret_.size());
        Statement insert = database_.prepare("INSERT INTO secret VALUES ('seen', ?1)");
        if (insert.bindBlob(1, secret_).run() != SQLITE_OK)
            return {problem("The database cannot be written: " + database_.error() + ".")};
    }
    secret.reset();

    Statement waves = database_.prepare(
        "SELECT id, state, opens, stops, closes, threshold, grace, channels, survey, demonstration FROM "
        "wave");
    int code;
    while ((code = waves.step()) == SQLITE_ROW) {
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
            return {problem("The definition of wave " + wave.id +
                            " in the database is damaged. Restore a backup.")};
        wave.survey = std::make_shared<const Survey>(std::move(*survey));
        wave.channels = channels->get<std::vector<std::string>>();
        wave.demonstration = waves.number(9) != 0;
        waves_.push_back(std::make_unique<Live>(std::move(wave)));
    }
    if (code != SQLITE_DONE) return {damaged()};
    for (auto& live : waves_) {
        Statement cells = database_.prepare("SELECT cell, count, noise FROM tally WHERE wave=?1");
        cells.bind(1, live->wave.id);
        while ((code = cells.step()) == SQLITE_ROW) {
            const int position = live->layout.position(cells.text(0));
            if (position < 0)
                return {problem("The tally of wave " + live->wave.id +
                                " has an unknown cell. Restore a backup.")};
            live->counts[static_cast<std::size_t>(position)] = cells.number(1);
            live->noise[static_cast<std::size_t>(position)] = cells.number(2);
        }
        if (code != SQLITE_DONE) return {damaged()};
        Statement pool = database_.prepare("SELECT body FROM pool WHERE wave=?1");
        pool.bind(1, live->wave.id);
        while ((code = pool.step()) == SQLITE_ROW) {
            auto response = readWaiting(live->layout, pool.text(0));
            if (!response)
                return {problem("A response of wave " + live->wave.id +
                                " that waits is damaged. Restore a backup.")};
            live->pool.push_back(std::move(*response));
        }
        if (code != SQLITE_DONE) return {damaged()};
        Statement release =
            database_.prepare("SELECT json FROM release WHERE wave=?1 ORDER BY number DESC LIMIT 1");
        release.bind(1, live->wave.id);
        if (code = release.step(); code == SQLITE_DONE) continue;
        if (code != SQLITE_ROW) return {damaged()};
        auto json = parseJson(release.text(0), {.values = SIZE_MAX});  // our own
        auto value = json ? releaseFromJson(*json) : Result<Release>(json.problems());
        if (!value)
            return {
                problem("The latest release of wave " + live->wave.id + " is damaged. Restore a backup.")};
        live->release = std::move(*value);
    }
    insertSeen_ = database_.prepare("INSERT OR IGNORE INTO seen VALUES (?1)");
    insertPool_ = database_.prepare("INSERT INTO pool VALUES (?1, ?2, ?3)");
    return {};
}

template <typename T>
void SqliteStore::shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[options_.random->below(i)]);
}

bool SqliteStore::mix(Live& live, bool everything) {
    shuffle(live.pool);
    const auto held = everything ? 0 : static_cast<std::size_t>(live.wave.threshold);
    const std::size_t leaving = live.pool.size() - held;  // the first so many

    ReleaseRules rules;
    if (!everything && live.release) rules.draws = live.release->number + 1;  // closing draws afresh
    Counts counts = live.counts, noise = live.noise;
    if (everything) noise.assign(noise.size(), 0);
    for (auto& amount : noise) amount += geometricNoise(*options_.random, rules.ratio);

    Wave after = live.wave;
    if (everything) {
        after.state = WaveState::closed;
        after.closes = options_.today();
    }
    int code = database_.run("BEGIN IMMEDIATE");
    if (code != SQLITE_OK) return failed(code), false;
    if (code = refillPool(live, leaving); code == SQLITE_OK) code = moveToArchive(live, leaving, counts);
    Release release = makeRelease(live.layout, counts, noise, rules, everything);
    if (everything && counts[0] < live.wave.threshold) {
        release = Release{};
        release.final = release.tooFew = true;
        Statement texts = database_.prepare("DELETE FROM text WHERE wave=?1");
        if (code == SQLITE_OK) code = texts.bind(1, live.wave.id).run();
    }
    if (code == SQLITE_OK && release.final && !release.tooFew) code = addWords(live, release);
    release.wave = live.wave.id;
    release.day = options_.today();
    release.number = live.release ? live.release->number + 1 : 1;
    if (code == SQLITE_OK) code = saveTally(live, counts, noise);
    Statement insert = database_.prepare("INSERT INTO release VALUES (?1, ?2, ?3)");
    const std::string json = toJson(release).dump();
    if (code == SQLITE_OK) code = insert.bind(1, live.wave.id).bind(2, release.number).bind(3, json).run();
    if (everything && code == SQLITE_OK) {
        Statement close = database_.prepare("UPDATE wave SET state=?2, closes=?3 WHERE id=?1");
        code = close.bind(1, after.id).bind(2, static_cast<int>(after.state)).bind(3, after.closes).run();
    }
    if (code == SQLITE_OK) code = database_.run("COMMIT");
    if (code != SQLITE_OK) {
        database_.run("ROLLBACK");
        failed(code);
        return false;
    }
    live.counts = std::move(counts);
    live.noise = std::move(noise);
    const auto firstToStay = live.pool.begin() + static_cast<std::ptrdiff_t>(leaving);
    std::for_each(live.pool.begin(), firstToStay, wipe);
    live.pool.erase(live.pool.begin(), firstToStay);
    live.release = std::move(release);
    live.wave = std::move(after);
    worked();
    emptyLog();
    options_.log({{"event", "release"}, {"wave", live.wave.id}, {"number", live.release->number}});
    return true;
}

/// The pool is emptied as a whole and filled anew with what stays. Deleting rows one by one would not do:
/// when SQLite splits a page it leaves stale copies of rows behind, which secure_delete does not overwrite
/// with the row, but does with the page.
int SqliteStore::refillPool(const Live& mixed, std::size_t leaving) {
    std::vector<std::pair<const Live*, const Waiting*>> staying;
    for (const auto& live : waves_)
        for (std::size_t i = live.get() == &mixed ? leaving : 0; i < live->pool.size(); ++i)
            staying.emplace_back(live.get(), &live->pool[i]);
    shuffle(staying);
    int code = database_.run("DELETE FROM pool");
    const std::vector<std::string> keys = randomKeys(staying.size());
    for (std::size_t i = 0; i < staying.size() && code == SQLITE_OK; ++i) {
        const auto [live, response] = staying[i];
        code = insertPool_.bindBlob(1, keys[i]).bind(2, live->wave.id).bind(3, response->body).run();
    }
    return code;
}

int SqliteStore::moveToArchive(const Live& live, std::size_t leaving, Counts& counts) {
    Statement archive = database_.prepare("INSERT INTO archive VALUES (?1, ?2, ?3)");
    const std::vector<std::string> keys = randomKeys(leaving);
    std::vector<const std::pair<std::string, std::string>*> texts;
    for (std::size_t i = 0; i < leaving; ++i) {
        const Waiting& response = live.pool[i];
        archive.bindBlob(1, keys[i]).bind(2, live.wave.id).bind(3, response.closed);
        if (const int code = archive.run(); code != SQLITE_OK) return code;
        addCells(response.cells, counts);
        for (const auto& text : response.texts) texts.push_back(&text);
    }
    // Texts are shuffled on their own: two texts of one response end far apart.
    shuffle(texts);
    Statement insert = database_.prepare("INSERT INTO text VALUES (?1, ?2, ?3, ?4)");
    const std::vector<std::string> textKeys = randomKeys(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto& [question, text] = *texts[i];
        insert.bindBlob(1, textKeys[i]).bind(2, live.wave.id).bind(3, question).bind(4, text);
        if (const int code = insert.run(); code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
}

/// The words of all open answers of the wave, now that there will be no more.
int SqliteStore::addWords(const Live& live, Release& release) {
    Statement texts = database_.prepare("SELECT text FROM text WHERE wave=?1 AND question=?2");
    for (PublishedQuestion& published : release.questions) {
        const Question* question = live.wave.survey->question(published.name);
        if (!question || !question->isOpen()) continue;
        WordCounter words;
        texts.bind(1, live.wave.id).bind(2, published.name);
        int code;
        while ((code = texts.step()) == SQLITE_ROW) words.add(texts.text(0));
        if (code != SQLITE_DONE) return code;
        texts.reset();
        published.words =
            publishWords(words.counts(), published.rows.front().base, ReleaseRules{}, *options_.random);
    }
    return SQLITE_OK;
}

int SqliteStore::saveTally(const Live& live, const Counts& counts, const Counts& noise) {
    Statement save = database_.prepare("INSERT OR REPLACE INTO tally VALUES (?1, ?2, ?3, ?4)");
    int code = SQLITE_OK;
    for (std::size_t i = 0; i < counts.size() && code == SQLITE_OK; ++i) {
        save.bind(1, live.wave.id).bind(2, live.layout.keys()[i]).bind(3, counts[i]).bind(4, noise[i]);
        code = save.run();
    }
    return code;
}

Problems SqliteStore::openWave(Wave wave) {
    return inWriter([&]() -> Problems {
        const bool plain =
            !wave.id.empty() && wave.id.size() <= 32 &&
            wave.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
        if (!plain) return {problem("A wave's id is 1 to 32 of a-z, 0-9 and '-', such as 2026.")};
        if (wave.threshold < 10 || wave.threshold > kMostThreshold)
            return {
                problem("The threshold is 10 at least, as fewer responses together hide nobody, and 100000 "
                        "at most.")};
        for (const auto& live : waves_) {
            if (live->wave.demonstration != wave.demonstration)
                return {problem(wave.demonstration
                                    ? "Here are waves of real responses. Choose another folder for the "
                                      "demonstration with --data."
                                    : "Here is a demonstration. Choose another folder for real responses "
                                      "with --data.")};
            if (live->wave.id == wave.id)
                return {problem("There is a wave " + wave.id + " already. Choose another id.")};
            if (live->wave.state == WaveState::open)
                return {problem("Wave " + live->wave.id + " is open. Stop it first: otklik wave stop " +
                                live->wave.id)};
        }
        wave.opens = options_.today();
        wave.state = WaveState::open;
        const std::string channels = channelsJson(wave.channels);
        Statement insert =
            database_.prepare("INSERT INTO wave VALUES (?1, ?2, ?3, '', '', ?4, ?5, ?6, ?7, ?8)");
        insert.bind(1, wave.id)
            .bind(2, static_cast<int>(wave.state))
            .bind(3, wave.opens)
            .bind(4, wave.threshold);
        insert.bind(5, wave.graceDays)
            .bind(6, channels)
            .bind(7, wave.survey->source)
            .bind(8, wave.demonstration);
        if (const int code = insert.run(); code != SQLITE_OK) {
            failed(code);
            return {problem("The wave could not be stored: " + database_.error() + ".")};
        }
        waves_.push_back(std::make_unique<Live>(wave));
        publish();
        return {};
    });
}

Problems SqliteStore::stopWave(const std::string& id) {
    return inWriter([&]() -> Problems {
        for (auto& live : waves_) {
            if (live->wave.id != id) continue;
            if (live->wave.state != WaveState::open) return {problem("Wave " + id + " is not open.")};
            const std::string day = options_.today();
            Statement stop = database_.prepare("UPDATE wave SET state=?2, stops=?3 WHERE id=?1");
            stop.bind(1, id).bind(2, static_cast<int>(WaveState::stopped)).bind(3, day);
            if (const int code = stop.run(); code != SQLITE_OK) {
                failed(code);
                return {problem("The wave could not be stopped: " + database_.error() + ".")};
            }
            live->wave.state = WaveState::stopped;
            live->wave.stops = day;
            publish();
            return {};
        }
        return {problem("There is no wave " + id + ". See: otklik wave list")};
    });
}

Problems SqliteStore::closeWave(const std::string& id) {
    return inWriter([&]() -> Problems {
        for (auto& live : waves_) {
            if (live->wave.id != id) continue;
            if (live->wave.state == WaveState::closed) return {problem("Wave " + id + " is closed already.")};
            if (live->wave.state == WaveState::open)
                return {problem("Wave " + id + " is still open. Stop it first: otklik wave stop " + id)};
            if (!mix(*live, true))
                return {problem("The wave could not be closed: " + failure_ + ". Nothing was changed.")};
            publish();
            if (trouble_.empty())
                if (const int code = database_.run("VACUUM"); code != SQLITE_OK) failed(code);
            if (trouble_.empty()) emptyLog();
            if (!failure_.empty())
                return {problem("Wave " + id +
                                " is closed and its final results are published, but the file could not be "
                                "rewritten afterwards: " +
                                failure_ +
                                ". Make a backup, which is written anew, and put it in the file's place: "
                                "see otklik --help.")};
            return {};
        }
        return {problem("There is no wave " + id + ". See: otklik wave list")};
    });
}

}  // namespace otklik
