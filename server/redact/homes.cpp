// Finder of homes that no street with its word tells: by a street that is known, «на луговой семь», «дома 7
// по Нагорной»; by the village, «в Пиуково дом 14», «наша изба одна в Онохино»; by a garden, a block, a post
// box.

#include "server/redact/around.h"
#include "server/redact/finders.h"
#include "server/redact/houses.h"
#include "server/redact/spoken.h"
#include "shared/redact/address.h"

namespace otklik::redaction {
namespace {

using Word = Letters::Word;

bool toldOfLiving(const Letters& text, std::size_t i, std::size_t words) {
    return text.follows(
        i, words,
        U"живу живем живет живут жила. жили. прожива адрес прописа зарегист мой. моего. "
        U"нашего. наш. снимаю снимае дом. дома. дому. хат изб барак двор. калитк квартир стою. "
        U"я. мы. мама. остала мне. нас. нам. ко. подъезд"_stems);
}

bool endsClause(const Letters& text, std::size_t i) {
    const std::size_t at = text.skipSpaces(i);
    return text.raw(at) == 0 || isOneOf(text.raw(at), U",.;:!?)(\n") || isDash(text.raw(at)) ||
           text.wordIs(at,
                       U"а. и. но. да. дак. где. там. тут. я. мы. у. живу. живем. живет. живут. это. так. "
                       U"потому. что."_stems);
}

class HomeAt {
  public:
    HomeAt(Words& words, std::size_t i) : words_(words), text_(words.text()), begin_(i) {}

    std::optional<Match> find() {
        for (auto find :
             {&HomeAt::onKnownStreet, &HomeAt::behindStreetWord, &HomeAt::houseFirst, &HomeAt::inVillage,
              &HomeAt::houseAlone, &HomeAt::onlyHouse, &HomeAt::garden, &HomeAt::postBox, &HomeAt::corner,
              &HomeAt::withDoor, &HomeAt::inNamedVillage, &HomeAt::numbered})
            if (const auto found = (this->*find)()) return found;
        return {};
    }

  private:
    Match address(std::size_t end) const { return {PersonalData::address, begin_, end}; }
    Word wordAt(std::size_t i) const { return {i, text_.wordEnd(i)}; }
    bool isCapitalAt(std::size_t i) const { return isCapital(text_.raw(i)); }

    /// A place behind a comma, «в», «из», «с», «а»; or before, with the same between.
    bool isBesidePlace(std::size_t end) {
        std::size_t at = text_.skipSpaces(end);
        if (isOneOf(text_.raw(at), U",(")) at = text_.skipSpaces(at + 1);
        if (text_.wordIs(at, U"в. во. из. с. а. д. п. село. деревня. поселок."_stems))
            at = text_.skipSpaces(text_.wordEnd(at) + (text_.raw(text_.wordEnd(at)) == U'.'));
        const Word word = wordAt(at);
        return word.end - at > 2 && words_.isPlace(word) && !words_.isStreetName(word);
    }
    bool isBehindPlace() {
        std::size_t at = begin_;
        for (int words = 0; words < 2; ++words) {
            const auto word = text_.wordBefore(at);
            if (!word) return false;
            if (words_.isPlace(*word) && !words_.isStreetName(*word)) return true;
            if (word->end - word->begin > 3) return false;
            at = word->begin;
        }
        return false;
    }

    /// End of the known street's name at `at`, with its other word: «Карла Маркса», «8 Марта».
    std::size_t knownStreetEnd(std::size_t at) {
        const Word first = wordAt(at);
        if (first.end - at < 4) return at;
        if (words_.isStreetName(first)) return first.end;
        const std::size_t next = text_.skipSpaces(first.end);
        const Word second = wordAt(next);
        const bool two = next > first.end && second.end - next > 3 && words_.isStreetName(second) &&
                         (words_.isFirstName(first) || text_.is(at, first.end, U"розы. лизы. клары."_stems));
        return two ? second.end : at;
    }

