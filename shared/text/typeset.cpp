#include "shared/text/typeset.h"

#include <algorithm>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::string_view kEnDash = "\u2013", kNoBreakHyphen = "\u2011", kDigits = "0123456789";

bool isCapital(std::string_view text, std::size_t at) {
    const char32_t letter = nextCodePoint(text, at);
    return toLower(letter) != letter;
}

/// What stands in the place of the hyphen at `at`, which is neither the first nor the last of `text`.
std::string_view hyphen(std::string_view text, std::size_t at) {
    const bool follows = kDigits.find(text[at - 1]) != std::string_view::npos;
    const bool precedes = kDigits.find(text[at + 1]) != std::string_view::npos;
    if (follows && precedes) {
        const std::size_t before = text.find_last_not_of(kDigits, at - 1);
        const std::size_t after = text.find_first_not_of(kDigits, at + 1);
        const std::size_t left = at - 1 - before, right = std::min(after, text.size()) - at - 1;  // digits
        const bool isMonth = left == 4 && right == 2;
        const bool isOneOfSeveral = (before != std::string_view::npos && text[before] == '-') ||
                                    (after != std::string_view::npos && text[after] == '-');
        return isOneOfSeveral || isMonth ? "-" : kEnDash;
    }
    const bool isWithin = text[at - 1] != ' ' && text[at + 1] != ' ';
    return isWithin && (follows || precedes || isCapital(text, at + 1)) ? kNoBreakHyphen : "-";
}

}  // namespace

std::string typeset(std::string_view text) {
    std::string set;
    set.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '-' && at > 0 && at + 1 < text.size())
            set += hyphen(text, at);
        else
            set += text[at];
    }
    return set;
}

}  // namespace otklik
