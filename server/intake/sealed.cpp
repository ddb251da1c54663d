#include "server/intake/sealed.h"

#include <sodium.h>

#include "server/base/base64url.h"
#include "server/seal/secret_key.h"

namespace otklik {
namespace {

constexpr std::size_t kKeyIdBytes = 8;
constexpr std::size_t kBeforeText = kKeyIdBytes + hpke::kPublicKeyBytes;
constexpr const char* kInfo = "otklik response 1";

Problem notSealedSo(const char* detail) {
    return Problem::at("/sealed", "not-sealed-so", detail);
}

}  // namespace

std::string keyIdOf(std::string_view publicKey) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(publicKey.data()), publicKey.size());
    return std::string(reinterpret_cast<const char*>(hash), kKeyIdBytes);
}

std::size_t openedSize(std::string_view sealed) {
    constexpr std::size_t kAround = kBeforeText + hpke::kTagBytes;
    const std::size_t bytes = sealed.size() / 4 * 3 + sealed.size() % 4 * 3 / 4;
    return bytes < kAround ? 0 : bytes - kAround;
}

Result<Json> openSealed(const Store& store, const Wave& wave, const std::string& id,
                        std::string_view sealed) {
    const auto bytes = fromBase64url(sealed);
    if (!bytes || bytes->size() < kBeforeText)
        return notSealedSo("What is sealed is base64url of a key id, an encapsulated key and a sealed text.");
    if (!bytes->starts_with(keyIdOf(wave.sealingKey)))
        return Problem::at(
            "/sealed", "key-unknown",
            "This is sealed to a key that the wave does not have, or has no more. Take its key from "
            "/api/v1/survey, seal the answers again and send them under the same id.");
    const auto plain =
        store.unseal(wave.id, {bytes->substr(kKeyIdBytes, hpke::kPublicKeyBytes), bytes->substr(kBeforeText)},
                     kInfo, wave.id + "/" + id);
    if (!plain)
        return notSealedSo("This does not open: it was altered, or sealed for another wave or another id.");
    if (plain->size() % kPadStep != 0)
        return notSealedSo("What was sealed does not end with spaces up to a multiple of 4,096 bytes.");
    auto json = parseJson(*plain);
    if (!json) return notSealedSo("What was sealed is not JSON that this server takes.");
    return json;
}

}  // namespace otklik