    /// «3 скамейки», «два магазина», «1 фонарь».
    bool counts(std::size_t end) {
        const Word next = wordAt(text_.skipSpaces(end));
        if (next.begin == end || next.end - next.begin < 3 || isCapitalAt(next.begin)) return false;
        if (text_.is(next.begin, next.end, U"подъезд квартир этаж комнат половин"_stems)) return false;
        return unitFollows(text_, end) ||
               text_.is(next.begin, next.end, U"класс смен раз фонар автобус"_stems) ||
               (text_.endsWith(next.begin, next.end, U"ов ев ых их ок ек"_endings) &&
                words_.isOrdinary(next));
    }

    std::optional<Match> onKnownStreet() {
        const std::size_t name = knownStreetEnd(begin_);
        if (name == begin_) return {};
        std::size_t behind = text_.skipSpaces(name);
        if (text_.wordIs(behind, U"ул. улица. улице. пер. переулок. проезд."_stems))
            behind = text_.wordEnd(behind) + (text_.raw(text_.wordEnd(behind)) == U'.');
        else
            behind = name;
        const auto house = anyHouse(text_, behind);
        if (!house || house->counts || counts(house->end)) return {};
        const auto before = text_.wordBefore(begin_);
        // «совхоз Кирова 5 лет», «имени Гагарина»: what else is called so.
        if (before &&
            text_.is(before->begin, before->end, U"имени. им. школ музе совхоз колхоз парк площад"_stems))
            return {};
        const bool led =
            before && text_.skipSpaces(before->end) == begin_ &&
            text_.is(before->begin, before->end, U"на. по. с. со. у. до. ул. дом. дома. от."_stems);
        const bool place = isBesidePlace(house->end) || isBehindPlace();
        // «на Советской крайний дом»: which, only the village knows.
        if (house->ordinal && !place && !toldOfLiving(text_, begin_, 5)) return {};
        const bool sure = house->said || place || endsClause(text_, house->end);
        if (isCapitalAt(begin_)) {
            // «Новая 2»: an ordinary word is a street's name where something else says so.
            const bool plain = words_.isOrdinary({begin_, name});
            return !plain || sure || led || toldOfLiving(text_, begin_, 5)
                       ? std::optional(address(house->end))
                       : std::nullopt;
        }
        const bool told = toldOfLiving(text_, begin_, 5);
        const bool plain = words_.isOrdinary({begin_, name});
        if (place || (led && (told || sure)) || (told && sure) || (house->said && !plain))
            return address(house->end);
        return !plain && (led || told) ? std::optional(address(house->end)) : std::nullopt;
    }

    /// «ул набережная тридцать один», «деревне чинагорт изба номер два»: in lower case.
    std::optional<Match> behindStreetWord() {
        const auto street = streetWord(text_, begin_);
        if (!street) return {};
        const std::size_t at = text_.skipSpaces(street->end);
        const Word name = wordAt(at);
        if (name.end - at < 3) return {};
        if (street->settlement) {
            const bool known = isCapitalAt(at) || words_.isPlace(name) || !words_.isOrdinary(name);
            const auto house = anyHouse(text_, name.end);
            if (!known || !house || house->counts) return {};
            // «д.Тимино 9»: an abbreviation, a known place and a number.
            const bool brief =
                text_.raw(street->end - 1) == U'.' && words_.isPlace(name) && !counts(house->end);
            return house->said || brief ? std::optional(address(house->end)) : std::nullopt;
        }
        // «пер. Больничный-4»
        const bool dashed = isDash(text_.raw(name.end)) && isDigit(text_.raw(name.end + 1));
        if (isCapitalAt(at) && !dashed) return {};
        if (!soundsLikeStreet(text_, at, name.end) && !text_.endsWith(at, name.end, U"ый ий"_endings))
            return {};
        const auto house = anyHouse(text_, name.end + dashed);
        if (!house || house->counts || house->ordinal || counts(house->end)) return {};
        return address(house->end);
    }

