// Finder of postal addresses: a street, its name and a house, with or without a flat. A street alone or a
// house alone is nobody's address; a number behind a street is a house only where no unit follows («на улице
// Ленина 5 лет не чистят снег»).

#include "shared/redact/address.h"

namespace otklik::redaction {

std::optional<Street> streetWord(const Letters& text, std::size_t i) {
    std::size_t end = text.wordEnd(i);
    if (end == i) return {};
    const bool stop = text.raw(end) == U'.';
    if (text.is(i, end, U"ул. пер. пр-т. пр-кт. просп. б-р. бул. мкр. мкрн. мкр-н. наб."_stems))
        return Street{end + stop, true, false};
    if (stop && text.is(i, end, U"ш. пл. пр. туп."_stems)) return Street{end + 1, false, false};
    if (stop && text.is(i, end, U"с. п. д. пос. дер."_stems)) return Street{end + 1, false, true};
    if (text.is(i, end,
                U"улиц переул проспект бульвар шоссе. микрорайон набережн площадь. площади. аллея. "
                U"аллее. тупик тракт. проезд. проезде."_stems))
        return Street{end, false, false};
    if (text.is(i, end, U"деревн поселок поселк село. селе. села. хутор"_stems))
        return Street{end, false, true};
    return {};
}

bool unitFollows(const Letters& text, std::size_t i) {
    const std::size_t at = text.skipSpaces(i), end = text.wordEnd(at);
    if (isOneOf(text.raw(at), U"%₽°")) return true;
    if (text.is(at, end, U"кв."_stems)) {
        const std::size_t square = text.skipSpaces(end + (text.raw(end) == U'.'));
        return text.wordIs(square, U"м. метр км."_stems);
    }
    if (end - at > 4 && !isCapital(text.raw(at)) && text.endsWith(at, end, U"ов ев ей"_endings)) return true;
    return text.is(at, end,
                   U"лет. год дн день месяц недел раз. раза. час минут мин. чел руб тыс км. м. метр дом. "
                   U"дома. домов. подъезд квартир. квартиры. градус балл процент этаж останов магазин ям "
                   U"январ феврал март апрел мая. июн июл август сентябр октябр ноябр декабр семей жител "
                   U"детей детск аптек школ утра. вечера."_stems);
}

std::optional<House> houseAt(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    const bool comma = text.raw(at) == U',';
    if (comma) at = text.skipSpaces(at + 1);
    bool said = false;
    const std::size_t word = text.wordEnd(at);
    if (text.is(at, word, U"д. дом. дома. доме. вл."_stems)) {
        said = true;
        at = text.skipSpaces(word + (text.raw(word) == U'.'));
    }
    if (text.raw(at) == U'№') at = text.skipSpaces(at + 1);
    const std::size_t end = text.digitsEnd(at);
    if (end == at || end - at > (said ? 4u : 3u)) return {};
    if (text.raw(end) == U'%' || (isOneOf(text.raw(end), U".,:") && isDigit(text.raw(end + 1)))) return {};
    if (isDash(text.raw(end)) && isLetter(text.raw(end + 1)) &&  // «5-й» is not a house, «5-б» is
        (isLetter(text.raw(end + 2)) || isOneOf(text.raw(end + 1), U"йяехм")))
        return {};
    if (!said && unitFollows(text, end)) return {};
    return House{at, end, said, comma};
}

namespace {

/// End of «, корп. 2», «кв. 12» or «№ 4» behind such a word at `i`; `i` where there is none.
std::size_t partEnd(const Letters& text, std::size_t i, bool& flat) {
    std::size_t at = text.skipSpaces(i);
    if (text.raw(at) == U',') at = text.skipSpaces(at + 1);
    const std::size_t word = text.wordEnd(at);
    flat = text.is(at, word, U"кв. квартира. квартире."_stems);
    if (!flat &&
        !text.is(at, word,
                 U"корп. корпус. к. стр. строение. ком. комната. оф. офис. под. подъезд. лит. литер."_stems))
        return i;
    std::size_t number = text.skipSpaces(word + (text.raw(word) == U'.'));
    if (text.raw(number) == U'№') number = text.skipSpaces(number + 1);
    const std::size_t end = text.digitsEnd(number);
    if (end == number) return i;
    return isCyrillic(text.raw(end)) && !isWord(text.raw(end + 1)) ? end + 1 : end;
}

}  // namespace

Tail tailOf(const Letters& text, std::size_t end) {
    Tail tail{end, false};
    const auto letter = [&] {
        std::size_t at = text.skipSpaces(tail.end);
        const bool attached = at == tail.end;
        at += attached && isDash(text.raw(at));  // «5-б»; a dash between spaces is the sentence's
        const bool quoted = isOneOf(text.raw(at), U"«\"");
        at += quoted;
        if (!isCyrillic(text.raw(at)) || isWord(text.raw(at + 1))) return;
        const bool ends = isOneOf(text.raw(at + 1), U",;") || text.raw(at + 1) == 0;
        if (quoted ? isOneOf(text.raw(at + 1), U"»\"") : attached || ends || isCapital(text.raw(at)))
            tail.end = at + 1 + quoted;
    };
    letter();
    if (text.raw(tail.end) == U'/' && isDigit(text.raw(tail.end + 1))) {
        tail.end = text.digitsEnd(tail.end + 1);
        letter();
    }
    const std::size_t dash = text.skipSpaces(tail.end);
    const std::size_t number = text.skipSpaces(dash + 1);
    if (isDash(text.raw(dash)) && isDigit(text.raw(number)) && !isDash(text.raw(text.digitsEnd(number)))) {
        tail.end = text.digitsEnd(number);
        tail.flat = true;
    }
    for (int parts = 0; parts < 4; ++parts) {
        bool flat = false;
        const std::size_t next = partEnd(text, tail.end, flat);
        if (next == tail.end) break;
        tail = {next, tail.flat || flat};
    }
    return tail;
}

bool soundsLikeStreet(const Letters& text, std::size_t begin, std::size_t end) {
    return text.endsWith(begin, end, U"а я ой ей ого его ых их ов ев"_endings);
}

namespace {

/// End of one word of a street's name at `i`, `i` where the word cannot belong to one.
std::size_t nameWordEnd(const Letters& text, std::size_t i, bool first, bool abbreviated) {
    if (isDigit(text.raw(i))) {  // «8 Марта», «50 лет Октября», «1-я Полевая»
        if (!first) return i;
        std::size_t end = text.digitsEnd(i);
        if (isDash(text.raw(end))) end = text.wordEnd(end + 1);
        const std::size_t next = text.skipSpaces(end);
        return next > end && (isCapital(text.raw(next)) ||
                              text.wordIs(next, U"лет. марта. мая. января. июля. октября."_stems))
                   ? end
                   : i;
    }
    const std::size_t end = text.wordEnd(i);
    if (end == i) return i;
    if (isCapital(text.raw(i))) return end;
    if (text.is(i, end, U"лет. реки. марта. мая. января. июля. октября."_stems)) return end;
    if (end - i < 4 || text.is(i, end, U"была. когда. всегда. дома."_stems)) return i;
    return abbreviated || soundsLikeStreet(text, i, end) ? end : i;
}

struct Named {
    std::size_t end;
    House house;
};

/// A street's name of one to four words at `i`, and the house behind it.
std::optional<Named> nameAndHouse(const Letters& text, std::size_t i, const Street& street) {
    std::size_t at = text.skipSpaces(i);
    bool capital = false;
    for (int words = 0; words < 4; ++words) {
        if (words > 0)
            if (const std::optional<House> house = houseAt(text, at)) return Named{at, *house};
        const std::size_t next = text.skipSpaces(at);
        const std::size_t end = nameWordEnd(text, next, words == 0, street.abbreviated);
        if (end == next) return {};
        // Behind a name with a capital a plain word is the sentence going on.
        if (capital && !isCapital(text.raw(next)) && !text.is(next, end, U"лет. октября. победы."_stems))
            return {};
        capital = capital || isCapital(text.raw(next));
        at = end;
        if (text.raw(at) == U'.' && end - next <= 3) ++at;
    }
    if (const std::optional<House> house = houseAt(text, at)) return Named{at, *house};
    return {};
}

Match address(std::size_t begin, std::size_t end) {
    return {PersonalData::address, begin, end};
}

/// «ул. Ленина, 5», «деревня Кекур, дом 5», «п. Полва, ул. Лесная, 4».
std::optional<Match> streetFirst(const Letters& text, std::size_t i) {
    const std::optional<Street> street = streetWord(text, i);
    if (!street) return {};
    const std::size_t name = text.skipSpaces(street->end);
    if (street->settlement) {
        const std::size_t nameEnd = text.wordEnd(name);
        if (!isCapital(text.raw(name))) return {};
        if (const auto house = houseAt(text, nameEnd); house && house->said)
            return address(i, tailOf(text, house->end).end);
        std::size_t next = text.skipSpaces(nameEnd);
        if (text.raw(next) == U',') next = text.skipSpaces(next + 1);
        const std::optional<Street> inner = streetWord(text, next);
        if (!inner || inner->settlement) return {};
        if (const auto named = nameAndHouse(text, inner->end, *inner))
            return address(i, tailOf(text, named->house.end).end);
        return {};
    }
    const std::optional<Named> named = nameAndHouse(text, street->end, *street);
    if (!named) return {};
    return address(i, tailOf(text, named->house.end).end);
}

/// «Комсомольский проспект, 27».
std::optional<Match> nameFirst(const Letters& text, std::size_t i) {
    if (!isCapital(text.raw(i))) return {};
    std::size_t at = i;
    for (int words = 0; words < 2; ++words) {
        const std::size_t end = text.wordEnd(at);
        if (end - at < 3 || !isLetter(text.raw(at))) return {};
        at = text.skipSpaces(end);
        const std::optional<Street> street = streetWord(text, at);
        if (!street || street->settlement) continue;
        if (const auto house = houseAt(text, street->end)) return address(i, tailOf(text, house->end).end);
        return {};
    }
    return {};
}

/// «Лихачёва, д. 45», «Ленина, 45, кв. 12»; «живу на Ленина 45».
std::optional<Match> streetUnsaid(const Letters& text, std::size_t i) {
    const bool capital = isCapital(text.raw(i));
    std::size_t end = text.wordEnd(i);
    const std::size_t second = text.skipSpaces(end);
    if (capital && isCapital(text.raw(second)) && second > end) end = text.wordEnd(second);
    if (end - i < 4 || !soundsLikeStreet(text, i, end)) return {};
    const std::optional<House> house = houseAt(text, end);
    if (!house) return {};
    const Tail tail = tailOf(text, house->end);
    const bool told = text.follows(i, 3, U"живу живем живет прожива адрес прописан зарегистриров"_stems);
    if (!told && !tail.flat && !(house->said && house->comma)) return {};
    if (!capital && !(told && tail.flat)) return {};
    // «Перми 45-3» is a score: without a word about living, only a flat that is named as one counts.
    if (!told && !house->said && !house->comma && !text.says(text.skipSpaces(house->end), U"кв")) return {};
    return address(i, tail.end);
}

}  // namespace

std::optional<Match> findAddress(const Letters& text, std::size_t i) {
    if (!isLetter(text.raw(i))) return {};
    for (auto find : {streetFirst, nameFirst, streetUnsaid})
        if (auto match = find(text, i)) return match;
    return {};
}

}  // namespace otklik::redaction
