#pragma once
// A store with everything that it stands on, and an open wave: what tests of the store begin with.

#include <algorithm>

#include "server/store/open.h"
#include "server/store/sqlite/database.h"
#include "shared/base/json.h"
#include "tests/server/store/memory_disk.h"
#include "tests/server/store/number_in.h"
#include "tests/server/store/stepped_clock.h"
#include "tests/server/store/submission.h"

namespace otklik::test {

/// The key that opens what test waves have counted.
inline const hpke::KeyPair& ballotKey() {
    static const hpke::KeyPair key = hpke::KeyPair::derive("the ballot key of all test waves");
    return key;
}

/// The order's survey as wave 2026. A trial shows figures at every mix.
inline Wave orderWave(int threshold = 10, bool isTrial = false) {
    Wave wave;
    wave.id = "2026";
    wave.threshold = threshold;
    wave.trial = isTrial;
    wave.ballotKey = ballotKey().publicKey();
    wave.channels = {"site", "vk"};
    wave.survey = std::make_shared<const Survey>(orderSurvey());
    return wave;
}

/// On a real disk (SystemDisk) or one in memory that fails on demand (MemoryDisk).
template <class SomeDisk>
struct OpenedStore {
    TemporaryFolder folder;
    FixedRandom random{7};
    SteppedClock clock;
    SomeDisk disk;
    std::vector<Json> log;
    std::unique_ptr<Store> store;

    explicit OpenedStore(int threshold = 10, bool isTrial = false) {
        std::filesystem::create_directory(data());
        open();
        REQUIRE(store->openWave(orderWave(threshold, isTrial)).isGood());
    }
    /// A store in these folders, on the same ground.
    StatusOr<std::unique_ptr<Store>> openIn(const std::string& data, const std::string& keys,
                                            bool create = false) {
        return openStore({.folder = data,
                          .keys = keys,
                          .random = random,
                          .clock = clock,
                          .disk = disk,
                          .create = create,
                          .log = [this](const Json& line) { log.push_back(line); }});
    }
    StatusOr<std::unique_ptr<Store>> tryOpening() { return openIn(data(), keys()); }
    void open() {
        auto opened = openIn(data(), keys(), true);
        REQUIRE_MESSAGE(opened, opened.status().detail());
        store = std::move(*opened);
    }
    void reopen() {
        store.reset();
        open();
    }

    Accepted accept(int n, const std::string& text = "слово") {
        return store
            ->accept({submission(numberedId(n), {{"sex", n % 2 ? "male" : "female"}, {"seek", text}})})
            .front();
    }
    void acceptMany(int from, int to, const std::string& mark = "слово") {
        for (int n = from; n < to; ++n) REQUIRE(accept(n, mark + std::to_string(n)) == Accepted::stored);
    }
    /// So many that a mix is due, however the threshold was drawn; and lets it happen.
    void mixOnce(int threshold = 10) {
        acceptMany(sent_, sent_ + 3 * threshold);
        sent_ += 3 * threshold;
        second();
        second();
    }
    void close() {
        REQUIRE(store->stopWave("2026").isGood());
        const Status closed = store->closeWave("2026", ballotKey());
        REQUIRE_MESSAGE(closed.isGood(), closed.detail());
    }
    /// Waits until whatever is due now is done. The first mix is due at once, others a second after the last.
    void settle() { clock.settle(*store); }
    /// Lets a second pass, and with it whatever was due.
    void second() { clock.step(*store, std::chrono::seconds(1)); }
    const Release* release() {
        snapshot_ = store->snapshot();
        return snapshot_->release("2026");
    }

    std::string data() const { return folder.path() + "/data"; }
    std::string keys() const { return folder.path() + "/keys"; }
    std::string file() const { return data() + "/otklik.db"; }
    std::int64_t number(const std::string& sql) { return numberIn(file(), disk, sql); }

    std::int64_t waiting() { return number("SELECT count(*) FROM pool"); }
    std::int64_t mixed() { return number("SELECT mixed FROM turnout WHERE wave='2026'"); }

  private:
    std::shared_ptr<const Snapshot> snapshot_;
    int sent_ = 100'000;  // by mixOnce()
};

using StoreOnDisk = OpenedStore<SystemDisk>;
using StoreInMemory = OpenedStore<MemoryDisk>;

}  // namespace otklik::test