    /// «дома 7 по Нагорной», «дом 12 на советской».
    std::optional<Match> houseFirst() {
        const Word word = wordAt(begin_);
        if (!text_.is(begin_, word.end,
                      U"дом. дома. доме. дому. домом. домами. домов. домовлад изба. избе. избы. квартира. "
                      U"хата. хате. барак. бараке."_stems))
            return {};
        std::size_t at = text_.skipSpaces(word.end);
        // «дом мой пятый по …»
        if (text_.wordIs(at, U"мой. наш. моего. нашего. моя. наша. у."_stems))
            at = text_.skipSpaces(text_.wordEnd(at));
        if (text_.wordIs(at, U"нас. меня."_stems)) at = text_.skipSpaces(text_.wordEnd(at));
        if (text_.wordIs(at, U"номер."_stems)) at = text_.skipSpaces(text_.wordEnd(at));
        if (text_.raw(at) == U'№') at = text_.skipSpaces(at + 1);
        std::size_t end = text_.digitsEnd(at);
        if (end - at > 3) return {};
        if (end > at)
            end = tailOf(text_, end).end;
        else if (isOrdinal(text_, at, text_.wordEnd(at)))  // «дом пятый по …»
            end = text_.wordEnd(at);
        else if (const Spoken number = spokenAt(text_, at, 3); number.words > 0)  // «дом семь по …»
            end = number.end;
        else
            return {};
        std::size_t by = text_.skipSpaces(end);
        // «домами 5 и 7 по Ленина»
        if (text_.wordIs(by, U"и."_stems))
            by = text_.skipSpaces(text_.digitsEnd(text_.skipSpaces(text_.wordEnd(by))));
        if (!text_.wordIs(by, U"по. на."_stems)) return {};
        std::size_t name = text_.skipSpaces(text_.wordEnd(by));
        if (const auto street = streetWord(text_, name); street && !street->settlement)
            name = text_.skipSpaces(street->end);
        // «по речной улице»: the word stands behind.
        const std::size_t called = text_.wordEnd(name);
        if (text_.wordIs(text_.skipSpaces(called), U"улиц ул. переул пер."_stems))
            return address(text_.wordEnd(text_.skipSpaces(called)));
        if (const std::size_t known = knownStreetEnd(name); known > name) return address(known);
        const std::size_t last = text_.wordEnd(name);
        return isCapitalAt(name) && soundsLikeStreet(text_, name, last) ? std::optional(address(last))
                                                                        : std::nullopt;
    }

    /// «Сервино д.22», «в пиукове одна дом четырнадцать»: a village, and a house that is said.
    std::optional<Match> inVillage() {
        const Word place = wordAt(begin_);
        if (place.end - begin_ < 3) return {};
        const bool looks = isCapitalAt(begin_) && !words_.isOrdinary(place) &&
                           text_.endsWith(begin_, place.end, U"ово ево ино ыно ове еве ине"_endings);
        if (!looks && !words_.isPlace(place)) return {};
        std::size_t at = place.end;
        for (int words = 0; words < 3; ++words) {
            const std::size_t next = text_.skipSpaces(at + (text_.raw(at) == U','));
            const std::size_t word = text_.wordEnd(next);
            if (word == next) return {};
            if (saysHouse(text_, next, word)) {
                const auto house = anyHouse(text_, at);
                // «в Юсьве дом 7 лет строят»
                return house && house->said && !unitFollows(text_, house->end)
                           ? std::optional(address(house->end))
                           : std::nullopt;
            }
            if (isCapitalAt(next)) return {};
            at = word;
        }
        return {};
    }

