// What `otklik check` makes of a database: without keys, that nothing has been lost and everything can be
// read; with a ballot key, that what was mixed is what was taken.

#include "server/store/sqlite/recount.h"

#include <cstdint>
#include <utility>

#include "server/store/sqlite/bundle.h"
#include "server/store/sqlite/rows.h"

namespace otklik {
namespace {

/// One check of one database: what was found so far.
class Recount {
  public:
    Recount(const Database& database, const std::optional<hpke::KeyPair>& ballotKey,
            const StoreReader::FindingHandler& each)
        : database_(database), ballotKey_(ballotKey), each_(each) {}
    bool isInOrder() const { return isInOrder_; }

    void wholeFile() {
        rows(database_.prepare("PRAGMA integrity_check"), [&](const Statement& row) {
            if (row.text(0) != "ok") wrong("the file is damaged: " + row.text(0));
        });
        const auto waves = readWaves(database_);
        if (!waves) return wrong(waves.status().detail());
        std::int64_t taken = 0;
        for (const Wave& wave : *waves) taken += this->wave(wave);
        if (number("SELECT count(*) FROM seen") != taken)
            wrong("there are not as many ids of submissions as responses were taken");
        for (const std::string table : {"pool", "bundle", "period", "noisy", "turnout", "release", "text"})
            if (number("SELECT count(*) FROM " + table + " WHERE wave NOT IN (SELECT id FROM wave)") > 0)
                wrong("there are rows in " + table + " of no wave");
    }

  private:
    void wrong(const std::string& what) {
        isInOrder_ = false;
        each_(false, what);
    }
    /// False where `status` is not good.
    bool isGood(const Status& status) {
        if (!status.isGood()) wrong(status.detail());
        return status.isGood();
    }

    void rows(Statement statement, const std::function<void(const Statement&)>& each) {
        while (statement.next()) each(statement);
        if (!statement.status().isGood()) wrong("the file could not be read: " + statement.status().detail());
    }
    std::int64_t number(const std::string& sql) {
        std::int64_t value = -1;
        rows(database_.prepare(sql), [&](const Statement& row) { value = row.number(0); });
        return value;
    }

    /// How many responses it has taken.
    std::int64_t wave(const Wave& wave) {
        const auto turnout = readTurnout(database_, wave.id);
        const auto release = readRelease(database_, wave.id);
        if (!isGood(turnout.status()) || !isGood(release.status())) return 0;
        const bool before = std::exchange(isInOrder_, true);
        const TallyLayout layout(*wave.survey, wave.channels);
        if (wave.state == WaveState::closed) {
            if (!*release && !wave.closes.empty()) wrong("wave " + wave.id + " is closed without a release");
            if (!*release && wave.closes.empty())
                each_(true, "wave " + wave.id + ": its figures were published from another copy");
            for (const char* table : {"pool", "bundle", "period", "noisy"})
                if (count(table, wave.id) > 0)
                    wrong("wave " + wave.id + " is closed, but something is left of it in " + table);
        } else {
            if (count("text", wave.id) > 0) wrong("wave " + wave.id + " has texts before its closing");
            isGood(readPeriodNumber(database_, wave.id).status());
            isGood(readNoisy(database_, wave.id, layout).status());
            if (count("bundle", wave.id) == 0 && turnout->mixed > 0)
                wrong("wave " + wave.id + ": what was mixed is missing");
            if (ballotKey_ && ballotKey_->publicKey() == wave.ballotKey) open(wave, layout, turnout->mixed);
        }
        if (isInOrder_)
            each_(true, "wave " + wave.id + ": " + std::to_string(turnout->taken()) + " taken: " +
                            std::to_string(turnout->mixed) + " mixed, " + std::to_string(turnout->waiting) +
                            " waiting, " + std::to_string(turnout->discarded) + " discarded, " +
                            std::to_string(turnout->lost) + " waited when a copy was made and are not in it");
        isInOrder_ = isInOrder_ && before;
        return turnout->taken();
    }

    std::int64_t count(const std::string& table, const std::string& wave) {
        std::int64_t value = -1;
        Statement rows = database_.prepare("SELECT count(*) FROM " + table + " WHERE wave=?1");
        rows.bind(1, wave);
        this->rows(std::move(rows), [&](const Statement& row) { value = row.number(0); });
        return value;
    }

    void open(const Wave& wave, const TallyLayout& layout, std::int64_t mixed) {
        BundleSum bundles(layout, wave.id, *ballotKey_);
        if (!isGood(bundles.add(database_))) return;
        if (bundles.sum().counts[0] != mixed)
            return wrong("wave " + wave.id + ": its bundles have " + std::to_string(bundles.sum().counts[0]) +
                         " responses, but " + std::to_string(mixed) + " were mixed");
        each_(true, "wave " + wave.id + ": all " + std::to_string(bundles.opened()) +
                        " bundles open with the ballot key, and have what was mixed");
    }

    const Database& database_;
    const std::optional<hpke::KeyPair>& ballotKey_;
    const StoreReader::FindingHandler& each_;
    bool isInOrder_ = true;
};

}  // namespace

bool recount(Database& database, const std::optional<hpke::KeyPair>& ballotKey,
             const StoreReader::FindingHandler& each) {
    Recount recount(database, ballotKey, each);
    if (Status status = database.run("BEGIN"); !status.isGood())  // of one moment, though the server goes on
        return each(false, status.detail()), false;
    recount.wholeFile();
    static_cast<void>(database.run("COMMIT"));
    return recount.isInOrder();
}

Status inOrder(const std::string& file, Disk& disk) {
    auto database = Database::read(file, disk);
    if (!database) return database.status();
    std::string wrong;
    const bool isInOrder = recount(*database, std::nullopt, [&](bool isGood, const std::string& what) {
        if (!isGood && wrong.empty()) wrong = what;
    });
    return isInOrder ? Status() : Status::damaged(wrong);
}

}  // namespace otklik
