#include "server/redact/houses.h"

#include "server/redact/spoken.h"
#include "shared/redact/address.h"

namespace otklik::redaction {

bool saysHouse(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end,
                   U"дом. доме. дома. д. изба. избе. избы. хата. хате. барак. бараке. избушка. избушке. "
                   U"домик. домике. дому. двор. номером."_stems);
}

bool isOrdinal(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end,
                   U"перв второ трет четверт пятый. пятая. пятом. шесто седьмо восьмо девятый. девятом. "
                   U"десят одиннадц двенадц тринадц четырнад пятнадц шестнад семнадц восемнад девятнад "
                   U"двадцат тридцат сороков крайн последн соседн углов"_stems) &&
           text.endsWith(begin, end, U"ый ой ий ом ем ая яя"_endings);
}

namespace {

/// Perhaps something is counted by the number [begin, end): «3 скамейки».
bool mayCount(const Letters& text, std::size_t begin, std::size_t end) {
    const std::size_t next = text.skipSpaces(end), nextEnd = text.wordEnd(next);
    if (next == end || nextEnd - next < 4 || isCapital(text.raw(next))) return false;
    if (text.is(next, nextEnd, U"квартир комнат корпус строени"_stems)) return false;
    const bool one = end - begin == 1;
    return text.endsWith(next, nextEnd, U"ок ек ых их ам"_endings) ||
           (one && text.raw(begin) >= U'2' && text.raw(begin) <= U'4' &&
            text.endsWith(next, nextEnd, U"ы и а я"_endings) && text.raw(nextEnd) != U',');
}

/// «, квартира пять», «, комната 212», «, вторая половина»; `i` where there is none.
std::size_t partEnd(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (text.raw(at) == U',') at = text.skipSpaces(at + 1);
    const std::size_t word = text.wordEnd(at);
    if (text.is(at, word,
                U"квартира. квартире. кв. комната. комнате. комн. ком. корпус. корп. домофон. подъезд. "
                U"подъезде. этаж. этаже. секция. блок. вход."_stems)) {
        const std::size_t number = text.skipSpaces(word + (text.raw(word) == U'.'));
        if (const std::size_t end = text.digitsEnd(number); end > number) return end;
        if (const Spoken spoken = spokenAt(text, number); spoken.words > 0) return spoken.end;
    }
    if (text.is(at, word, U"дробь."_stems)) {  // «три дробь один»
        const std::size_t number = text.skipSpaces(word), end = text.digitsEnd(number);
        if (end > number) return end;
        if (const Spoken spoken = spokenAt(text, number); spoken.words > 0) return spoken.end;
    }
    if (isOrdinal(text, at, word)) {
        const std::size_t half = text.skipSpaces(word), end = text.wordEnd(half);
        if (text.is(half, end, U"половин подъезд квартир"_stems)) return end;
    }
    return i;
}

/// End of «11-й», «3-ем»; `i` where there is none.
std::size_t ordinalInDigitsEnd(const Letters& text, std::size_t i) {
    const std::size_t digits = text.digitsEnd(i);
    if (digits == i || digits - i > 3 || !isDash(text.raw(digits))) return i;
    return text.wordIs(digits + 1, U"й. м. ый. ом. ем. я. ая."_stems) ? text.wordEnd(digits + 1) : i;
}

}  // namespace

std::optional<HouseAt> anyHouse(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (text.raw(at) == U',') at = text.skipSpaces(at + 1);
    const auto wordAt = [&](std::size_t behind) { return text.wordEnd(text.skipSpaces(behind)); };
    std::optional<HouseAt> found;
    if (const auto house = houseAt(text, i)) {
        const Tail tail = tailOf(text, house->end);
        found = HouseAt{tail.end, house->said || tail.flat || text.raw(house->begin - 1) == U'№', false,
                        !house->said && mayCount(text, house->begin, house->end)};
    } else {
        std::size_t word = text.wordEnd(at);
        const bool comma = at > i && text.raw(text.skipSpaces(i)) == U',';
        const bool said = saysHouse(text, at, word) || (comma && text.is(at, word, U"номер."_stems));
        if (said) {
            at = text.skipSpaces(word + (text.raw(word) == U'.'));
            if (text.wordIs(at, U"номер."_stems)) at = text.skipSpaces(text.wordEnd(at));  // «изба номер два»
            word = text.wordEnd(at);
        }
        if (const Spoken spoken = spokenAt(text, at); spoken.words > 0 && spoken.digits.size() <= 3) {
            if (!said && unitFollows(text, spoken.end)) return {};
            found = HouseAt{spoken.end, said, false, !said && mayCount(text, at, spoken.end)};
        } else if (said && text.digitsEnd(at) > at && text.digitsEnd(at) - at <= 3) {
            found = HouseAt{tailOf(text, text.digitsEnd(at)).end, true, false, false};
        } else if (const std::size_t ordinal = ordinalInDigitsEnd(text, at);
                   ordinal > at && saysHouse(text, text.skipSpaces(ordinal), wordAt(ordinal))) {
            found = HouseAt{wordAt(ordinal), true, true, false};  // «11-й дом»
        } else if (isOrdinal(text, at, word)) {
            const std::size_t next = text.skipSpaces(word), end = text.wordEnd(next);
            if (said)
                found = HouseAt{word, true, true, false};
            else if (saysHouse(text, next, end))
                found = HouseAt{end, true, true, false};
            else if (text.is(next, end, U"от. с."_stems) &&
                     text.wordIs(text.skipSpaces(end), U"края. краю. конца. начала."_stems))
                found = HouseAt{text.wordEnd(text.skipSpaces(end)), true, true, false};  // «третья от края»
        }
    }
    if (!found) return {};
    for (std::size_t end; (end = partEnd(text, found->end)) > found->end;)
        *found = {end, true, found->ordinal, false};
    return found;
}

}  // namespace otklik::redaction