    /// «дом 58» where somebody says that he lives so.
    std::optional<Match> houseAlone() {
        const Word word = wordAt(begin_);
        if (!text_.is(
                begin_, word.end,
                U"дом. доме. д. изба. избе. барак. бараке. квартира. квартире. кв. общежити общаг"_stems))
            return {};
        if (!text_.follows(begin_, 8,
                           U"живу живем прожива адрес прописа зарегист снимаю снимае поселил"_stems))
            return {};
        std::size_t at = text_.skipSpaces(word.end + (text_.raw(word.end) == U'.'));
        if (text_.wordIs(at, U"номер."_stems)) at = text_.skipSpaces(text_.wordEnd(at));
        if (text_.raw(at) == U'№') at = text_.skipSpaces(at + 1);
        const std::size_t end = text_.digitsEnd(at);
        if (end - at > 4) return {};
        if (end > at)
            return unitFollows(text_, end) ? std::nullopt : std::optional(address(tailOf(text_, end).end));
        const auto house = anyHouse(text_, begin_);
        return house && house->said && !unitFollows(text_, house->end) ? std::optional(address(house->end))
                                                                       : std::nullopt;
    }

    /// «наша изба единственная жилая в Онохино», «деревня Акилово, последний дом у леса»: the place tells it.
    std::optional<Match> onlyHouse() {
        const Word place = wordAt(begin_);
        if (place.end - begin_ < 3 || !(isCapitalAt(begin_) || words_.isPlace(place))) return {};
        static const Stems& kHouse = U"дом. изба. домик хата. двор. хутор"_stems;
        static const Stems& kOnly = U"единственн последн крайн один. одна. остал"_stems;
        const auto led = text_.wordBefore(begin_);
        if (!led) return {};
        if (text_.is(led->begin, led->end, U"в. во. на. деревне. селе. поселке. хуторе."_stems) &&
            text_.follows(led->begin, 5, kHouse) && text_.follows(led->begin, 5, kOnly) &&
            isSaidOfSelf(text_, begin_, 7))
            return address(place.end);
        return {};
    }

    /// «СНТ Рябинка, линия 3, дом 18», «квартал 3 дом 5», «ГСК-4, бокс 17».
    std::optional<Match> garden() {
        const Word word = wordAt(begin_);
        const bool block =
            text_.is(begin_, word.end,
                     U"квартал. квартале. микрорайон. мкр. мкрн. м-н. городок. линия. линии. общежити"_stems);
        if (!block &&
            !text_.is(begin_, word.end,
                      U"снт днт тсн сот. сно. гск сад. садовод садов кооператив товариществ дачи. дач. "
                      U"массив"_stems))
            return {};
        std::size_t at = word.end, last = begin_;
        for (int parts = 0, plain = 0; parts < 8 && plain < 4; ++parts) {
            std::size_t next = text_.skipSpaces(at);
            while (next < at + 4 && (isOneOf(text_.raw(next), U",.«»\"№") || isDash(text_.raw(next))))
                next = text_.skipSpaces(next + 1);
            const Word part = wordAt(next);
            if (text_.is(next, part.end,
                         U"лини участ уч. дом. д. доме. бокс гараж ряд. аллея. алле домик квартал кв. комнат "
                         U"ком. улиц"_stems)) {
                std::size_t number = text_.skipSpaces(part.end + (text_.raw(part.end) == U'.'));
                if (text_.raw(number) == U'№') number = text_.skipSpaces(number + 1);
                const std::size_t end = text_.digitsEnd(number);
                at = end > number ? tailOf(text_, end).end : part.end;
                if (end > number && !unitFollows(text_, end)) last = at;
            } else if (part.end > next) {
                if (last > begin_ || text_.is(next, part.end, U"и. или. а. без."_stems)) break;
                at = part.end, ++plain;
            } else if (const std::size_t end = text_.digitsEnd(next); end > next) {
                at = end;  // its own number: «квартал 3»
            } else {
                break;
            }
        }
        return last > begin_ ? std::optional(address(last)) : std::nullopt;
    }

