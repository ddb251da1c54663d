#pragma once
// The on-screen keyboard of a kiosk: which keys it shows. What a key types goes into the native text field,
// which stays the truth; the keyboard itself knows no text.

#include <string>
#include <string_view>
#include <vector>

#include "shared/text/locale.h"

namespace otklik {

/// Two alphabets, the language's own first, as its locale says them ("kiosk.keys-…").
enum class KeyLayer { letters, otherLetters, symbols };

struct Key {
    std::string id{};     ///< of its native button: "key-1-4"
    std::string label{};  ///< what is painted on it; empty where that is a sign of what it does
    std::string name{};   ///< what a screen reader says
    std::string types{};  ///< the text it puts into the field; empty where it does something else
    std::string does{};   ///< "erase", "done", "shift", or another layer: "letters-1", "letters-2",
                          ///< "symbols"; empty where it types
    float width = 1;      ///< beside the others of its row, which fill the screen together
    bool held = false;    ///< a shift that holds for the next letter
};

class Keyboard {
  public:
    bool isShown() const { return shown_; }
    /// Does "show", "hide", what a key does, or what the caret came to: "begins" a sentence, which a capital
    /// comes at by itself, or "goes-on" within one, which ends a shift; or which field is written in, of
    /// "letters" or "symbols". Unknown words do nothing.
    void act(std::string_view what);
    /// Rows from top to bottom.
    std::vector<std::vector<Key>> rows(const Locale& locale) const;

  private:
    bool shown_ = false, shift_ = false;
    KeyLayer layer_ = KeyLayer::letters;
};

}  // namespace otklik
