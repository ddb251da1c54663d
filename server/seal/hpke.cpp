// Names are those of RFC 9180 where it has them. A failure of libcrypto that no input can cause, such as
// memory that cannot be had, ends the process: there is nothing safe to go on with.

#include "server/seal/hpke.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>

#include <cstdlib>
#include <vector>

namespace otklik::hpke {
namespace {

constexpr std::size_t kHashBytes = 32, kAesKeyBytes = 16, kNonceBytes = 12;

// Which algorithms are meant, by their numbers: KEM 0x0010, KDF 0x0001, AEAD 0x0001.
const std::string kKemSuite("KEM\x00\x10", 5);
const std::string kSuite("HPKE\x00\x10\x00\x01\x00\x01", 10);

template <auto free>
struct Free {
    template <typename T>
    void operator()(T* what) const {
        free(what);
    }
};
template <typename T, auto free>
using Owned = std::unique_ptr<T, Free<free>>;

void must(bool worked) {
    if (!worked) std::abort();
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string twoBytes(std::size_t number) {
    return {static_cast<char>(number >> 8), static_cast<char>(number)};
}

std::string hmac(std::string_view key, std::string_view text) {
    std::string out(kHashBytes, '\0');
    unsigned size = 0;
    must(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(), bytes(out),
              &size));
    return out;
}

std::string labeledExtract(const std::string& suite, std::string_view salt, std::string_view label,
                           std::string_view material) {
    std::string text = "HPKE-v1" + suite + std::string(label) + std::string(material);
    std::string key = hmac(salt.empty() ? std::string(kHashBytes, '\0') : std::string(salt), text);
    OPENSSL_cleanse(text.data(), text.size());
    return key;
}

/// HKDF-Expand; one block is enough for everything here.
std::string labeledExpand(const std::string& suite, std::string_view key, std::string_view label,
                          std::string_view info, std::size_t size) {
    std::string out =
        hmac(key, twoBytes(size) + "HPKE-v1" + suite + std::string(label) + std::string(info) + '\x01');
    out.resize(size);
    return out;
}

/// A key of P-256 from its numbers; `privateKey` may be empty. Null where they are none.
std::shared_ptr<EVP_PKEY> keyFrom(std::string_view publicKey, std::string_view privateKey) {
    const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> build(OSSL_PARAM_BLD_new());
    const Owned<BIGNUM, BN_clear_free> number(
        BN_bin2bn(bytes(privateKey), static_cast<int>(privateKey.size()), nullptr));
    must(build && number);
    must(OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1);
    must(OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, publicKey.data(),
                                          publicKey.size()) == 1);
    if (!privateKey.empty())
        must(OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) == 1);
    const Owned<OSSL_PARAM, OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(build.get()));
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    must(parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1);
    EVP_PKEY* key = nullptr;
    const int selection = privateKey.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
    if (EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1) return nullptr;
    std::shared_ptr<EVP_PKEY> owned(key, EVP_PKEY_free);
    // The point lies on the curve, which nobody else looks at.
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> check(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    must(static_cast<bool>(check));
    return EVP_PKEY_public_check(check.get()) == 1 ? owned : nullptr;
}

/// The point that belongs to a private key; empty where the number is zero or beyond the curve's order.
std::string publicOf(std::string_view privateKey) {
    const Owned<EC_GROUP, EC_GROUP_free> group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    const Owned<BIGNUM, BN_clear_free> number(
        BN_bin2bn(bytes(privateKey), static_cast<int>(privateKey.size()), nullptr));
    must(group && number);
    if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(group.get())) >= 0) return {};
    const Owned<EC_POINT, EC_POINT_free> point(EC_POINT_new(group.get()));
    must(point && EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) == 1);
    std::string out(kPublicKeyBytes, '\0');
    must(EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes(out), out.size(),
                            nullptr) == out.size());
    return out;
}

/// The x of the shared point; empty where `publicKey` is no point of the curve.
std::string diffieHellman(EVP_PKEY* key, std::string_view publicKey) {
    if (publicKey.size() != kPublicKeyBytes || publicKey[0] != '\x04') return {};
    const auto peer = keyFrom(publicKey, "");
    if (!peer) return {};
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    must(context && EVP_PKEY_derive_init(context.get()) == 1);
    std::string shared(kHashBytes, '\0');
    std::size_t size = shared.size();
    if (EVP_PKEY_derive_set_peer(context.get(), peer.get()) != 1 ||
        EVP_PKEY_derive(context.get(), bytes(shared), &size) != 1 || size != shared.size())
        return {};
    return shared;
}

struct Schedule {
    std::string key, nonce;
    ~Schedule() {
        OPENSSL_cleanse(key.data(), key.size());
        OPENSSL_cleanse(nonce.data(), nonce.size());
    }
};

/// ExtractAndExpand and KeySchedule in base mode, of the first and only message.
Schedule scheduleOf(std::string shared, std::string_view encapsulated, std::string_view receiver,
                    std::string_view info) {
    std::string extracted = labeledExtract(kKemSuite, "", "eae_prk", shared);
    OPENSSL_cleanse(shared.data(), shared.size());
    shared = labeledExpand(kKemSuite, extracted, "shared_secret",
                           std::string(encapsulated) + std::string(receiver), kHashBytes);
    const std::string context = std::string(1, '\0') + labeledExtract(kSuite, "", "psk_id_hash", "") +
                                labeledExtract(kSuite, "", "info_hash", info);
    std::string secret = labeledExtract(kSuite, shared, "secret", "");
    Schedule schedule{labeledExpand(kSuite, secret, "key", context, kAesKeyBytes),
                      labeledExpand(kSuite, secret, "base_nonce", context, kNonceBytes)};
    for (std::string* used : {&shared, &extracted, &secret}) OPENSSL_cleanse(used->data(), used->size());
    return schedule;
}

