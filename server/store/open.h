#pragma once
// Which store a folder has. Everything else knows stores through store.h alone.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "server/store/clock.h"
#include "server/store/disk.h"
#include "server/store/store.h"
#include "shared/base/json.h"
#include "shared/privacy/random.h"

namespace otklik {

/// Whatever a store stands on; all of it must outlive the store.
struct StoreOptions {
    std::string folder;  ///< holds otklik.db and otklik.lock; it must exist
    Random& random;      ///< asked by one thread at a time
    Clock& clock;
    Disk& disk;
    bool create = false;            ///< makes the database where there is none
    std::size_t queueBound = 4096;  ///< submissions that may wait at once
    std::size_t groupBound = 1024;  ///< submissions of one commit
    /// Told of each release, of a write that fails, and of the next that works again; never of a response.
    std::function<void(const Json& line)> log = [](const Json&) {};
};

/// Locks the folder against a second process, opens what it holds and brings it to the current format. Where
/// the store is given up, what was taken is stored, and no more waits unmixed than in a store that goes on.
StatusOr<std::unique_ptr<Store>> openStore(StoreOptions options);

/// What is stored, for reading alone: it makes nothing and changes nothing, also beside a process that
/// stores.
class StoreReader {
  public:
    using TextHandler =
        std::function<void(const std::string& wave, const std::string& question, const std::string& text)>;
    using FindingHandler = std::function<void(bool isInOrder, const std::string& what)>;
    virtual ~StoreReader() = default;

    virtual StatusOr<Snapshot> snapshot() = 0;
    /// Hands out mixed open answers of one wave, or of all where `wave` is empty, by wave and question, and
    /// within a question in random order.
    virtual Status texts(const std::string& wave, const TextHandler& each) = 0;
    /// Counts everything again and compares; `each` hears, in a sentence, what is in order and what is not.
    /// False where anything is not.
    virtual bool recount(const FindingHandler& each) = 0;
    /// Writes all of it into `file`, which is empty or missing.
    virtual Status copyTo(const std::string& file) = 0;
};

/// Reads a folder's store, or a backup.
StatusOr<std::unique_ptr<StoreReader>> readStore(const std::string& folderOrFile, Disk& disk);

/// Opens a backup to restore it: it may have an older format, of which nothing but copyTo() can be asked.
StatusOr<std::unique_ptr<StoreReader>> readCopy(const std::string& file, Disk& disk);

/// Puts a copy in the place of what `folder` holds, once it has the current format and is known to be whole;
/// nobody may have the folder open. What was there before is kept beside it. Says in a sentence what it did.
StatusOr<std::string> restoreStore(StoreReader& copy, const std::string& folder, Disk& disk);

}  // namespace otklik
