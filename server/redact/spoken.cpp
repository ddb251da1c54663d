#include "server/redact/spoken.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kMostWords = 24;
constexpr int kSilent = -1, kNoNumeral = -2;

struct Numeral {
    std::u32string_view word;
    int value;
};

constexpr Numeral kNumerals[] = {{U"ноль", 0},
                                 {U"нуль", 0},
                                 {U"один", 1},
                                 {U"одна", 1},
                                 {U"два", 2},
                                 {U"две", 2},
                                 {U"три", 3},
                                 {U"четыре", 4},
                                 {U"пять", 5},
                                 {U"шесть", 6},
                                 {U"семь", 7},
                                 {U"восемь", 8},
                                 {U"девять", 9},
                                 {U"десять", 10},
                                 {U"одиннадцать", 11},
                                 {U"двенадцать", 12},
                                 {U"тринадцать", 13},
                                 {U"четырнадцать", 14},
                                 {U"пятнадцать", 15},
                                 {U"шестнадцать", 16},
                                 {U"семнадцать", 17},
                                 {U"восемнадцать", 18},
                                 {U"девятнадцать", 19},
                                 {U"двадцать", 20},
                                 {U"тридцать", 30},
                                 {U"сорок", 40},
                                 {U"пятьдесят", 50},
                                 {U"шестьдесят", 60},
                                 {U"семьдесят", 70},
                                 {U"восемьдесят", 80},
                                 {U"девяносто", 90},
                                 {U"сто", 100},
                                 {U"двести", 200},
                                 {U"триста", 300},
                                 {U"четыреста", 400},
                                 {U"пятьсот", 500},
                                 {U"шестьсот", 600},
                                 {U"семьсот", 700},
                                 {U"восемьсот", 800},
                                 {U"девятьсот", 900},
                                 {U"восьмерка", 8},
                                 {U"плюс", kSilent},
                                 // As they are misheard, misspelt and shortened.
                                 {U"нолик", 0},
                                 {U"ноля", 0},
                                 {U"нуля", 0},
                                 {U"нулик", 0},
                                 {U"двойка", 2},
                                 {U"тройка", 3},
                                 {U"четверка", 4},
                                 {U"пятерка", 5},
                                 {U"шестерка", 6},
                                 {U"семерка", 7},
                                 {U"девятка", 9},
                                 {U"восем", 8},
                                 {U"четыри", 4},
                                 {U"десеть", 10},
                                 {U"одинадцать", 11},
                                 {U"двенацать", 12},
                                 {U"тринацать", 13},
                                 {U"четырнацать", 14},
                                 {U"петнадцать", 15},
                                 {U"пятнацать", 15},
                                 {U"шеснадцать", 16},
                                 {U"семнацать", 17},
                                 {U"восемнацать", 18},
                                 {U"двацать", 20},
                                 {U"трицать", 30},
                                 {U"пятдесят", 50},
                                 {U"писят", 50},
                                 {U"шестдесят", 60},
                                 {U"шисят", 60},
                                 {U"семдесят", 70},
                                 {U"семисят", 70},
                                 {U"восемдесят", 80},
                                 {U"девяноста", 90},
                                 {U"четыресто", 400},
                                 {U"пятсот", 500},
                                 {U"шестсот", 600},
                                 {U"шесот", 600},
                                 {U"семсот", 700},
                                 {U"восемсот", 800},
                                 {U"девятсот", 900}};

/// The value of the word, kNoNumeral where it is none.
int valueOf(const Letters& text, std::size_t begin, std::size_t end) {
    // Asked of every word: most begin like no numeral.
    if (!text.is(begin, end,
                 U"нол нул од дв тр четы пят шес шис сем восе деся десе девя петн писят сор сто "
                 U"плюс"_stems))
        return kNoNumeral;
    for (const Numeral& numeral : kNumerals)
        if (end - begin == numeral.word.size() && text.says(begin, numeral.word)) return numeral.value;
    return kNoNumeral;
}

}  // namespace

Spoken spokenAt(const Letters& text, std::size_t i, std::size_t most) {
    Spoken spoken{i, {}, 0};
    std::size_t open =
        0;  // digits at the end that the next word may still fill: 2 of «девятьсот», 1 of «сорок»
    for (std::size_t at = i; spoken.words < kMostWords;) {
        std::size_t end = text.digitsEnd(at);
        if (end > at) {
            if (spoken.digits.size() + (end - at) > most) break;
            for (; at < end; ++at) spoken.digits += static_cast<char>(text.raw(at));
            open = 0;
        } else {
            while (end < at + kLongestWord && isLetter(text.raw(end))) ++end;  // not over a dash
            const int value = valueOf(text, at, end);
            if (value == kNoNumeral) break;
            const std::string digits = value == kSilent ? "" : std::to_string(value);
            const bool fills = value > 0 && digits.size() <= open;
            if (!fills && spoken.digits.size() + digits.size() > most) break;
            if (fills) spoken.digits.resize(spoken.digits.size() - digits.size());
            spoken.digits += digits;
            open = value >= 100 ? 2 : value >= 20 && value % 10 == 0 ? 1 : 0;
            ++spoken.words;
        }
        spoken.end = end;
        at = text.skipSpaces(end);
        if (text.raw(at) == U',' || isDash(text.raw(at))) {
            at = text.skipSpaces(at + 1);
            open = 0;
        }
        if (at == end) break;
    }
    return spoken;
}

}  // namespace otklik::redaction