using Cipher = Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

/// AES-128-GCM up to the additional data; `isSealing` or opening.
Cipher begun(const Schedule& schedule, std::string_view aad, bool isSealing) {
    Cipher cipher(EVP_CIPHER_CTX_new());
    int size = 0;
    must(cipher && EVP_CipherInit_ex2(cipher.get(), EVP_aes_128_gcm(), bytes(schedule.key),
                                      bytes(schedule.nonce), isSealing, nullptr) == 1);
    must(EVP_CipherUpdate(cipher.get(), nullptr, &size, bytes(aad), static_cast<int>(aad.size())) == 1);
    return cipher;
}

}  // namespace

KeyPair KeyPair::generate() {
    const Owned<EVP_PKEY, EVP_PKEY_free> made(EVP_EC_gen("P-256"));
    BIGNUM* number = nullptr;
    must(made && EVP_PKEY_get_bn_param(made.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1);
    const Owned<BIGNUM, BN_clear_free> owned(number);
    std::string bytesOfKey(kPrivateKeyBytes, '\0');
    must(BN_bn2binpad(number, bytes(bytesOfKey), static_cast<int>(bytesOfKey.size())) ==
         static_cast<int>(bytesOfKey.size()));
    auto pair = fromPrivate(bytesOfKey);
    OPENSSL_cleanse(bytesOfKey.data(), bytesOfKey.size());
    must(pair.has_value());
    return *pair;
}

KeyPair KeyPair::derive(std::string_view material) {
    const std::string extracted = labeledExtract(kKemSuite, "", "dkp_prk", material);
    for (int counter = 0;; ++counter) {  // all but one in four thousand million are keys
        must(counter < 256);
        std::string candidate = labeledExpand(kKemSuite, extracted, "candidate",
                                              std::string(1, static_cast<char>(counter)), kPrivateKeyBytes);
        auto pair = fromPrivate(candidate);
        OPENSSL_cleanse(candidate.data(), candidate.size());
        if (pair) return *pair;
    }
}

std::optional<KeyPair> KeyPair::fromPrivate(std::string_view bytesOfKey) {
    if (bytesOfKey.size() != kPrivateKeyBytes) return std::nullopt;
    std::string publicKey = publicOf(bytesOfKey);
    if (publicKey.empty()) return std::nullopt;
    auto key = keyFrom(publicKey, bytesOfKey);
    if (!key) return std::nullopt;
    return KeyPair(std::move(key), std::move(publicKey));
}

std::string KeyPair::privateKey() const {
    BIGNUM* number = nullptr;
    must(EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1);
    const Owned<BIGNUM, BN_clear_free> owned(number);
    std::string out(kPrivateKeyBytes, '\0');
    must(BN_bn2binpad(number, bytes(out), static_cast<int>(out.size())) == static_cast<int>(out.size()));
    return out;
}

std::optional<Sealed> seal(std::string_view publicKey, std::string_view info, std::string_view aad,
                           std::string_view plain, const KeyPair& ephemeral) {
    std::string shared = diffieHellman(ephemeral.key_.get(), publicKey);
    if (shared.empty()) return std::nullopt;
    Sealed sealed{ephemeral.publicKey(), std::string(plain.size() + kTagBytes, '\0')};
    const Schedule schedule = scheduleOf(std::move(shared), sealed.encapsulated, publicKey, info);
    const Cipher cipher = begun(schedule, aad, true);
    int size = 0;
    must(EVP_CipherUpdate(cipher.get(), bytes(sealed.text), &size, bytes(plain),
                          static_cast<int>(plain.size())) == 1);
    must(EVP_CipherFinal_ex(cipher.get(), bytes(sealed.text) + size, &size) == 1);
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes,
                             bytes(sealed.text) + plain.size()) == 1);
    return sealed;
}

std::optional<std::string> open(const KeyPair& key, std::string_view encapsulated, std::string_view info,
                                std::string_view aad, std::string_view sealed) {
    if (sealed.size() < kTagBytes) return std::nullopt;
    std::string shared = diffieHellman(key.key_.get(), encapsulated);
    if (shared.empty()) return std::nullopt;
    const Schedule schedule = scheduleOf(std::move(shared), encapsulated, key.publicKey(), info);
    const std::string_view text = sealed.substr(0, sealed.size() - kTagBytes);
    std::string tag(sealed.substr(text.size())), plain(text.size(), '\0');
    const Cipher cipher = begun(schedule, aad, false);
    int size = 0;
    must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1);
    must(EVP_CipherUpdate(cipher.get(), bytes(plain), &size, bytes(text), static_cast<int>(text.size())) ==
         1);
    unsigned char none[kTagBytes];
    if (EVP_CipherFinal_ex(cipher.get(), none, &size) == 1) return plain;
    OPENSSL_cleanse(plain.data(), plain.size());
    return std::nullopt;
}

}  // namespace otklik::hpke
