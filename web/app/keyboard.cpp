#include "web/app/keyboard.h"

#include "shared/text/utf8.h"

namespace otklik {
namespace {

/// Capital letters of each row; shift and erase stand at the ends of the last.
constexpr std::string_view kLetters[3][3] = {
    {"ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭЁ", "ЯЧСМИТЬБЮӦІ"},
    {"QWERTYUIOP", "ASDFGHJKL'", "ZXCVBNM-"},
    {"1234567890", "-/:;()«»№@", "?!\"'%+=*"},
};

std::vector<Key> letterKeys(std::string_view letters, bool capital) {
    std::vector<Key> keys;
    for (std::size_t at = 0; at < letters.size();) {
        const char32_t letter = nextCodePoint(letters, at);
        std::string text;
        appendUtf8(text, capital ? letter : toLower(letter));
        keys.push_back({.label = text, .name = text, .types = text});
    }
    return keys;
}

}  // namespace

void Keyboard::act(std::string_view what) {
    if (what == "show") shown_ = true;
    if (what == "hide" || what == "done") shown_ = false;
    if (what == "begins") shift_ = true;
    if (what == "goes-on") shift_ = false;
    if (what == "shift") shift_ = !shift_;
    if (what == "russian") layer_ = KeyLayer::russian;
    if (what == "latin") layer_ = KeyLayer::latin;
    if (what == "symbols") layer_ = KeyLayer::symbols;
    if (what == "letters" && layer_ == KeyLayer::symbols) layer_ = KeyLayer::russian;
}

std::vector<std::vector<Key>> Keyboard::rows(const Locale& locale) const {
    std::vector<std::vector<Key>> rows;
    for (std::string_view letters : kLetters[static_cast<int>(layer_)])
        rows.push_back(letterKeys(letters, shift_));
    const auto does = [&](std::string_view what, std::string label, float width) {
        return Key{.label = std::move(label),
                   .name = locale.text("kiosk.key-" + std::string(what)),
                   .does = std::string(what),
                   .width = width};
    };
    Key shift = does("shift", "", 1);
    shift.held = shift_;
    if (layer_ != KeyLayer::symbols) rows.back().insert(rows.back().begin(), std::move(shift));
    rows.back().push_back(does("erase", "", 1));
    std::vector<Key>& last = rows.emplace_back();
    if (layer_ != KeyLayer::symbols) last.push_back(does("symbols", "123", 2));
    if (layer_ != KeyLayer::russian) last.push_back(does("russian", "Русский", 2));
    if (layer_ != KeyLayer::latin) last.push_back(does("latin", "English", 2));
    last.push_back({.label = ",", .name = ",", .types = ","});
    last.push_back({.label = locale.text("kiosk.key-space"),
                    .name = locale.text("kiosk.key-space"),
                    .types = " ",
                    .width = 4});
    last.push_back({.label = ".", .name = ".", .types = "."});
    last.push_back(does("done", locale.text("kiosk.key-done"), 3));
    for (std::size_t y = 0; y < rows.size(); ++y)
        for (std::size_t x = 0; x < rows[y].size(); ++x)
            rows[y][x].id = "key-" + std::to_string(y) + "-" + std::to_string(x);
    return rows;
}

}  // namespace otklik
