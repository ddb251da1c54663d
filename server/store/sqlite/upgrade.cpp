// From the format before this one, which kept every response: closed waves keep what they published and their
// texts; of the others what was archived becomes one bundle, and what waits is sealed. The new database is
// written beside the old one, which is destroyed once the new one has its name: what it held is nowhere else
// but in old copies.

#include <sodium.h>

#include <algorithm>

#include "server/base/hex.h"
#include "server/store/open.h"
#include "server/store/sqlite/bundle.h"
#include "server/store/sqlite/loading.h"
#include "server/store/sqlite/record.h"
#include "server/store/sqlite/recount.h"
#include "shared/survey/definition.h"

namespace otklik {
namespace {

constexpr int kFormatBefore = kFormat - 1;

Status damaged(const std::string& wave) {
    return Status::damaged("Wave " + wave + " is damaged. Restore a backup with the version that wrote it");
}

class Upgrade {
  public:
    Upgrade(const Database& old, Database& database, Keys& keys, const StoreOptions& options,
            const std::function<StatusOr<std::string>(const Wave&)>& ballotKey)
        : old_(old), new_(database), keys_(keys), options_(options), ballotKey_(ballotKey) {}

    Status run() {
        Statement waves = old_.prepare(
            "SELECT id, state, opens, stops, closes, threshold, grace, channels, survey, demonstration FROM "
            "wave");
        while (waves.next()) {
            Wave wave;
            const bool isWave = readLife(waves, wave);
            wave.threshold =
                static_cast<int>(std::clamp<std::int64_t>(waves.number(5), kLeastThreshold, kMostThreshold));
            wave.graceDays = static_cast<int>(std::clamp<std::int64_t>(waves.number(6), 0, kMostGraceDays));
            wave.demonstration = waves.number(9) != 0;
            auto survey = parseSurvey(waves.text(8));
            auto channels = parseJson(waves.text(7));
            if (!isWave || !survey || !channels || !isListOfStrings(*channels)) return damaged(wave.id);
            wave.survey = std::make_shared<const Survey>(std::move(*survey));
            wave.channels = channels->get<std::vector<std::string>>();
            if (Status status = this->wave(std::move(wave)); !status.isGood()) return status;
        }
        return waves.status();
    }

  private:
    Status wave(Wave wave) {
        const TallyLayout layout(*wave.survey, wave.channels);
        std::int64_t mixed = 0;
        Statement archived = old_.prepare("SELECT count(*) FROM archive WHERE wave=?1");
        if (archived.bind(1, wave.id).next()) mixed = archived.number(0);
        Status status = archived.status();
        if (status.isGood())
            status = wave.state == WaveState::closed ? closed(wave) : counted(wave, layout, mixed);
        if (status.isGood()) status = insertWave(new_, wave);
        return status.isGood() ? insertTurnout(new_, wave.id, mixed) : status;
    }

    Status closed(const Wave& wave) {
        const auto release = readRelease(old_, wave.id);
        if (!release) return release.status();
        Status status = *release ? insertRelease(new_, **release) : damaged(wave.id);
        Statement texts = old_.prepare("SELECT key, question, text FROM text WHERE wave=?1 ORDER BY key");
        Statement insert = new_.prepare("INSERT INTO text VALUES (?1, ?2, ?3, ?4)");
        texts.bind(1, wave.id);
        while (status.isGood() && texts.next()) {
            const std::string key = texts.text(0), question = texts.text(1), text = texts.text(2);
            status = insert.bindBlob(1, key).bind(2, wave.id).bind(3, question).bind(4, text).run();
        }
        return status.isGood() ? texts.status() : status;
    }

    Status counted(Wave& wave, const TallyLayout& layout, std::int64_t mixed) {
        auto ballotKey = ballotKey_(wave);
        if (!ballotKey) return ballotKey.status();
        const auto own = keys_.makeWaveKey(wave.id);
        if (!own) return own.status();
        wave.ballotKey = *ballotKey;
        wave.sealingKey = own->publicKey();
        const Period period{1, wave.opens, false, Counts(layout.mainSize())};
        const auto key = keys_.makePeriodKey(wave.id, period.number);
        if (!key) return key.status();
        Status status = writePeriod(new_, wave.id, period, *key);
        // What it has published stays published.
        const auto release = readRelease(old_, wave.id);
        if (!release) return release.status();
        if (status.isGood() && *release) status = insertRelease(new_, **release);
        if (status.isGood() && mixed > 0) status = bundle(wave, layout);
        if (status.isGood()) status = pool(wave, *key);
        return status;
    }

    /// The archive's rows, and the texts, which count for open questions.
    Status bundle(const Wave& wave, const TallyLayout& layout) {
        Bundle bundle{Counts(layout.size()), {}};
        Statement archived = old_.prepare("SELECT body FROM archive WHERE wave=?1");
        archived.bind(1, wave.id);
        while (archived.next()) {
            const auto response = fromRecord(*wave.survey, archived.text(0));
            if (!response) return damaged(wave.id);
            add(layout.amountsOf(response->answers, response->via), bundle.counts);
        }
        if (!archived.status().isGood()) return archived.status();
        Statement texts = old_.prepare("SELECT question, text FROM text WHERE wave=?1");
        texts.bind(1, wave.id);
        while (texts.next()) {
            bundle.texts.push_back({texts.text(0), texts.text(1)});
            const int cell = layout.position(texts.text(0) + "//");
            if (cell >= 0 && wave.survey->question(texts.text(0))->keepsText())
                ++bundle.counts[static_cast<std::size_t>(cell)];
        }
        if (!texts.status().isGood()) return texts.status();
        shuffle(bundle.texts, options_.random);
        if (!bundleFromJson(layout, toText(bundle))) return damaged(wave.id);  // nobody could count it
        return insertBundle(new_, randomRowKey(options_.random), wave, bundle);
    }

