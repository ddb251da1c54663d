#include "web/app/keyboard.h"

#include <iterator>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::string_view kLayers[] = {"letters-1", "letters-2", "symbols"};

/// `letters` are capital ones, a space between two rows.
std::vector<std::vector<Key>> letterRows(std::string_view letters, bool capital) {
    std::vector<std::vector<Key>> rows(1);
    for (std::size_t at = 0; at < letters.size();) {
        const char32_t letter = nextCodePoint(letters, at);
        std::string text;
        appendUtf8(text, capital ? letter : toLower(letter));
        if (letter == ' ')
            rows.emplace_back();
        else
            rows.back().push_back({.label = text, .name = text, .types = text});
    }
    return rows;
}

}  // namespace

void Keyboard::act(std::string_view what) {
    if (what == "show") shown_ = true;
    if (what == "hide" || what == "done") shown_ = false;
    if (what == "begins") shift_ = true;
    if (what == "goes-on") shift_ = false;
    if (what == "shift") shift_ = !shift_;
    for (std::size_t layer = 0; layer < std::size(kLayers); ++layer)
        if (what == kLayers[layer]) layer_ = static_cast<KeyLayer>(layer);
    if (what == "letters" && layer_ == KeyLayer::symbols) layer_ = KeyLayer::letters;
}

std::vector<std::vector<Key>> Keyboard::rows(const Locale& locale) const {
    const auto keysOf = [&](std::size_t layer) { return "kiosk.keys-" + std::string(kLayers[layer]); };
    std::vector<std::vector<Key>> rows =
        letterRows(locale.text(keysOf(static_cast<std::size_t>(layer_))), shift_);
    const auto does = [&](std::string_view what, std::string label, float width) {
        return Key{.label = std::move(label),
                   .name = locale.text("kiosk.key-" + std::string(what)),
                   .does = std::string(what),
                   .width = width};
    };
    // They stand at the ends of the last row.
    Key shift = does("shift", "", 1);
    shift.held = shift_;
    if (layer_ != KeyLayer::symbols) rows.back().insert(rows.back().begin(), std::move(shift));
    rows.back().push_back(does("erase", "", 1));
    std::vector<Key>& last = rows.emplace_back();
    if (layer_ != KeyLayer::symbols) last.push_back(does("symbols", "123", 2));
    for (std::size_t layer : {0u, 1u})
        if (static_cast<std::size_t>(layer_) != layer)
            last.push_back(does(kLayers[layer], locale.text(keysOf(layer) + "-label"), 2));
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
