#pragma once
// Which store a folder has. Everything else knows stores through store.h alone.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "server/store/clock.h"
#include "server/store/disk.h"
#include "server/store/keys.h"
#include "server/store/store.h"
#include "shared/base/json.h"
#include "shared/privacy/random.h"

namespace otklik {

/// Whatever a store stands on; all of it must outlive the store.
struct StoreOptions {
    std::string folder;  ///< holds otklik.db and otklik.lock; it must exist
    std::string keys;    ///< the keys folder, see keys.h
    Random& random;      ///< asked by one thread at a time
    Clock& clock;
    Disk& disk;
    bool create = false;            ///< makes the database where there is none
    std::size_t queueBound = 4096;  ///< submissions that may wait at once
    std::size_t groupBound = 1024;  ///< submissions of one commit
    /// Told of each release, of a write that fails, and of the next that works again; never of a response.
    std::function<void(const Json& line)> log = [](const Json&) {};
};

/// The keys folder that belongs to a data folder unless another one is named: DIR-keys beside it.
std::string keysOf(const std::string& folder);

/// Locks both folders against a second process and opens what they hold; an older format is refused. Where
/// the store is given up, what was taken is stored, and no more waits unmixed than in a store that goes on.
StatusOr<std::unique_ptr<Store>> openStore(StoreOptions options);

/// How many responses of a wave were taken, by what became of them.
struct Turnout {
    std::int64_t mixed = 0, waiting = 0;
    std::int64_t discarded = 0;  ///< thrown away unmixed by the administrator
    std::int64_t lost = 0;       ///< waited when a copy was made that was restored
    std::int64_t taken() const { return mixed + waiting + discarded + lost; }
};

/// What is stored, for reading alone: it makes nothing and changes nothing, also beside a process that
/// stores.
class StoreReader {
  public:
    using TextHandler =
        std::function<void(const std::string& wave, const std::string& question, const std::string& text)>;
    using FindingHandler = std::function<void(bool isInOrder, const std::string& what)>;
    virtual ~StoreReader() = default;

    virtual StatusOr<Snapshot> snapshot() = 0;
    virtual StatusOr<Turnout> turnout(const std::string& wave) = 0;
    /// Hands out open answers of one closed wave, or of all where `wave` is empty, by wave and question, and
    /// within a question in random order.
    virtual Status texts(const std::string& wave, const TextHandler& each) = 0;
    /// Compares what can be compared without keys, and what the ballot key opens where one is given; `each`
    /// hears, in a sentence, what is in order and what is not. False where anything is not.
    virtual bool recount(const std::optional<hpke::KeyPair>& ballotKey, const FindingHandler& each) = 0;
    /// Writes a copy into `file`, which is empty or missing; nobody may have the store open.
    virtual Status copyTo(const std::string& file) = 0;
};

/// Reads a folder's store, or a backup.
StatusOr<std::unique_ptr<StoreReader>> readStore(const std::string& folderOrFile, Disk& disk);

/// Opens a copy.
StatusOr<std::unique_ptr<StoreReader>> readCopy(const std::string& file, Disk& disk);

/// Puts a copy in the place of what `folder` holds, once it is known to be whole, with new keys in the folder
/// `keys`; nobody may have the folders open. What was there before is kept beside it. Where the keys folder
/// knows nothing of a wave, `wasClosed` says whether it was closed after the copy was made. Says in sentences
/// what it did.
using WasClosed = std::function<StatusOr<bool>(const std::string& wave)>;
StatusOr<std::string> restoreStore(StoreReader& copy, const std::string& folder, const std::string& keys,
                                   Disk& disk, const WasClosed& wasClosed);

/// Brings a folder of the format before this one to this one. `ballotKey` gives the public key for a wave
/// that is not closed. Says in sentences what it did.
StatusOr<std::string> upgradeStore(StoreOptions options,
                                   const std::function<StatusOr<std::string>(const Wave& wave)>& ballotKey);

}  // namespace otklik
