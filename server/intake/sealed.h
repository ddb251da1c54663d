#pragma once
// What a client has sealed to its wave's key, so that nobody on the way reads it, nor whoever finds it on the
// device. The member "sealed" of a submission is base64url of
//
//   key id   8 bytes: the SHA-256 of Wave::sealingKey begins with them
//   HPKE     the encapsulated key, 65 bytes, and the sealed text, see server/seal/hpke.h;
//            info "otklik response 1", aad WAVE "/" ID, those of the submission
//
// and the plain text is {"via", "answers"} as of an open submission, with spaces after it up to a multiple of
// 4,096 bytes. web/page/seal.mjs makes it.

#include "server/store/store.h"
#include "shared/base/json.h"

namespace otklik {

/// The key id of a public key.
std::string keyIdOf(std::string_view publicKey);

/// How many bytes `sealed` opens to, if it opens.
std::size_t openedSize(std::string_view sealed);

/// The JSON that was sealed for submission `id` of a wave that is not closed. Problems are of "/sealed":
/// "key-unknown", for who can seal it again to the wave's key, and "not-sealed-so", where nobody can read it.
Result<Json> openSealed(const Store& store, const Wave& wave, const std::string& id, std::string_view sealed);

}  // namespace otklik
