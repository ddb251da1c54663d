#include "server/redact/houses.h"

#include "server/redact/spoken.h"
#include "shared/redact/address.h"

namespace otklik::redaction {

bool saysHouse(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(
        begin, end,
        {U"дом.", U"доме.", U"дома.", U"д.", U"изба.", U"избе.", U"избы.", U"хата.", U"хате.", U"барак.",
         U"бараке.", U"избушка.", U"избушке.", U"домик.", U"домике.", U"дому.", U"двор.", U"номером."});
}

bool isOrdinal(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end, {U"перв",    U"второ",    U"трет",     U"четверт",  U"пятый.",   U"пятая.",
                                U"пятом.",  U"шесто",    U"седьмо",   U"восьмо",   U"девятый.", U"девятом.",
                                U"десят",   U"одиннадц", U"двенадц",  U"тринадц",  U"четырнад", U"пятнадц",
                                U"шестнад", U"семнадц",  U"восемнад", U"девятнад", U"двадцат",  U"тридцат",
                                U"сороков", U"крайн",    U"последн",  U"соседн",   U"углов"}) &&
           text.endsWith(begin, end, {U"ый", U"ой", U"ий", U"ом", U"ем", U"ая", U"яя"});
}

namespace {

/// Perhaps something is counted by the number [begin, end): «3 скамейки».
bool mayCount(const Letters& text, std::size_t begin, std::size_t end) {
    const std::size_t next = text.skipSpaces(end), nextEnd = text.wordEnd(next);
    if (next == end || nextEnd - next < 4 || isCapital(text.raw(next))) return false;
    if (text.is(next, nextEnd, {U"квартир", U"комнат", U"корпус", U"строени"})) return false;
    const bool one = end - begin == 1;
    return text.endsWith(next, nextEnd, {U"ок", U"ек", U"ых", U"их", U"ам"}) ||
           (one && text.raw(begin) >= U'2' && text.raw(begin) <= U'4' &&
            text.endsWith(next, nextEnd, {U"ы", U"и", U"а", U"я"}) && text.raw(nextEnd) != U',');
}

/// «, квартира пять», «, комната 212», «, вторая половина»; `i` where there is none.
std::size_t partEnd(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (text.raw(at) == U',') at = text.skipSpaces(at + 1);
    const std::size_t word = text.wordEnd(at);
    if (text.is(at, word,
                {U"квартира.", U"квартире.", U"кв.", U"комната.", U"комнате.", U"комн.", U"ком.", U"корпус.",
                 U"корп.", U"домофон.", U"подъезд.", U"подъезде.", U"этаж.", U"этаже.", U"секция.", U"блок.",
                 U"вход."})) {
        const std::size_t number = text.skipSpaces(word + (text.raw(word) == U'.'));
        if (const std::size_t end = text.digitsEnd(number); end > number) return end;
        if (const Spoken spoken = spokenAt(text, number); spoken.words > 0) return spoken.end;
    }
    if (text.is(at, word, {U"дробь."})) {  // «три дробь один»
        const std::size_t number = text.skipSpaces(word), end = text.digitsEnd(number);
        if (end > number) return end;
        if (const Spoken spoken = spokenAt(text, number); spoken.words > 0) return spoken.end;
    }
    if (isOrdinal(text, at, word)) {
        const std::size_t half = text.skipSpaces(word), end = text.wordEnd(half);
        if (text.is(half, end, {U"половин", U"подъезд", U"квартир"})) return end;
    }
    return i;
}

}  // namespace

std::optional<HouseAt> anyHouse(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (text.raw(at) == U',') at = text.skipSpaces(at + 1);
    std::optional<HouseAt> found;
    if (const auto house = houseAt(text, i)) {
        const Tail tail = tailOf(text, house->end);
        found = HouseAt{tail.end, house->said || tail.flat || text.raw(house->begin - 1) == U'№', false,
                        !house->said && mayCount(text, house->begin, house->end)};
    } else {
        std::size_t word = text.wordEnd(at);
        const bool said = saysHouse(text, at, word);
        if (said) {
            at = text.skipSpaces(word + (text.raw(word) == U'.'));
            if (text.wordIs(at, {U"номер."})) at = text.skipSpaces(text.wordEnd(at));  // «изба номер два»
            word = text.wordEnd(at);
        }
        if (const Spoken spoken = spokenAt(text, at); spoken.words > 0 && spoken.digits.size() <= 3) {
            if (!said && unitFollows(text, spoken.end)) return {};
            found = HouseAt{spoken.end, said, false, !said && mayCount(text, at, spoken.end)};
        } else if (said && text.digitsEnd(at) > at && text.digitsEnd(at) - at <= 3) {
            found = HouseAt{tailOf(text, text.digitsEnd(at)).end, true, false, false};
        } else if (isOrdinal(text, at, word)) {
            const std::size_t next = text.skipSpaces(word), end = text.wordEnd(next);
            if (said)
                found = HouseAt{word, true, true, false};
            else if (saysHouse(text, next, end))
                found = HouseAt{end, true, true, false};
            else if (text.is(next, end, {U"от.", U"с."}) &&
                     text.wordIs(text.skipSpaces(end), {U"края.", U"краю.", U"конца.", U"начала."}))
                found = HouseAt{text.wordEnd(text.skipSpaces(end)), true, true, false};  // «третья от края»
        }
    }
    if (!found) return {};
    for (std::size_t end; (end = partEnd(text, found->end)) > found->end;)
        *found = {end, true, found->ordinal, false};
    return found;
}

}  // namespace otklik::redaction
