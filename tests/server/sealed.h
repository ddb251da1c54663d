#pragma once
// Submissions as a client seals them, see server/intake/sealed.h.

#include "server/base/base64url.h"
#include "server/intake/sealed.h"
#include "server/seal/secret_key.h"
#include "tests/support.h"

namespace otklik::test {

/// What the member "sealed" would be; `plain` is sealed as it is.
inline std::string sealedText(const std::string& publicKey, const std::string& wave, const std::string& id,
                              const std::string& plain, const std::string& info = "otklik response 1") {
    const auto sealed = hpke::seal(publicKey, info, wave + "/" + id, plain);
    REQUIRE(sealed);
    return toBase64url(keyIdOf(publicKey) + sealed->encapsulated + sealed->text);
}

/// An open submission, sealed.
inline Json sealed(const Json& open, const std::string& publicKey) {
    const Json inside = {{"via", open["via"]}, {"answers", open["answers"]}};
    return {{"id", open["id"]},
            {"wave", open["wave"]},
            {"sealed", sealedText(publicKey, open["wave"], open["id"], padded(inside.dump()))}};
}

/// The public key of a wave of the store.
inline std::string sealingKey(const Store& store, const std::string& wave = "2026") {
    return store.snapshot()->wave(wave)->sealingKey;
}

}  // namespace otklik::test
