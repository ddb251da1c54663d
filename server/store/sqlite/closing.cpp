// The closing of a wave: its bundles are opened and added up, or, without the ballot key, its noisy counts;
// the noise is drawn, release and texts are written, and everything else of the wave is destroyed. It is one
// transaction, so that whoever is killed before it closes anew, and after it has closed: the keys that are
// left then are destroyed when the database is opened. The keys folder remembers what is about to be
// published before the transaction, so that an older copy does not publish the wave with other noise.

#include <algorithm>

#include "server/store/sqlite/ledger.h"
#include "shared/base/json.h"
#include "shared/report/measured.h"

namespace otklik {

/// What a closing writes.
struct Ledger::Closing {
    Release release;
    std::vector<Text> texts;
};

namespace {

/// Without figures where there are fewer than B responses, by the noisy total: the true one would tell who
/// knows all others whether the last one took part. A trial shows figures of any total.
Release unlessTooFew(Release release, const Wave& wave) {
    if (wave.trial || responsesOf(release) >= wave.threshold) return release;
    Release none;
    none.tooFew = true;
    return none;
}

}  // namespace

Status Ledger::closeWave(const std::string& id, BundleSum* bundles) {
    ActiveWave* active = find(id);
    if (!active) return Status::refused("There is no wave " + id + ". See: otklik wave list");
    if (active->wave.state == WaveState::closed) return Status::refused("Wave " + id + " is closed already.");
    if (active->wave.state == WaveState::open)
        return Status::refused("Wave " + id + " is still open. Stop it first: otklik wave stop " + id);
    if (bundles && bundles->ballotKey() != active->wave.ballotKey)
        return Status::refused("This is not the ballot key of wave " + id + ". Nothing was changed.");
    auto closing = bundles ? count(*active, *bundles) : countNoisy(*active);
    if (!closing)
        return closing.status().within("", closing.status().kind() == Status::Kind::refused ? "" : ".");
    const auto published = keys_.closed(id);
    if (!published) return published.status().within("Nothing was changed: ", ".");
    if (*published) {
        auto release = releaseFromText(**published);
        if (!release)
            return Status::refused("Wave " + id +
                                   " was closed after the copy was made that was restored here. Its figures "
                                   "were published then, and are not drawn again.");
        closing->release = std::move(*release);
    }
    closing->release.final = true;
    closing->release.trial = active->wave.trial;
    if (closing->release.number == 0) nameRelease(*active, closing->release);
    // Before anybody can see it: whoever restores an older copy must find what was published.
    if (Status status = keys_.beginClosing(id, toJson(closing->release).dump()); !status.isGood())
        return status.within("Nothing was changed: ", ".");
    if (Status status = note(writeClosing(*active, *closing)); !status.isGood()) {
        if (!status.isFinal()) keys_.abandonClosing(id);  // else it may have been committed
        return status.within("The wave could not be closed: ", ". Nothing was changed.");
    }

    active->wave.state = WaveState::closed;
    active->wave.closes = options_.clock.today();
    std::for_each(active->pool.begin(), active->pool.end(), wipe);
    active->pool = {};
    active->sealing.reset();
    active->key.reset();
    active->nextKey.reset();
    active->replacing = Replacing::no;
    active->keysFail = false;
    active->isFinishing = true;
    health_.worked();
    publish(*active, std::move(closing->release));
    return finishClosing(*active).within(
        "Wave " + id + " is closed and its results are published, but something of it is left: ",
        ". The server goes on trying; look at /healthz.");
}

/// What is left to do once it is published; tried again until it is done.
Status Ledger::finishClosing(ActiveWave& active) {
    Status status = note(keys_.finishClosing(active.wave.id, toJson(*active.release).dump()));
    // The whole file anew, so that the places of rows in it show nothing of when they came.
    if (status.isGood()) status = note(database_.run("VACUUM"));
    if (status.isGood()) status = note(log_.empty());
    sqlite3_db_release_memory(database_.handle());  // which has texts in it, and overwrites what it frees
    active.isFinishing = !status.isGood();
    if (status.isGood()) health_.worked();
    return status;
}

/// Everything, from the bundles and what waits.
StatusOr<Ledger::Closing> Ledger::count(const ActiveWave& active, BundleSum& bundles) {
    if (Status status = bundles.add(database_); !status.isGood()) return status;
    Counts counts = bundles.sum().counts;
    Closing closing{{}, bundles.sum().texts};
    addPooled(active.pool, 1, counts);
    for (const PooledResponse& response : active.pool) {
        const auto& texts = response.ballot.texts;
        closing.texts.insert(closing.texts.end(), texts.begin(), texts.end());
    }
    if (counts[0] < active.wave.threshold) closing.texts.clear();
    const Noise budget = budgetOf(active.layout);
    const ReleaseNoise noise{budget.main, budget.sums};
    addNoise(active.layout, noise, options_.random, counts);
    closing.release = unlessTooFew(makeRelease(active.layout, counts, noise), active.wave);
    return closing;
}

/// Without the ballot key: the noisy counts of the periods, and of the one that has not ended.
StatusOr<Ledger::Closing> Ledger::countNoisy(const ActiveWave& active) {
    auto noisy = readNoisy(database_, active.wave.id, active.layout);
    if (!noisy) return noisy.status();
    if (!active.period.isCounting)
        return Status::refused(
            "The noisy sums of wave " + active.wave.id +
            " are not whole, as it comes from a copy or an older version: without its ballot "
            "key there is nothing to publish.");
    noisy->push_back(periodEnd(active.layout, active.period.tally, active.pool));
    Counts sum(active.layout.mainSize());
    for (const Counts& counts : *noisy)
        for (std::size_t i = 0; i < counts.size(); ++i) sum[i] += counts[i];
    return Closing{
        unlessTooFew(makeRelease(active.layout, sum, periodNoise(active.layout, noisy->size())), active.wave),
        {}};
}

Status Ledger::writeClosing(const ActiveWave& active, const Closing& closing) {
    const std::string& id = active.wave.id;
    // Here freed pages are overwritten, too: bundles are sealed with a key that lies in a safe.
    Status status = database_.run("PRAGMA secure_delete=ON");
    Transaction transaction(database_);
    if (status.isGood()) status = transaction.begin();
    if (status.isGood()) status = refillPool(active, {}, *active.key);
    if (status.isGood()) status = addTurnout(id, static_cast<std::int64_t>(active.pool.size()), 0);
    if (status.isGood()) status = markClosed(database_, id, options_.clock.today());
    std::vector<const Text*> texts;
    for (const Text& text : closing.texts) texts.push_back(&text);
    shuffle(texts, options_.random);
    Statement insert = database_.prepare("INSERT INTO text VALUES (?1, ?2, ?3, ?4)");
    const std::vector<std::string> keys = randomKeys(texts.size());
    for (std::size_t i = 0; i < texts.size() && status.isGood(); ++i)
        status =
            insert.bindBlob(1, keys[i]).bind(2, id).bind(3, texts[i]->question).bind(4, texts[i]->text).run();
    if (status.isGood()) status = insertRelease(database_, closing.release);
    if (status.isGood()) status = transaction.commit();
    static_cast<void>(database_.run("PRAGMA secure_delete=FAST"));
    return status;
}

}  // namespace otklik