    /// «а/я 15», «абонентский ящик 15».
    std::optional<Match> postBox() {
        std::size_t at = begin_;
        if (isOneOf(text_.raw(at), U"аАпП") && text_.raw(at + 1) == U'/' && isOneOf(text_.raw(at + 2), U"яЯ"))
            at += 3;
        else if (text_.wordIs(at, U"абонентск почтов"_stems) &&
                 text_.wordIs(text_.skipSpaces(text_.wordEnd(at)), U"ящик"_stems))
            at = text_.wordEnd(text_.skipSpaces(text_.wordEnd(at)));
        else
            return {};
        at = text_.skipSpaces(at);
        if (text_.raw(at) == U'№') at = text_.skipSpaces(at + 1);
        const std::size_t end = text_.digitsEnd(at);
        return end > at ? std::optional(address(end)) : std::nullopt;
    }

    /// «живём на углу Ленина и Кирова».
    std::optional<Match> corner() {
        const std::size_t first = knownStreetEnd(begin_);
        if (first == begin_ || !text_.follows(begin_, 2, U"углу. угол. угла. перекрестк"_stems)) return {};
        if (!text_.follows(begin_, 6, U"живу живем мой. наш. моего. нашего. прожива"_stems)) return {};
        const std::size_t by = text_.skipSpaces(first);
        if (!text_.wordIs(by, U"и. с."_stems)) return {};
        const std::size_t next = text_.skipSpaces(text_.wordEnd(by)), end = knownStreetEnd(next);
        return end > next ? std::optional(address(end)) : std::nullopt;
    }

    /// «дмитрова тридцать восемь, домофон 24»: a surname in the genitive, a house and a door.
    std::optional<Match> withDoor() {
        const Word name = wordAt(begin_);
        if (name.end - begin_ < 5 || !text_.endsWith(begin_, name.end, U"ова ева ина ского ая"_endings))
            return {};
        const auto house = anyHouse(text_, name.end);
        if (!house || !house->said || words_.isOrdinary(name) || words_.isPlace(name)) return {};
        return address(house->end);
    }

    /// «кто поедет в кукушку дом восемь»: a village that no list has, and a house.
    std::optional<Match> inNamedVillage() {
        const Word name = wordAt(begin_);
        const std::size_t next = text_.skipSpaces(name.end);
        if (name.end - begin_ < 4 || !saysHouse(text_, next, text_.wordEnd(next))) return {};
        if (text_.endsWith(begin_, name.end, U"ый ий ой ом ем ого его ою ую"_endings)) return {};
        if (!text_.follows(begin_, 1, U"в. во. до. из. под. деревня. деревне. село."_stems)) return {};
        const auto house = anyHouse(text_, name.end);
        if (!house || !house->said || house->ordinal || unitFollows(text_, house->end)) return {};
        return endsClause(text_, house->end) || !words_.isOrdinary(name) || isSaidOfSelf(text_, begin_, 5) ||
                       text_.follows(begin_, 3, U"поед приез заед привез завез вез"_stems)
                   ? std::optional(address(house->end))
                   : std::nullopt;
    }

    /// «дом у нас в вежайке номер семнадцать», «улица чапаева номер дома десять».
    std::optional<Match> numbered() {
        const std::size_t next = text_.skipSpaces(wordAt(begin_).end);
        std::size_t at = text_.wordEnd(next);
        if (!text_.is(next, at, U"номер."_stems)) return {};
        at = text_.skipSpaces(at);
        const bool ofHouse = text_.wordIs(at, U"дома."_stems);
        if (ofHouse) at = text_.skipSpaces(text_.wordEnd(at));
        const Word name = wordAt(begin_);
        const bool led = ofHouse || text_.follows(begin_, 5, U"дом. изба. хата. живу живем барак."_stems);
        if (!led || !(words_.isPlace(name) || words_.isStreetName(name))) return {};
        const std::size_t digits = text_.digitsEnd(at);
        const std::size_t end = digits > at ? digits : spokenAt(text_, at, 3).end;
        return end > at ? std::optional(address(end)) : std::nullopt;
    }

    Words& words_;
    const Letters& text_;
    std::size_t begin_;
};

}  // namespace

std::optional<Match> findHome(Words& words, std::size_t i) {
    if (!isCyrillic(words.text().raw(i))) return {};
    return HomeAt(words, i).find();
}

}  // namespace otklik::redaction
