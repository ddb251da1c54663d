#pragma once
// What the targets that read submissions share.

#include "server/base/base64url.h"
#include "server/intake/sealed.h"
#include "server/store/sqlite/pooled_response.h"
#include "tests/fuzz/fuzz.h"
#include "tests/server/redactor.h"
#include "tests/server/store/no_store.h"

namespace otklik::fuzz {

inline Wave wave() {
    Wave wave;
    wave.sealingKey = std::string(hpke::kPublicKeyBytes, 'k');
    wave.id = "2026";
    wave.channels = {"site", "vk", "kiosk"};
    wave.survey = std::make_shared<const Survey>(survey());
    return wave;
}

/// What Unsealed takes for `plain`, sealed.
inline std::string sealedAsIs(const std::string& plain) {
    const Wave to = wave();
    return toBase64url(keyIdOf(to.sealingKey) + to.sealingKey + plain);
}

/// A store of one wave that "opens" a sealed text by taking it as it is, so that a fuzzer reaches what was
/// sealed.
class Unsealed : public test::NoStore {
  public:
    Unsealed() : NoStore(std::make_shared<const Snapshot>(Snapshot{{wave()}, {}})) {}
    std::optional<std::string> unseal(const std::string&, const hpke::Sealed& sealed, std::string_view,
                                      std::string_view) const override {
        return sealed.text;
    }
};

/// What is stored of an accepted submission reads back as the same; `wave` is always the same one.
inline void requireReadsBack(const Submission& submission, const Wave& wave) {
    static const TallyLayout layout(*wave.survey, wave.channels);
    const PooledResponse waiting = takeApart(layout, submission.answers, submission.via);
    const auto read = readPooled(layout, waiting.record);
    require(read && read->record == waiting.record);
    require(read->ballot.amounts == waiting.ballot.amounts && read->ballot.texts == waiting.ballot.texts);
}

}  // namespace otklik::fuzz
