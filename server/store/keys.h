#pragma once
// The keys folder, apart from the data folder and in no copy of it:
//
//   database       which database the keys are of
//   WAVE.N.period  the key of what waits in a wave, number N; another one after every mix
//   WAVE.wave      the wave's private key
//   WAVE.closing   what the wave is about to publish as it is closed
//   WAVE.closed    what it has published: a wave of an older copy gets no other figures
//
// Whatever has been counted is opened by no key any more: that is what the numbers are for. A key is
// destroyed by overwriting its file.

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "server/seal/hpke.h"
#include "server/seal/secret_key.h"
#include "server/store/disk.h"

namespace otklik {

class Keys {
  public:
    /// Opens the folder, for one process at a time. Refused, with what to do: where it is missing, belongs to
    /// another database than `database`, or is not this user's alone.
    static StatusOr<std::unique_ptr<Keys>> open(const std::string& folder, const std::string& database,
                                                Disk& disk);
    /// A name for a database that is about to be made.
    static std::string newName();
    /// Makes the folder where it is missing, for the database of that name. Refused where there are keys of
    /// another one.
    static Status create(const std::string& folder, const std::string& database, Disk& disk);
    /// Refused where the keys would lie in the data folder, or the data among the keys, by whatever links.
    static Status areApart(const std::string& folder, const std::string& data);
    /// True where a folder is some database's.
    static bool isThere(const std::string& folder, const Disk& disk);

    const std::string& folder() const { return folder_; }

    // What is made is durable when it is given.

    StatusOr<SecretKey> makePeriodKey(const std::string& wave, std::int64_t number);
    StatusOr<SecretKey> periodKey(const std::string& wave, std::int64_t number) const;
    Status destroyPeriodKey(const std::string& wave, std::int64_t number);
    /// Destroys all others of the wave: of a replacement that was not finished.
    Status destroyPeriodKeysBut(const std::string& wave, std::int64_t number);
    /// The greatest number of a period key of the wave that is there, or 0.
    std::int64_t lastPeriod(const std::string& wave) const;

    StatusOr<hpke::KeyPair> makeWaveKey(const std::string& wave);
    StatusOr<hpke::KeyPair> waveKey(const std::string& wave) const;
    bool hasWaveKey(const std::string& wave) const;
    /// Good where all keys are there that what waits in a wave needs.
    Status areThere(const std::string& wave, std::int64_t period) const;

    // A closing is remembered before it is written, so that whatever was published is never drawn again.

    /// Remembers that the wave is about to publish `release`, as JSON.
    Status beginClosing(const std::string& wave, const std::string& release);
    /// Forgets that: it is certain that nothing was published.
    void abandonClosing(const std::string& wave);
    /// Remembers that it has, where that is not known yet, and destroys all keys of the wave.
    Status finishClosing(const std::string& wave, const std::string& release);
    /// Remembers `release`, of a wave that is closed, in the place of what was known of it.
    Status replaceClosed(const std::string& wave, const std::string& release);
    /// What was published; empty where that is not known, nothing where the wave was not closed.
    StatusOr<std::optional<std::string>> closed(const std::string& wave) const;
    /// Where an older database comes: what was begun may have been published, but of the waves in `open`.
    Status finishClosingsBut(const std::set<std::string>& open);

    /// Waves of which there is any key.
    std::set<std::string> waves() const;
    /// Destroys all keys of other waves.
    Status destroyWavesBut(const std::set<std::string>& kept);

  private:
    Keys(std::string folder, std::string database, Disk& disk, std::unique_ptr<Disk::Lock> lock)
        : folder_(std::move(folder)), database_(std::move(database)), disk_(disk), lock_(std::move(lock)) {}
    Status isStillThere() const;
    Status destroyAll(const std::string& wave);
    std::string path(const std::string& wave, const std::string& kind) const;
    Status keep(const std::string& path, const std::string& bytes);

    const std::string folder_, database_;
    Disk& disk_;
    std::unique_ptr<Disk::Lock> lock_;
};

}  // namespace otklik
