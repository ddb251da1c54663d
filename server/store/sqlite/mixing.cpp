// The mix (a threshold pool mix): when 2B to 3B responses wait, all but B of them, chosen at random, become
// one bundle that only the ballot key opens, and are added to the period's tally. Then a new period key takes
// the place of the old one, which is destroyed, so that whatever an old page, a log or a copy still has of
// them cannot be opened any more:
//
//   the new key, durable - what stays and the tally, written with it - the log emptied - the old key
//   destroyed
//
// A process that is killed between any two of these opens with what the database says, and destroys the other
// key. Between them other responses are committed. No step says anything in public.
//
// A period's tally has noise from its beginning, so that the keys never open an exact sum. When the period
// ends, the tally and what waits get noise once more, so that whoever has seen the tally does not learn who
// came since; they are its noisy counts. The next one begins with what waits subtracted: noisy counts depend
// on who came, not on when mixes happened.

#include <malloc.h>

#include <algorithm>
#include <cstddef>

#include "server/store/sqlite/ledger.h"
#include "shared/privacy/protect.h"

namespace otklik {

/// What a wave is after the replacement, and what is written with it.
struct Ledger::Replacement {
    std::vector<Waiting> pool;
    Period period;
    Bundle bundle;
    std::int64_t mixed = 0;
    std::optional<Counts> noisy;     ///< where a period ends
    std::optional<Release> release;  ///< of a trial

