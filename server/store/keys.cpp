// A file's bytes are durable before its name is, and a name's removal before the next step is taken.

#include "server/store/keys.h"

#include <algorithm>
#include <charconv>

#include "server/base/hex.h"
#include "server/base/place.h"
#include "server/base/wipe.h"

namespace otklik {
namespace {

constexpr std::size_t kLargestFile = 16 * 1024 * 1024;  // a release
constexpr const char *kDatabase = "database", *kPeriod = ".period", *kWave = ".wave", *kClosing = ".closing",
                     *kClosed = ".closed";

/// The number of a period key's file of `wave`; nothing where `name` is none.
std::optional<std::int64_t> numberIn(const std::string& name, const std::string& wave) {
    if (!name.starts_with(wave + ".") || !name.ends_with(kPeriod)) return std::nullopt;
    const char *from = name.data() + wave.size() + 1,
               *to = name.data() + name.size() - std::string(kPeriod).size();
    std::int64_t number = 0;
    if (from >= to || std::from_chars(from, to, number).ptr != to) return std::nullopt;
    return number;
}

bool isKey(const std::string& name) {
    return name.ends_with(kPeriod) || name.ends_with(kWave);
}

/// Of something that failed in the folder: where, and what to do.
Status inFolder(const std::string& folder, const Status& status) {
    if (status.detail().starts_with("The keys folder")) return status;
    return status.within("The keys folder " + folder + " cannot be used (",
                         "). Make room on its disk, and let this user write it; what was taken is kept");
}

Status privateOnly(const std::string& folder, const Disk& disk) {
    if (disk.isOurs(folder)) return {};
    return Status::refused(
        "The keys folder " + folder +
        " is not this user's alone: others could read what waits. Give it to the user that "
        "runs the server, and let nobody else in: chown USER " +
        folder + " && chmod 700 " + folder);
}

}  // namespace

std::string Keys::newName() {
    return randomHex(16);
}

Status Keys::areApart(const std::string& folder, const std::string& data) {
    if (!isInside(folder, data) && !isInside(data, folder)) return {};
    return Status::refused(
        "The keys folder " + folder + " and the data folder " + data +
        " lie one in the other: who copies one would have the keys with what they open. Name "
        "another one with --keys.");
}

bool Keys::isThere(const std::string& folder, const Disk& disk) {
    return disk.look(folder + "/" + kDatabase) != Disk::Entry::none;
}

Status Keys::create(const std::string& folder, const std::string& database, Disk& disk) {
    Status status;
    const bool isMissing = disk.look(folder) == Disk::Entry::none && disk.list(folder).empty();
    if (isMissing) status = disk.createFolder(folder);
    // Where it is there, this user may not open the folder that it is in; whoever made it saw to it.
    if (isMissing && status.isGood()) status = disk.sync(folderOf(folder));
    if (!status.isGood())
        return status.within(
            "The keys folder could not be made (",
            "). Make it for the user that runs the server: install -d -m 700 -o USER " + folder);
    if (status = privateOnly(folder, disk); !status.isGood()) return status;
    const std::string path = folder + "/" + kDatabase;
    if (const auto name = disk.read(path, 64); name && *name == database) return {};
    const auto names = disk.list(folder);
    if (std::any_of(names.begin(), names.end(),
                    [](const std::string& name) { return isKey(name) || name.ends_with(kClosed); }))
        return Status::refused(
            "The keys folder " + folder +
            " holds the keys of another database. Name another one with --keys, or put that "
            "database back, or restore a backup: see otklik restore --help");
    status = disk.remove(path);  // of a database that was never made
    if (status.isGood()) status = disk.create(path);
    if (status.isGood()) status = disk.write(path, 0, database);
    if (status.isGood()) status = disk.sync(path);
    if (status.isGood()) status = disk.sync(folder);
    return inFolder(folder, status).within("", ".");
}

StatusOr<std::unique_ptr<Keys>> Keys::open(const std::string& folder, const std::string& database,
                                           Disk& disk) {
    const auto name = disk.read(folder + "/" + kDatabase, 64);
    if (!name)
        return Status::refused(
            "The keys folder " + folder + " is missing or cannot be read (" + name.status().detail() +
            "). Without its keys nobody can open what waits to be counted. Name the right "
            "one with --keys, or put it back. Where it is lost, restore the database itself, with "
            "which only what waits is lost: otklik restore DIR/otklik.db --data DIR");
    if (*name != database)
        return Status::refused("The keys folder " + folder +
                               " belongs to another database. Name the right one with --keys.");
    if (Status status = privateOnly(folder, disk); !status.isGood()) return status;
    auto lock = disk.lock(folder + "/lock");
    if (!lock) return lock.status().within(folder + ": ", ".");
    return std::unique_ptr<Keys>(new Keys(folder, database, disk, std::move(*lock)));
}

std::string Keys::path(const std::string& wave, const std::string& kind) const {
    return folder_ + "/" + wave + kind;
}

/// Another folder of that name, an empty mount point say, would take new keys and hide the old ones.
Status Keys::isStillThere() const {
    const auto name = disk_.read(folder_ + "/" + kDatabase, 64);
    if (name && *name == database_) return {};
    return Status::passing(folder_ + ": the keys are gone, another folder has its name");
}

Status Keys::keep(const std::string& path, const std::string& bytes) {
    Status status = isStillThere();
    if (status.isGood()) status = disk_.destroy(path);  // of what was not finished
    if (status.isGood()) status = disk_.create(path);
    if (status.isGood()) status = disk_.write(path, 0, bytes);
    if (status.isGood()) status = disk_.sync(path);
    if (status.isGood()) status = disk_.sync(folder_);
    return inFolder(folder_, status);
}

StatusOr<SecretKey> Keys::makePeriodKey(const std::string& wave, std::int64_t number) {
    const SecretKey key = SecretKey::generate();
    std::string bytes = key.bytes();
    const Wiped wiped(bytes);
    const Status status = keep(path(wave, "." + std::to_string(number) + kPeriod), bytes);
    if (!status.isGood()) return status;
    return key;
}

StatusOr<SecretKey> Keys::periodKey(const std::string& wave, std::int64_t number) const {
    const std::string file = path(wave, "." + std::to_string(number) + kPeriod);
    auto bytes = disk_.read(file, SecretKey::kBytes);
    const auto key = bytes ? SecretKey::fromBytes(*bytes) : std::nullopt;
    if (bytes) wipe(*bytes);
    if (key) return *key;
    return Status::damaged("The key " + file + " of what waits in wave " + wave +
                           " is missing or damaged, and without it nobody can open that. Put the keys folder "
                           "back as it was, or restore a backup: see otklik restore --help");
}

Status Keys::destroyPeriodKey(const std::string& wave, std::int64_t number) {
    Status status = isStillThere();
    if (status.isGood()) status = disk_.destroy(path(wave, "." + std::to_string(number) + kPeriod));
    if (status.isGood()) status = disk_.sync(folder_);
    return inFolder(folder_, status);
}

Status Keys::destroyPeriodKeysBut(const std::string& wave, std::int64_t number) {
    Status status;
    for (const std::string& name : disk_.list(folder_))
        if (const auto other = numberIn(name, wave); other && *other != number && status.isGood())
            status = destroyPeriodKey(wave, *other);
    return status;
}

std::int64_t Keys::lastPeriod(const std::string& wave) const {
    std::int64_t last = 0;
    for (const std::string& name : disk_.list(folder_))
        if (const auto number = numberIn(name, wave)) last = std::max(last, *number);
    return last;
}

StatusOr<hpke::KeyPair> Keys::makeWaveKey(const std::string& wave) {
    const hpke::KeyPair pair = hpke::KeyPair::generate();
    std::string bytes = pair.privateKey();
    const Wiped wiped(bytes);
    const Status status = keep(path(wave, kWave), bytes);
    if (!status.isGood()) return status;
    return pair;
}

StatusOr<hpke::KeyPair> Keys::waveKey(const std::string& wave) const {
    auto bytes = disk_.read(path(wave, kWave), hpke::kPrivateKeyBytes);
    const auto pair = bytes ? hpke::KeyPair::fromPrivate(*bytes) : std::nullopt;
    if (bytes) wipe(*bytes);
    if (pair) return *pair;
    return Status::damaged(
        "The key " + path(wave, kWave) +
        " is missing or damaged. Put the keys folder back as it was, or restore a backup: see "
        "otklik restore --help");
}

bool Keys::hasWaveKey(const std::string& wave) const {
    return disk_.look(path(wave, kWave)) == Disk::Entry::file;
}

Status Keys::areThere(const std::string& wave, std::int64_t period) const {
    Status status = isStillThere();
    for (const std::string& kind : {std::string(kWave), "." + std::to_string(period) + kPeriod})
        if (status.isGood() && disk_.look(path(wave, kind)) != Disk::Entry::file)
            status = Status::passing(path(wave, kind) + ": the key is gone");
    return inFolder(folder_, status);
}

Status Keys::beginClosing(const std::string& wave, const std::string& release) {
    const std::string part = path(wave, ".part");
    Status status = keep(part, release);  // so that what is called closing is whole
    if (status.isGood()) status = disk_.rename(part, path(wave, kClosing));
    if (status.isGood()) status = disk_.sync(folder_);
    if (!status.isGood()) abandonClosing(wave);
    return inFolder(folder_, status);
}

void Keys::abandonClosing(const std::string& wave) {
    for (const char* kind : {".part", kClosing}) static_cast<void>(disk_.remove(path(wave, kind)));
    static_cast<void>(disk_.sync(folder_));
}

Status Keys::finishClosing(const std::string& wave, const std::string& release) {
    Status status = isStillThere();
    if (status.isGood() && disk_.look(path(wave, kClosed)) == Disk::Entry::none) {
        if (disk_.look(path(wave, kClosing)) == Disk::Entry::none) status = beginClosing(wave, release);
        if (status.isGood()) status = disk_.rename(path(wave, kClosing), path(wave, kClosed));
        if (status.isGood()) status = disk_.sync(folder_);
    }
    if (status.isGood()) status = destroyAll(wave);
    return inFolder(folder_, status);
}

Status Keys::replaceClosed(const std::string& wave, const std::string& release) {
    const std::string part = path(wave, ".part");
    Status status = keep(part, release);
    if (status.isGood()) status = disk_.rename(part, path(wave, kClosed));
    if (status.isGood()) status = disk_.sync(folder_);
    return inFolder(folder_, status);
}

StatusOr<std::optional<std::string>> Keys::closed(const std::string& wave) const {
    if (Status status = isStillThere(); !status.isGood()) return inFolder(folder_, status);
    if (disk_.look(path(wave, kClosed)) == Disk::Entry::none) return std::optional<std::string>();
    auto release = disk_.read(path(wave, kClosed), kLargestFile);
    if (!release) return inFolder(folder_, release.status());
    return std::optional<std::string>(std::move(*release));
}

Status Keys::finishClosingsBut(const std::set<std::string>& open) {
    Status status;
    for (const std::string& name : disk_.list(folder_)) {
        if (!name.ends_with(kClosing) || !status.isGood()) continue;
        const std::string wave = name.substr(0, name.size() - std::string(kClosing).size());
        if (!open.contains(wave)) status = finishClosing(wave, "");
    }
    return status;
}

std::set<std::string> Keys::waves() const {
    std::set<std::string> waves;
    for (const std::string& name : disk_.list(folder_))
        if (isKey(name)) waves.insert(name.substr(0, name.find('.')));
    return waves;
}

Status Keys::destroyWavesBut(const std::set<std::string>& kept) {
    Status status;
    for (const std::string& wave : waves())
        if (!kept.contains(wave) && status.isGood()) status = destroyAll(wave);
    return inFolder(folder_, status);
}

Status Keys::destroyAll(const std::string& wave) {
    Status status;
    bool isChanged = false;
    for (const std::string& name : disk_.list(folder_)) {
        if ((!numberIn(name, wave) && name != wave + kWave) || !status.isGood()) continue;
        status = disk_.destroy(folder_ + "/" + name);
        isChanged = true;
    }
    return status.isGood() && isChanged ? disk_.sync(folder_) : status;
}

}  // namespace otklik
