#pragma once
// HPKE (RFC 9180) in base mode, single message, with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM:
// whoever has the public key seals, only who has the private one opens. Built from libcrypto's ECDH, HKDF and
// GCM, since the OpenSSL of Debian 12 has no HPKE of its own.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace otklik::hpke {

inline constexpr std::size_t kPublicKeyBytes = 65;   ///< an uncompressed point: 04, x, y
inline constexpr std::size_t kPrivateKeyBytes = 32;  ///< a number, the most significant byte first
inline constexpr std::size_t kTagBytes = 16;         ///< that a sealed text is longer than its plain one

struct Sealed {
    std::string encapsulated;  ///< kPublicKeyBytes: what the receiver needs beside the private key
    std::string text;          ///< kTagBytes longer than the plain one
};

/// A private key with its public one. Copies share it; it is wiped with the last of them.
class KeyPair {
  public:
    /// A fresh one.
    static KeyPair generate();
    /// DeriveKeyPair of RFC 9180, 7.1.3: the same from the same `material`, at least 32 bytes that nobody can
    /// guess.
    static KeyPair derive(std::string_view material);
    /// Nothing where the bytes are no private key of the curve.
    static std::optional<KeyPair> fromPrivate(std::string_view bytes);

    const std::string& publicKey() const { return public_; }
    /// kPrivateKeyBytes, for who keeps it; to be wiped.
    std::string privateKey() const;

  private:
    friend std::optional<Sealed> seal(std::string_view, std::string_view, std::string_view, std::string_view,
                                      const KeyPair&);
    friend std::optional<std::string> open(const KeyPair&, std::string_view, std::string_view,
                                           std::string_view, std::string_view);
    KeyPair(std::shared_ptr<evp_pkey_st> key, std::string publicKey)
        : key_(std::move(key)), public_(std::move(publicKey)) {}

    std::shared_ptr<evp_pkey_st> key_;
    std::string public_;
};

/// Seals `plain` to `publicKey`; `info` and `aad` must be the same when it is opened. `ephemeral` is for test
/// vectors alone. Nothing where `publicKey` is no point of the curve.
std::optional<Sealed> seal(std::string_view publicKey, std::string_view info, std::string_view aad,
                           std::string_view plain, const KeyPair& ephemeral = KeyPair::generate());

/// Nothing where anything was altered, or was sealed to another key, for another purpose or for something
/// else.
std::optional<std::string> open(const KeyPair& key, std::string_view encapsulated, std::string_view info,
                                std::string_view aad, std::string_view sealed);

}  // namespace otklik::hpke