    Status pool(const Wave& wave, const SecretKey& key) {
        Statement waiting = old_.prepare("SELECT key, body FROM pool WHERE wave=?1 ORDER BY key");
        Statement insert = new_.prepare("INSERT INTO pool VALUES (?1, ?2, ?3)");
        waiting.bind(1, wave.id);
        Status status;
        while (status.isGood() && waiting.next()) {
            const std::string place = waiting.text(0), record = waiting.text(1);
            if (!fromRecord(*wave.survey, record)) return damaged(wave.id);
            const std::string sealed = sealPooled(wave.id, key, record);
            status = insert.bindBlob(1, place).bind(2, wave.id).bindBlob(3, sealed).run();
        }
        return status.isGood() ? waiting.status() : status;
    }

    const Database& old_;
    Database& new_;
    Keys& keys_;
    const StoreOptions& options_;
    const std::function<StatusOr<std::string>(const Wave&)>& ballotKey_;
};

/// The name that the keys folder gives a database is drawn from its own secret, so that an upgrade that was
/// interrupted finds the keys that it made.
std::string nameFrom(const std::string& secret) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>("otklik keys"), 11,
                       reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    return toHex({reinterpret_cast<const char*>(hash), sizeof hash});
}

/// Writes the database `part` from the one in `file`, whose log is carried over.
Status rewritten(const std::string& file, const std::string& part, const StoreOptions& options,
                 const std::function<StatusOr<std::string>(const Wave&)>& ballotKey) {
    Disk& disk = options.disk;
    auto old = Database::open(file, disk, kFormatBefore);
    if (!old) return old.status();
    // All that the log has goes into the file; the log itself stays to be overwritten.
    sqlite3_db_config(old->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    Status status = old->run("PRAGMA wal_checkpoint(FULL)");
    const auto secret = loadSecret(*old, "seen");
    if (status.isGood() && !secret) status = secret.status();
    const std::string name = secret ? nameFrom(*secret) : "";
    if (status.isGood()) status = Keys::create(options.keys, name, disk);
    if (!status.isGood()) return status;
    auto keys = Keys::open(options.keys, name, disk);
    if (!keys) return keys.status();
    status = disk.remove(part);
    if (status.isGood()) status = disk.create(part);
    if (!status.isGood()) return status;
    auto draft = Database::draft(part, disk);
    if (!draft) return draft.status();
    status = draft->prepare("INSERT INTO secret VALUES ('keys', ?1), ('seen', ?2)")
                 .bind(1, name)
                 .bindBlob(2, *secret)
                 .run();
    if (status.isGood()) status = draft->prepare("ATTACH ?1 AS source").bind(1, uriOf(file)).run();
    if (status.isGood())
        status = draft->run("INSERT INTO seen SELECT * FROM source.seen; DETACH source; BEGIN");
    if (status.isGood()) status = Upgrade(*old, *draft, **keys, options, ballotKey).run();
    return status.isGood() ? draft->run("COMMIT") : status;
}

}  // namespace

StatusOr<std::string> upgradeStore(StoreOptions options,
                                   const std::function<StatusOr<std::string>(const Wave& wave)>& ballotKey) {
    if (sodium_init() < 0) return Status::lasting("libsodium found no source of randomness.");
    Disk& disk = options.disk;
    if (Status status = Keys::areApart(options.keys, options.folder); !status.isGood()) return status;
    const auto lock = disk.lock(options.folder + "/otklik.lock");
    if (!lock) return lock.status().within(options.folder + ": ", ". Stop it first.");
    const std::string file = options.folder + "/otklik.db", part = file + ".part",
                      aside = file + ".before-upgrade";
    Status status;
    if (disk.look(aside) == Disk::Entry::file && disk.look(file) == Disk::Entry::none)
        status = disk.rename(aside, file);  // interrupted between two names
    if (status.isGood() && disk.look(aside) == Disk::Entry::none) {
        status = rewritten(file, part, options, ballotKey);
        if (status.isGood()) status = inOrder(part, disk);
        if (!status.isGood()) {
            static_cast<void>(disk.remove(part));
            return status.within("Nothing was changed: ", "");
        }
        for (const char* suffix : {"-wal", "-shm"})
            if (status.isGood()) status = disk.destroy(file + suffix);
        if (status.isGood()) status = disk.rename(file, aside);
        if (status.isGood()) status = disk.sync(options.folder);
        if (status.isGood()) status = Database::putInPlace(part, file, disk);
    }
    if (status.isGood()) status = Database::read(file, disk).status();  // before the old one goes
    if (status.isGood()) status = disk.destroy(aside);
    if (status.isGood()) status = disk.sync(options.folder);
    if (!status.isGood())
        return status.within("The upgrade was interrupted: ", ". Run it again, it goes on where it was.");
    std::string left;
    for (const std::string& name : disk.list(options.folder))
        if (name.starts_with("otklik.db.replaced")) left += " " + options.folder + "/" + name;
    if (!left.empty()) left = " Destroy also what an earlier restore has set aside:" + left + ".";
    return "The folder " + options.folder + " has this version's format, and its keys are in " +
           options.keys +
           ". What the old database held of single responses was overwritten; old copies still hold it all: "
           "destroy them. Make a new one: see otklik backup --help" +
           left;
}

}  // namespace otklik
