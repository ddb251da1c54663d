#pragma once
// Texts that must not stay in memory. Give them room at once: one that grows leaves a copy of itself behind.

#include <sodium.h>

#include <string>

namespace otklik {

/// Overwrites a text, or what follows its first `from` bytes, and takes it away.
inline void wipe(std::string& text, std::size_t from = 0) {
    sodium_memzero(text.data() + from, text.size() - from);
    text.resize(from);
}

/// Wipes a text at the end of the scope.
class Wiped {
  public:
    explicit Wiped(std::string& text) : text_(text) {}
    ~Wiped() { wipe(text_); }
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;

  private:
    std::string& text_;
};

}  // namespace otklik
