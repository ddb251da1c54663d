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
// came since; they are its noisy counts. Either noise has half the variance that the budget asks for. The
// next one begins with what waits subtracted: noisy counts depend on who came, not on when mixes happened.

#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "server/store/sqlite/ledger.h"
#include "shared/privacy/budget.h"

namespace otklik {

constexpr int kPeriodHour = 4;  ///< of the office's day

/// What a wave is after the replacement, and what is written with it.
struct Ledger::Replacement {
    std::vector<PooledResponse> pool;
    Period period;
    Bundle bundle;
    std::int64_t mixed = 0, discarded = 0;
    std::optional<Counts> noisy;     ///< where a period ends
    std::optional<Release> release;  ///< of a trial, or interim

    ~Replacement() { std::for_each(pool.begin(), pool.end(), wipe); }
};

namespace {

/// The SD of which two draws make one with this SD, in hundredths.
std::int64_t halfOf(std::int64_t sd) {
    return std::llround(std::ceil(static_cast<double>(sd) / std::sqrt(2.0)));
}

}  // namespace

Noise budgetOf(const TallyLayout& layout) {
    return noiseFor(layout.survey(), layout.channels().size());
}

ReleaseNoise periodNoise(const TallyLayout& layout, std::size_t periods) {
    const double half = static_cast<double>(halfOf(budgetOf(layout).interim));
    return {std::llround(std::ceil(half * std::sqrt(2.0 * static_cast<double>(periods)))), 0};
}

/// The tally of a period that begins: noise alone, of a trial nothing.
Counts Ledger::beginTally(const ActiveWave& active) {
    Counts tally(active.layout.mainSize());
    if (!active.wave.trial)
        addNoise(active.layout, {halfOf(budgetOf(active.layout).interim), 0}, options_.random, tally);
    return tally;
}

/// The noisy counts of a period with this tally.
Counts Ledger::periodEnd(const TallyLayout& layout, Counts tally, const std::vector<PooledResponse>& pool) {
    addPooled(pool, 1, tally);
    addNoise(layout, {halfOf(budgetOf(layout).interim), 0}, options_.random, tally);
    return tally;
}

/// At an hour at which nobody is near the reception's terminal to learn from it who was the last.
bool Ledger::isPeriodOver(const ActiveWave& active) const {
    if (!active.period.isCounting || active.wave.trial) return false;
    const std::string today = options_.clock.today();
    const std::string last = daysLater(active.period.begins, active.wave.periodDays);
    return today > last || (today == last && options_.clock.hour() >= kPeriodHour);
}

bool Ledger::isDue(const ActiveWave& active) const {
    return active.wave.state != WaveState::closed &&
           (active.pool.size() >= active.mixSize || isPeriodOver(active));
}

ActiveWave* Ledger::replaced() const {
    for (auto& active : waves_)
        if (active->replacing != Replacing::no) return active.get();
    return nullptr;
}

ActiveWave* Ledger::toAdvance() const {
    if (ActiveWave* active = replaced()) return active;
    for (auto& active : waves_)
        if (isDue(*active)) return active.get();
    return nullptr;
}

/// One step of the replacement.
Status Ledger::advance(ActiveWave& active) {
    switch (active.replacing) {
        case Replacing::no: {
            auto key = keys_.makePeriodKey(active.wave.id, active.period.number + 1);
            active.keysFail = !key;
            if (!key) return note(key.status());
            active.nextKey = *key;
            active.replacing = Replacing::write;
            return {};
        }
        case Replacing::write: {
            const auto noisy = readNoisy(database_, active.wave.id, active.layout);
            if (!noisy) return note(noisy.status());
            Replacement after = planReplacement(active, *noisy);
            const Status status = note(writeReplacement(active, after, noisy->size()));
            if (!status.isGood()) return status;
            health_.worked();
            std::swap(active.pool, after.pool);  // with which what left is wiped
            active.period = std::move(after.period);
            active.key = active.nextKey;
            active.nextKey.reset();
            active.mixSize = drawMixSize(active.wave.threshold, options_.random);
            active.replacing = Replacing::empty;
            if (after.release) publish(active, std::move(*after.release));
            return {};
        }
        case Replacing::empty:
            active.replacing = Replacing::destroy;
            return note(log_.empty());
        case Replacing::destroy: {
            const Status status = keys_.destroyPeriodKey(active.wave.id, active.period.number - 1);
            active.keysFail = !status.isGood();
            if (!status.isGood()) return note(status);
            active.replacing = Replacing::no;
            malloc_trim(0);  // a mix after a busy second held thousands of responses in memory
            return {};
        }
    }
    return {};
}

/// Does what is left of a replacement that has begun.
Status Ledger::finishReplacing() {
    Status status;
    for (ActiveWave* active = replaced(); active && status.isGood(); active = replaced())
        status = advance(*active);
    return status;
}

/// What waits is left out of a replacement, and then nobody can open it any more. Noisy counts stay as they
/// are: where a period ended while it waited, it has been counted, and is subtracted from the next one.
StatusOr<std::size_t> Ledger::discardWaiting(const std::string& id) {
    ActiveWave* active = find(id);
    if (!active) return Status::refused("There is no wave " + id + ". See: otklik wave list");
    if (active->wave.state == WaveState::closed)
        return Status::refused("Wave " + id + " is closed: nothing of it waits any more.");
    Status status;
    if (active->replacing != Replacing::write) {  // else a mix has its key, and becomes this
        status = finishReplacing();
        if (status.isGood()) status = advance(*active);  // the key
    }
    const std::size_t waiting = active->pool.size();
    active->discards = true;
    if (status.isGood()) status = advance(*active);  // the transaction
    active->discards = false;
    if (!status.isGood()) return status.within("Nothing was discarded: ", ". Try again.");
    if (status = finishReplacing(); !status.isGood())
        return status.within("What waited is discarded, but the key that opened it is not destroyed yet: ",
                             ". The server goes on trying; look at /healthz.");
    return waiting;
}

/// With or without a mix, with or without the end of a period; `noisy`: of those before.
Ledger::Replacement Ledger::planReplacement(const ActiveWave& active, const std::vector<Counts>& noisy) {
    const bool mixes = !active.discards && active.pool.size() >= active.mixSize;
    const Leaving leaving = drawLeaving(
        active.pool.size(), mixes ? static_cast<std::size_t>(active.wave.threshold) : active.pool.size(),
        options_.random);
    std::vector<const Ballot*> ballots;
    for (const std::size_t place : leaving.leaves) ballots.push_back(&active.pool[place].ballot);
    Replacement after;
    after.mixed = static_cast<std::int64_t>(ballots.size());
    after.bundle = bundled(ballots, active.layout.size(), options_.random);
    if (active.discards)
        after.discarded = static_cast<std::int64_t>(active.pool.size());
    else
        for (const std::size_t place : leaving.stays) after.pool.push_back(active.pool[place]);
    after.period = active.period;
    ++after.period.number;
    Counts& tally = after.period.tally;
    for (std::size_t i = 0; i < tally.size(); ++i) tally[i] += after.bundle.counts[i];
    if (isPeriodOver(active)) {
        after.noisy = periodEnd(active.layout, tally, after.pool);
        if (active.wave.interim) {
            Counts sum = *after.noisy;
            for (const Counts& counts : noisy)
                for (std::size_t i = 0; i < counts.size(); ++i) sum[i] += counts[i];
            after.release = makeRelease(active.layout, sum, periodNoise(active.layout, noisy.size() + 1));
        }
        tally = beginTally(active);
        addPooled(after.pool, -1, tally);
        std::string& begins = after.period.begins;
        for (std::string next; (next = daysLater(begins, active.wave.periodDays)) <= options_.clock.today();)
            begins = next;
    }
    if (active.wave.trial && active.period.isCounting && mixes) {
        const ReleaseNoise noise{budgetOf(active.layout).main, 0};
        Counts noisy = tally;
        addNoise(active.layout, noise, options_.random, noisy);
        after.release = makeRelease(active.layout, noisy, noise);
    }
    if (after.release) after.release->trial = active.wave.trial, nameRelease(active, *after.release);
    return after;
}

/// The next of its wave, made today.
void Ledger::nameRelease(const ActiveWave& active, Release& release) {
    release.wave = active.wave.id;
    release.day = options_.clock.today();
    release.number = active.release ? active.release->number + 1 : 1;
}

Status Ledger::writeReplacement(const ActiveWave& active, const Replacement& after, std::size_t periods) {
    const std::string& id = active.wave.id;
    Transaction transaction(database_);
    Status status = transaction.begin();
    if (status.isGood() && after.mixed > 0)
        status = insertBundle(database_, randomRowKey(options_.random), active.wave, after.bundle);
    if (status.isGood()) status = addTurnout(id, after.mixed, after.discarded);
    if (status.isGood() && after.noisy) status = insertNoisy(database_, id, periods + 1, *after.noisy);
    if (status.isGood() && after.release) status = insertRelease(database_, *after.release);
    if (status.isGood()) status = refillPool(active, after.pool, *active.nextKey);
    if (status.isGood()) status = writePeriod(database_, id, after.period, *active.nextKey);
    return status.isGood() ? transaction.commit() : status;
}

Status Ledger::addTurnout(const std::string& wave, std::int64_t mixed, std::int64_t discarded) {
    Statement turnout = database_.prepare(
        "UPDATE turnout SET mixed = mixed + ?2, discarded = discarded + ?3 WHERE wave = ?1");
    return turnout.bind(1, wave).bind(2, mixed).bind(3, discarded).run();
}

/// The pool is emptied as a whole and filled anew, of the wave that changes with `waiting`, sealed with
/// `key`: places and keys of its rows say nothing of when they came.
Status Ledger::refillPool(const ActiveWave& changing, const std::vector<PooledResponse>& waiting,
                          const SecretKey& key) {
    struct Row {
        const Wave* wave;
        const SecretKey* key;
        const PooledResponse* response;
    };
    std::vector<Row> rows;
    for (const auto& active : waves_) {
        const bool changes = active.get() == &changing;
        for (const PooledResponse& response : changes ? waiting : active->pool)
            rows.push_back({&active->wave, changes ? &key : &*active->key, &response});
    }
    shuffle(rows, options_.random);
    Status status = database_.run("DELETE FROM pool");
    const std::vector<std::string> keys = randomKeys(rows.size());
    for (std::size_t i = 0; i < rows.size() && status.isGood(); ++i)
        status = insertPooled(rows[i].wave->id, *rows[i].key, keys[i], *rows[i].response);
    return status;
}

Status Ledger::insertPooled(const std::string& wave, const SecretKey& key, const std::string& place,
                            const PooledResponse& response) {
    const std::string sealed = sealPooled(wave, key, response.record);
    return insertPool_.bindBlob(1, place).bind(2, wave).bindBlob(3, sealed).run();
}

}  // namespace otklik
