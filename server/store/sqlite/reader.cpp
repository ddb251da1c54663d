// Reading alone, also beside a server that goes on.

#include <filesystem>
#include <utility>
#include <vector>

#include "server/store/open.h"
#include "server/store/sqlite/database.h"
#include "server/store/sqlite/loading.h"
#include "server/store/sqlite/recount.h"
#include "server/store/sqlite/snapshots.h"

namespace otklik {
namespace {

/// What reading must not leave behind: SQLite makes files beside a database in WAL mode even for that. Where
/// nobody has the folder open, nobody may open it meanwhile, and they are removed again.
class Traceless {
  public:
    Traceless(const std::string& file, Disk& disk) : disk_(disk) {
        const std::string lock = folderOf(file) + "/otklik.lock";
        if (disk_.size(lock)) {
            auto taken = disk_.lock(lock);
            if (!taken) return;  // a server has the folder, and the files with it
            lock_ = std::move(*taken);
        }
        for (const char* suffix : {"-wal", "-shm"})
            if (!disk_.size(file + suffix)) missing_.push_back(file + suffix);
    }
    ~Traceless() {
        for (const std::string& trace : missing_) static_cast<void>(disk_.remove(trace));
    }
    Traceless(const Traceless&) = delete;

  private:
    Disk& disk_;
    std::unique_ptr<Disk::Lock> lock_;
    std::vector<std::string> missing_;
};

class SqliteReader : public StoreReader {
  public:
    SqliteReader(std::unique_ptr<Traceless> traceless, Database database)
        : traceless_(std::move(traceless)), database_(std::move(database)) {}

    StatusOr<Snapshot> snapshot() override {
        auto waves = loadWaves(database_);
        if (!waves) return waves.status();
        return snapshotOf(*waves);
    }
    Status texts(const std::string& wave, const TextHandler& each) override {
        Statement texts = database_.prepare(
            "SELECT wave, question, text FROM text WHERE ?1='' OR wave=?1 ORDER BY wave, question, key");
        texts.bind(1, wave);
        while (texts.next()) each(texts.text(0), texts.text(1), texts.text(2));
        return texts.status();
    }
    bool recount(const FindingHandler& each) override { return otklik::recount(database_, each); }
    Status copyTo(const std::string& file) override {
        return database_.prepare("VACUUM INTO ?1").bind(1, file).run();
    }

  private:
    std::unique_ptr<Traceless> traceless_;  // before the connection, so that it goes after it
    Database database_;
};

/// `file` is there.
StatusOr<std::unique_ptr<StoreReader>> readFile(const std::string& file, Disk& disk, bool mayBeOlder) {
    auto traceless = std::make_unique<Traceless>(file, disk);
    auto database = Database::read(file, disk, mayBeOlder);
    if (!database) return database.status();
    return std::unique_ptr<StoreReader>(
        std::make_unique<SqliteReader>(std::move(traceless), std::move(*database)));
}

}  // namespace

StatusOr<std::unique_ptr<StoreReader>> readStore(const std::string& folderOrFile, Disk& disk) {
    const bool isFolder = std::filesystem::is_directory(folderOrFile);
    const std::string file = isFolder ? folderOrFile + "/otklik.db" : folderOrFile;
    if (isFolder && !disk.size(file))
        return Status::refused(file + ": there is no database here. Name the right folder with --data.");
    if (!disk.size(file)) return Status::refused(file + ": there is no such file or folder.");
    return readFile(file, disk, false);
}

StatusOr<std::unique_ptr<StoreReader>> readCopy(const std::string& file, Disk& disk) {
    if (!disk.size(file)) return Status::refused(file + ": there is no such file.");
    return readFile(file, disk, true);
}

}  // namespace otklik
