#pragma once
// The store in one SQLite file: callers take their responses apart and wait; one thread, the writer, owns the
// only connection that writes.

#include "server/store/open.h"
#include "server/store/sqlite/ledger.h"

namespace otklik {

class SqliteStore : public Store {
  public:
    static StatusOr<std::unique_ptr<Store>> open(StoreOptions options);

    std::vector<Accepted> accept(std::vector<Submission> submissions) override;
    std::shared_ptr<const Snapshot> snapshot() const override { return snapshots_.current(); }
    std::optional<std::string> unseal(const std::string& wave, const hpke::Sealed& sealed,
                                      std::string_view info, std::string_view aad) const override;
    Status health() const override { return health_.status(); }
    Status openWave(Wave wave) override;
    Status stopWave(const std::string& id) override;
    Status closeWave(const std::string& id, const std::optional<hpke::KeyPair>& ballotKey) override;
    StatusOr<std::size_t> discardWaiting(const std::string& id) override;
    Status countThemes(const std::string& id, const std::vector<Theme>& themes) override;
    Status setOfficeText(const std::string& id, OfficeTextSource text) override;
    Status forgetTexts(const std::string& id) override;
    Status backup(const std::string& file) override;

  private:
    SqliteStore(StoreOptions options, std::unique_ptr<Disk::Lock> lock);
    Status inWriter(const std::function<Status()>& command);

    const StoreOptions options_;
    std::unique_ptr<Disk::Lock> lock_;
    std::unique_ptr<Keys> keys_;
    Health health_;
    Snapshots snapshots_;
    std::unique_ptr<Ledger> ledger_;
    std::unique_ptr<CommitQueue> queue_;  // the last, so that the writer ends first
};

}  // namespace otklik
