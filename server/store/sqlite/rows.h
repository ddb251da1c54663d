#pragma once
// Rows of the file as values, and back; what is read is checked, not trusted.

#include <optional>
#include <string>
#include <string_view>

#include "server/seal/secret_key.h"
#include "server/store/open.h"
#include "server/store/sqlite/database.h"
#include "server/store/sqlite/pooled_response.h"
#include "shared/base/json.h"

namespace otklik {

/// A fresh key for a row: kRowKeyBytes that say nothing.
std::string randomRowKey(Random& random);

// Of rows that could not be read, and of rows that say what cannot be: the way back.
Status rowsUnreadable(const Status& status);
Status rowsDamaged(const std::string& what);

Status insertWave(const Database& database, const Wave& wave);
/// Writes what of a wave's settings may change: the office's texts.
Status updateSettings(const Database& database, const Wave& wave);
/// What every format has first in a row: id, state, opens, stops, closes. False where it is no wave's.
bool readLife(const Statement& row, Wave& wave);
/// Makes a wave closed since `day`, which may be unknown and empty, and destroys what only others have.
Status markClosed(const Database& database, const std::string& wave, const std::string& day);
/// All waves, in no order.
StatusOr<std::vector<Wave>> readWaves(const Database& database);

/// The latest of a wave; nothing where there is none.
StatusOr<std::optional<Release>> readRelease(const Database& database, const std::string& wave);
/// A release as its row has it.
Result<Release> releaseFromText(std::string_view text);
Status insertRelease(const Database& database, const Release& release);

/// What has been counted of a wave since a day, and with which key what waits is sealed.
struct Period {
    std::int64_t number = 1;  ///< of the key, see keys.h
    std::string begins;       ///< ISO day
    bool isCounting = true;   ///< the tally has all since then; a restored wave's has not
    /// Main cells, with the period's noise in them from its beginning, so that nobody who gets the keys reads
    /// an exact count. A trial's have none: its figures get noise at each release.
    Counts tally;
};
Status writePeriod(const Database& database, const std::string& wave, const Period& period,
                   const SecretKey& key);
/// Its number alone needs no key.
StatusOr<std::int64_t> readPeriodNumber(const Database& database, const std::string& wave);
/// Damaged where the key does not open it.
StatusOr<Period> readPeriod(const Database& database, const std::string& wave, const TallyLayout& layout,
                            const SecretKey& key);

/// The main counts of each period that has ended, with noise.
StatusOr<std::vector<Counts>> readNoisy(const Database& database, const std::string& wave,
                                        const TallyLayout& layout);
Status insertNoisy(const Database& database, const std::string& wave, std::size_t number,
                   const Counts& counts);

Status insertTurnout(const Database& database, const std::string& wave, std::int64_t mixed);
/// What became of what a wave took; all none where there is no such wave.
StatusOr<Turnout> readTurnout(const Database& database, const std::string& wave);

/// What a row of the pool has of a response.
std::string sealPooled(const std::string& wave, const SecretKey& key, const std::string& record);
std::optional<PooledResponse> openPooled(const std::string& wave, const SecretKey& key,
                                         const TallyLayout& layout, const std::string& sealed);

/// Whole numbers; a problem where there are not `size` of them.
Result<Counts> countsFromJson(const Json& json, std::size_t size);

}  // namespace otklik
