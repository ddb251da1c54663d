#include "server/seal/secret_key.h"

#include <sodium.h>

#include <algorithm>

namespace otklik {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
                      kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SecretKey SecretKey::generate() {
    SecretKey key;
    randombytes_buf(key.bytes_.data(), kBytes);
    return key;
}

std::optional<SecretKey> SecretKey::fromBytes(std::string_view bytes) {
    if (bytes.size() != kBytes) return std::nullopt;
    SecretKey key;
    std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
    return key;
}

SecretKey::~SecretKey() {
    sodium_memzero(bytes_.data(), kBytes);
}

std::string SecretKey::bytes() const {
    return {bytes_.begin(), bytes_.end()};
}

std::string SecretKey::seal(std::string_view purpose, std::string_view plain) const {
    std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
    auto* nonce = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(nonce, kNonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytesOf(plain), plain.size(),
                                               bytesOf(purpose), purpose.size(), nullptr, nonce,
                                               bytes_.data());
    return sealed;
}

std::optional<std::string> SecretKey::open(std::string_view purpose, std::string_view sealed) const {
    if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
    std::string plain(sealed.size() - kNonceBytes - kTagBytes, '\0');
    const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, bytesOf(sealed) + kNonceBytes,
        sealed.size() - kNonceBytes, bytesOf(purpose), purpose.size(), bytesOf(sealed), bytes_.data());
    if (code != 0) return std::nullopt;
    return plain;
}

std::string padded(std::string json) {
    json.resize((json.size() + kPadStep - 1) / kPadStep * kPadStep, ' ');
    return json;
}

}  // namespace otklik
