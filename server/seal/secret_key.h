#pragma once
// A key that both seals and opens (XChaCha20-Poly1305), for what one program keeps from whoever gets its
// files. It is wiped with its last copy.

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace otklik {

class SecretKey {
  public:
    static constexpr std::size_t kBytes = 32;

    /// A fresh one.
    static SecretKey generate();
    /// Nothing where there are not kBytes of them.
    static std::optional<SecretKey> fromBytes(std::string_view bytes);

    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    /// kBytes, for who keeps it; to be wiped.
    std::string bytes() const;

    /// A random nonce, then the sealed text, 40 bytes longer than `plain`. `purpose` must be the same when it
    /// is opened.
    std::string seal(std::string_view purpose, std::string_view plain) const;
    /// Nothing where anything was altered, or sealed with another key or for another purpose.
    std::optional<std::string> open(std::string_view purpose, std::string_view sealed) const;

  private:
    SecretKey() = default;
    std::array<unsigned char, kBytes> bytes_{};
};

inline constexpr std::size_t kPadStep = 4096;

/// JSON with spaces after it, up to a multiple of kPadStep bytes: its length tells less of what it says.
std::string padded(std::string json);

}  // namespace otklik
