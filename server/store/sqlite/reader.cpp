// Reading alone, also beside a server that goes on. Where there is a write-ahead log, a server has the
// folder, or had it when it was killed: SQLite reads both, with the files that are there. Where there is none
// nobody has the folder, and the file is read as it is: no lock is taken and nothing is made. If a server
// takes the folder meanwhile, what was read may be of two moments; that is found out at the end.

#include <filesystem>
#include <utility>

#include "server/store/open.h"
#include "server/store/sqlite/copy.h"
#include "server/store/sqlite/database.h"
#include "server/store/sqlite/loading.h"
#include "server/store/sqlite/recount.h"
#include "server/store/sqlite/snapshots.h"

namespace otklik {
namespace {

class SqliteReader : public StoreReader {
  public:
    SqliteReader(Database database, std::string file, Disk& disk)
        : database_(std::move(database)), file_(std::move(file)), disk_(disk), hadLog_(hasLog()) {}

    StatusOr<Snapshot> snapshot() override {
        auto waves = loadWaves(database_);
        if (!waves) return waves.status();
        if (Status status = undisturbed(); !status.isGood()) return status;
        return snapshotOf(*waves);
    }
    StatusOr<Turnout> turnout(const std::string& wave) override {
        auto turnout = readTurnout(database_, wave);
        if (!turnout) return turnout;
        if (Status status = undisturbed(); !status.isGood()) return status;
        return turnout;
    }
    Status texts(const std::string& wave, const TextHandler& each) override {
        Statement texts = database_.prepare(
            "SELECT wave, question, text FROM text WHERE ?1='' OR wave=?1 ORDER BY wave, question, key");
        texts.bind(1, wave);
        while (texts.next()) each(texts.text(0), texts.text(1), texts.text(2));
        return texts.status().isGood() ? undisturbed() : texts.status();
    }
    bool recount(const std::optional<hpke::KeyPair>& ballotKey, const FindingHandler& each) override {
        const bool isInOrder = otklik::recount(database_, ballotKey, each);
        const Status status = undisturbed();
        if (!status.isGood()) each(false, status.detail());
        return isInOrder && status.isGood();
    }
    Status copyTo(const std::string& file) override {
        const Status status = copyInto(database_, file, disk_);
        return status.isGood() ? undisturbed() : status;
    }

  private:
    bool hasLog() const { return disk_.look(file_ + "-wal") != Disk::Entry::none; }
    Status undisturbed() const {
        if (hadLog_ || !hasLog()) return {};
        return Status::passing("A server has opened the file meanwhile. Try again");
    }

    Database database_;
    const std::string file_;
    Disk& disk_;
    const bool hadLog_;
};

/// `file` is there.
StatusOr<std::unique_ptr<StoreReader>> readFile(const std::string& file, Disk& disk) {
    auto database = Database::read(file, disk);
    if (!database) return database.status();
    return std::unique_ptr<StoreReader>(std::make_unique<SqliteReader>(std::move(*database), file, disk));
}

}  // namespace

StatusOr<std::unique_ptr<StoreReader>> readStore(const std::string& folderOrFile, Disk& disk) {
    if (!std::filesystem::is_directory(folderOrFile)) {
        if (disk.size(folderOrFile)) return readFile(folderOrFile, disk);
        return Status::refused(folderOrFile + ": there is no such file or folder.");
    }
    const std::string file = folderOrFile + "/otklik.db";
    switch (disk.look(file)) {
        case Disk::Entry::file:
            return readFile(file, disk);
        case Disk::Entry::other:
            return notAFile(file);
        case Disk::Entry::none:
            break;
    }
    return Status::refused(folderOrFile + ": there is no database here. Name the right folder with --data.");
}

StatusOr<std::unique_ptr<StoreReader>> readCopy(const std::string& file, Disk& disk) {
    if (!disk.size(file)) return Status::refused(file + ": there is no such file.");
    return readFile(file, disk);
}

}  // namespace otklik
