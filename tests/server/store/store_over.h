#pragma once
// A store that hands everything to another one: what a test changes of it, it overrides.

#include "server/store/store.h"

namespace otklik::test {

class StoreOver : public Store {
  public:
    explicit StoreOver(Store& real) : real_(real) {}
    std::vector<Accepted> accept(std::vector<Submission> submissions) override {
        return real_.accept(std::move(submissions));
    }
    std::shared_ptr<const Snapshot> snapshot() const override { return real_.snapshot(); }
    std::optional<std::string> unseal(const std::string& wave, const hpke::Sealed& sealed,
                                      std::string_view info, std::string_view aad) const override {
        return real_.unseal(wave, sealed, info, aad);
    }
    Status health() const override { return real_.health(); }
    Status openWave(Wave wave) override { return real_.openWave(std::move(wave)); }
    Status stopWave(const std::string& id) override { return real_.stopWave(id); }
    Status closeWave(const std::string& id, const std::optional<hpke::KeyPair>& ballotKey) override {
        return real_.closeWave(id, ballotKey);
    }
    Status countThemes(const std::string& id, const std::vector<Theme>& themes) override {
        return real_.countThemes(id, themes);
    }
    StatusOr<std::size_t> discardWaiting(const std::string& id) override { return real_.discardWaiting(id); }
    Status setOfficeText(const std::string& id, OfficeTextSource text) override {
        return real_.setOfficeText(id, std::move(text));
    }
    Status forgetTexts(const std::string& id) override { return real_.forgetTexts(id); }
    Status backup(const std::string& file) override { return real_.backup(file); }

  private:
    Store& real_;
};

}  // namespace otklik::test
