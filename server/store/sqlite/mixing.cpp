// The mix (a threshold pool mix): when 2B responses wait, all but B of them, chosen at random, move in random
// order and under fresh random keys into the archive, are counted, and a release is made, in one transaction.
// Whoever reads the file afterwards sees at least B responses that arrived in any order. Closing a wave mixes
// the rest and draws all noise afresh.

#include <algorithm>
#include <cstddef>

#include "server/store/sqlite/ledger.h"
#include "server/store/sqlite/words.h"
#include "shared/base/json.h"

namespace otklik {

/// False where nothing was changed; health says why.
bool Ledger::mix(Live& live, bool everything) {
    shuffle(live.pool, options_.random);
    const auto held = everything ? 0 : static_cast<std::size_t>(live.wave.threshold);
    const std::size_t leaving = live.pool.size() - held;  // the first so many

    ReleaseRules rules;
    if (!everything && live.release) rules.draws = live.release->number + 1;  // closing draws afresh
    Counts counts = live.counts, noise = live.noise;
    if (everything) noise.assign(noise.size(), 0);
    for (auto& amount : noise) amount += geometricNoise(options_.random, rules.ratio);
    for (std::size_t i = 0; i < leaving; ++i) addCells(live.pool[i].cells, counts);

    Wave after = live.wave;
    if (everything) {
        after.state = WaveState::closed;
        after.closes = options_.clock.today();
    }
    Release release = makeRelease(live.layout, counts, noise, rules, everything);
    if (everything && counts[0] < live.wave.threshold) {
        release = Release{};
        release.final = release.tooFew = true;
    }
    release.wave = live.wave.id;
    release.day = options_.clock.today();
    release.number = live.release ? live.release->number + 1 : 1;
    if (!note(writeMix(live, leaving, after, counts, noise, release)).isGood()) return false;

    live.counts = std::move(counts);
    live.noise = std::move(noise);
    const auto firstToStay = live.pool.begin() + static_cast<std::ptrdiff_t>(leaving);
    std::for_each(live.pool.begin(), firstToStay, wipe);
    live.pool.erase(live.pool.begin(), firstToStay);
    live.release = std::move(release);
    live.wave = std::move(after);
    health_.worked();
    static_cast<void>(note(log_.empty()));
    options_.log({{"event", "release"}, {"wave", live.wave.id}, {"number", live.release->number}});
    return true;
}

/// The transaction; adds the words to a final release.
Status Ledger::writeMix(const Live& live, std::size_t leaving, const Wave& after, const Counts& counts,
                        const Counts& noise, Release& release) {
    Transaction transaction(database_);
    Status status = transaction.begin();
    if (status.isGood()) status = refillPool(live, leaving);
    if (status.isGood()) status = moveToArchive(live, leaving);
    if (status.isGood() && release.tooFew)
        status = database_.prepare("DELETE FROM text WHERE wave=?1").bind(1, live.wave.id).run();
    else if (status.isGood() && release.final)
        status = addWords(live, release);
    if (status.isGood()) status = saveTally(live, counts, noise);
    if (!status.isGood()) return status;
    const std::string json = toJson(release).dump();
    Statement insert = database_.prepare("INSERT INTO release VALUES (?1, ?2, ?3)");
    status = insert.bind(1, live.wave.id).bind(2, release.number).bind(3, json).run();
    if (!status.isGood()) return status;
    Statement wave = database_.prepare("UPDATE wave SET state=?2, closes=?3 WHERE id=?1");
    status = wave.bind(1, after.id).bind(2, static_cast<int>(after.state)).bind(3, after.closes).run();
    return status.isGood() ? transaction.commit() : status;
}

/// The pool is emptied as a whole and filled anew with what stays. Deleting rows one by one would not do:
/// when SQLite splits a page it leaves stale copies of rows behind, which secure_delete does not overwrite
/// with the row, but does with the page.
Status Ledger::refillPool(const Live& mixed, std::size_t leaving) {
    std::vector<std::pair<const Live*, const Waiting*>> staying;
    for (const auto& live : waves_)
        for (std::size_t i = live.get() == &mixed ? leaving : 0; i < live->pool.size(); ++i)
            staying.emplace_back(live.get(), &live->pool[i]);
    shuffle(staying, options_.random);
    Status status = database_.run("DELETE FROM pool");
    const std::vector<std::string> keys = randomKeys(staying.size());
    for (std::size_t i = 0; i < staying.size() && status.isGood(); ++i) {
        const auto [live, response] = staying[i];
        status = insertPool_.bindBlob(1, keys[i]).bind(2, live->wave.id).bind(3, response->body).run();
    }
    return status;
}

Status Ledger::moveToArchive(const Live& live, std::size_t leaving) {
    Statement archive = database_.prepare("INSERT INTO archive VALUES (?1, ?2, ?3)");
    const std::vector<std::string> keys = randomKeys(leaving);
    std::vector<const std::pair<std::string, std::string>*> texts;
    for (std::size_t i = 0; i < leaving; ++i) {
        const Waiting& response = live.pool[i];
        archive.bindBlob(1, keys[i]).bind(2, live.wave.id).bind(3, response.closed);
        if (Status status = archive.run(); !status.isGood()) return status;
        for (const auto& text : response.texts) texts.push_back(&text);
    }
    // Texts are shuffled on their own: two texts of one response end far apart.
    shuffle(texts, options_.random);
    Statement insert = database_.prepare("INSERT INTO text VALUES (?1, ?2, ?3, ?4)");
    const std::vector<std::string> textKeys = randomKeys(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto& [question, text] = *texts[i];
        insert.bindBlob(1, textKeys[i]).bind(2, live.wave.id).bind(3, question).bind(4, text);
        if (Status status = insert.run(); !status.isGood()) return status;
    }
    return {};
}

/// The words of all open answers of the wave, now that there will be no more.
Status Ledger::addWords(const Live& live, Release& release) {
    Statement texts = database_.prepare("SELECT text FROM text WHERE wave=?1 AND question=?2");
    for (PublishedQuestion& published : release.questions) {
        const Question* question = live.wave.survey->question(published.name);
        if (!question || !question->isOpen()) continue;
        WordCounter words;
        texts.bind(1, live.wave.id).bind(2, published.name);
        while (texts.next()) words.add(texts.text(0));
        if (!texts.status().isGood()) return texts.status();
        texts.reset();
        published.words =
            publishWords(words.counts(), published.rows.front().base, ReleaseRules{}, options_.random);
    }
    return {};
}

Status Ledger::saveTally(const Live& live, const Counts& counts, const Counts& noise) {
    Statement save = database_.prepare("INSERT OR REPLACE INTO tally VALUES (?1, ?2, ?3, ?4)");
    Status status;
    for (std::size_t i = 0; i < counts.size() && status.isGood(); ++i) {
        save.bind(1, live.wave.id).bind(2, live.layout.keys()[i]).bind(3, counts[i]).bind(4, noise[i]);
        status = save.run();
    }
    return status;
}

}  // namespace otklik