    ~Replacement() { std::for_each(pool.begin(), pool.end(), wipe); }
};

/// One draw for each main cell.
Counts Ledger::noiseFor(const TallyLayout& layout) {
    Counts noise(layout.mainSize());
    for (auto& amount : noise) amount = geometricNoise(options_.random, ReleaseRules{}.ratio);
    return noise;
}

/// The noisy counts of a period with this tally.
Counts Ledger::periodEnd(const TallyLayout& layout, const Counts& tally, const std::vector<Waiting>& pool) {
    Counts noisy = noiseFor(layout);
    for (std::size_t i = 0; i < noisy.size(); ++i) noisy[i] += tally[i];
    addWaiting(pool, 1, noisy);
    return noisy;
}

bool Ledger::isPeriodOver(const Live& live) const {
    return live.period.isCounting && !live.wave.trial &&
           options_.clock.today() >= daysLater(live.period.begins, live.wave.periodDays);
}

bool Ledger::isDue(const Live& live) const {
    return live.wave.state != WaveState::closed && (live.pool.size() >= live.mixSize || isPeriodOver(live));
}

Live* Ledger::replaced() const {
    for (auto& live : waves_)
        if (live->replacing != Replacing::no) return live.get();
    return nullptr;
}

Live* Ledger::toAdvance() const {
    if (Live* live = replaced()) return live;
    for (auto& live : waves_)
        if (isDue(*live)) return live.get();
    return nullptr;
}

/// One step of the replacement.
Status Ledger::advance(Live& live) {
    switch (live.replacing) {
        case Replacing::no: {
            auto key = keys_.makePeriodKey(live.wave.id, live.period.number + 1);
            live.keysFail = !key;
            if (!key) return note(key.status());
            live.nextKey = *key;
            live.replacing = Replacing::write;
            return {};
        }
        case Replacing::write: {
            Replacement after = planReplacement(live);
            const Status status = note(writeReplacement(live, after));
            if (!status.isGood()) return status;
            health_.worked();
            std::swap(live.pool, after.pool);  // with which what left is wiped
            live.period = std::move(after.period);
            live.key = live.nextKey;
            live.nextKey.reset();
            live.mixSize = drawMixSize(live.wave.threshold, options_.random);
            live.replacing = Replacing::empty;
            if (after.release) publish(live, std::move(*after.release));
            return {};
        }
        case Replacing::empty:
            live.replacing = Replacing::destroy;
            return note(log_.empty());
        case Replacing::destroy: {
            const Status status = keys_.destroyPeriodKey(live.wave.id, live.period.number - 1);
            live.keysFail = !status.isGood();
            if (!status.isGood()) return note(status);
            live.replacing = Replacing::no;
            malloc_trim(0);  // a mix after a busy second held thousands of responses in memory
            return {};
        }
    }
    return {};
}

/// With or without a mix, with or without the end of a period.
Ledger::Replacement Ledger::planReplacement(const Live& live) {
    const bool mixes = live.pool.size() >= live.mixSize;
    const Leaving leaving = drawLeaving(
        live.pool.size(), mixes ? static_cast<std::size_t>(live.wave.threshold) : live.pool.size(),
        options_.random);
    std::vector<const Ballot*> ballots;
    for (const std::size_t place : leaving.leaves) ballots.push_back(&live.pool[place].ballot);
    Replacement after;
    after.mixed = static_cast<std::int64_t>(ballots.size());
    after.bundle = bundled(ballots, live.layout.size(), options_.random);
    for (const std::size_t place : leaving.stays) after.pool.push_back(live.pool[place]);
    after.period = live.period;
    ++after.period.number;
    Counts& tally = after.period.tally;
    for (std::size_t i = 0; i < tally.size(); ++i) tally[i] += after.bundle.counts[i];
    if (isPeriodOver(live)) {
        after.noisy = periodEnd(live.layout, tally, after.pool);
        tally = noiseFor(live.layout);
        addWaiting(after.pool, -1, tally);
        std::string& begins = after.period.begins;
        for (std::string next; (next = daysLater(begins, live.wave.periodDays)) <= options_.clock.today();)
            begins = next;
    }
    if (live.wave.trial && live.period.isCounting && mixes) {
        after.release = makeRelease(live.layout, tally, noiseFor(live.layout), {}, false);
        after.release->wave = live.wave.id;
        after.release->day = options_.clock.today();
        after.release->number = live.release ? live.release->number + 1 : 1;
    }
    return after;
}

Status Ledger::writeReplacement(const Live& live, const Replacement& after) {
    const std::string& id = live.wave.id;
    Transaction transaction(database_);
    Status status = transaction.begin();
    if (status.isGood() && after.mixed > 0)
        status = insertBundle(database_, randomRowKey(options_.random), live.wave, after.bundle);
    if (status.isGood()) status = addMixed(id, after.mixed);
    if (status.isGood() && after.noisy) {
        const auto before = readNoisy(database_, id, live.layout);
        status = before ? insertNoisy(database_, id, before->size() + 1, *after.noisy) : before.status();
    }
    if (status.isGood() && after.release) status = insertRelease(database_, *after.release);
    if (status.isGood()) status = refillPool(live, after.pool, *live.nextKey);
    if (status.isGood()) status = writePeriod(database_, id, after.period, *live.nextKey);
    return status.isGood() ? transaction.commit() : status;
}

Status Ledger::addMixed(const std::string& wave, std::int64_t more) {
    Statement turnout = database_.prepare("UPDATE turnout SET mixed = mixed + ?2 WHERE wave = ?1");
    return turnout.bind(1, wave).bind(2, more).run();
}

/// The pool is emptied as a whole and filled anew, of the wave that changes with `waiting`, sealed with
/// `key`: places and keys of its rows say nothing of when they came.
Status Ledger::refillPool(const Live& changing, const std::vector<Waiting>& waiting, const SecretKey& key) {
    struct Row {
        const Wave* wave;
        const SecretKey* key;
        const Waiting* response;
    };
    std::vector<Row> rows;
    for (const auto& live : waves_) {
        const bool changes = live.get() == &changing;
        for (const Waiting& response : changes ? waiting : live->pool)
            rows.push_back({&live->wave, changes ? &key : &*live->key, &response});
    }
    shuffle(rows, options_.random);
    Status status = database_.run("DELETE FROM pool");
    const std::vector<std::string> keys = randomKeys(rows.size());
    for (std::size_t i = 0; i < rows.size() && status.isGood(); ++i)
        status = insertWaiting(rows[i].wave->id, *rows[i].key, keys[i], *rows[i].response);
    return status;
}

Status Ledger::insertWaiting(const std::string& wave, const SecretKey& key, const std::string& place,
                             const Waiting& response) {
    const std::string sealed = sealWaiting(wave, key, response.record);
    return insertPool_.bindBlob(1, place).bind(2, wave).bindBlob(3, sealed).run();
}

}  // namespace otklik
