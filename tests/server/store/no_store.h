#pragma once
// A store that has a snapshot and nothing else: what a test or a bench needs beside, it overrides.

#include "server/store/store.h"

namespace otklik::test {

class NoStore : public Store {
  public:
    explicit NoStore(std::shared_ptr<const Snapshot> snapshot = nullptr) : snapshot_(std::move(snapshot)) {}
    std::vector<Accepted> accept(std::vector<Submission> submissions) override {
        return std::vector<Accepted>(submissions.size(), Accepted::stored);
    }
    std::shared_ptr<const Snapshot> snapshot() const override { return snapshot_; }
    std::optional<std::string> unseal(const std::string&, const hpke::Sealed&, std::string_view,
                                      std::string_view) const override {
        return std::nullopt;
    }
    Status health() const override { return {}; }
    Status openWave(Wave) override { return {}; }
    Status stopWave(const std::string&) override { return {}; }
    Status closeWave(const std::string&, const std::optional<hpke::KeyPair>&) override { return {}; }
    Status countThemes(const std::string&, const std::vector<Theme>&) override { return {}; }
    StatusOr<std::size_t> discardWaiting(const std::string&) override { return 0; }
    Status setOfficeText(const std::string&, OfficeTextSource) override { return {}; }
    Status forgetTexts(const std::string&) override { return {}; }
    Status backup(const std::string&) override { return {}; }

  private:
    const std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace otklik::test
