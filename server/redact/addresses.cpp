// Finder of addresses that are told by what is known of places, or whose numbers are in words: «Юрла, Ленина
// двадцать три, квартира пять», «на Трактовой 19», «переулок Школьный, второй дом».

#include <algorithm>

#include "server/redact/finders.h"
#include "server/redact/houses.h"
#include "shared/redact/address.h"

namespace otklik::redaction {
namespace {

using Word = Letters::Word;

class AddressAt {
  public:
    AddressAt(Words& words, std::size_t i) : words_(words), text_(words.text()), begin_(i) {}

    std::optional<Match> find() {
        for (auto find : {&AddressAt::behindStreetWord, &AddressAt::houseFirst, &AddressAt::houseOfPlace,
                          &AddressAt::streetOfDate, &AddressAt::streetUnsaid})
            if (const auto found = (this->*find)()) return found;
        return {};
    }

  private:
    Match address(std::size_t end) const { return {PersonalData::address, begin_, end}; }

    /// «улица Красноармейская, двадцать девять», «деревня Кышка дом третий».
    std::optional<Match> behindStreetWord() {
        auto street = streetWord(text_, begin_);
        // «д Кекур д 5»: without full stops a letter is a preposition as well.
        const std::size_t letter = text_.wordEnd(begin_);
        if (!street && text_.is(begin_, letter, U"д. с. п."_stems)) street = Street{letter, true, true};
        if (!street) return {};
        std::size_t at = text_.skipSpaces(street->end);
        for (int words = 0; words < 3; ++words) {
            const std::size_t end = text_.wordEnd(at);
            if (end == at || !isCapital(text_.raw(at))) return {};
            if (const auto house = anyHouse(text_, end);
                house &&
                (house->said || (!street->settlement && !house->counts) || isVillageNumber(end, house->end)))
                return address(house->end);
            at = text_.skipSpaces(end);
        }
        return {};
    }

    /// «д. Пруддор, 3,»: only between commas.
    bool isVillageNumber(std::size_t name, std::size_t end) const {
        const bool ends = isOneOf(text_.raw(end), U",.;\n") || text_.raw(end) == 0;
        return text_.raw(text_.skipSpaces(name)) == U',' && ends;
    }

    /// «дом номер 12 по улице Хорошева».
    std::optional<Match> houseFirst() {
        const std::size_t word = text_.wordEnd(begin_);
        if (!saysHouse(text_, begin_, word) || word - begin_ < 3) return {};
        std::size_t at = text_.skipSpaces(word);
        if (text_.wordIs(at, U"номер."_stems)) at = text_.skipSpaces(text_.wordEnd(at));
        if (text_.raw(at) == U'№') at = text_.skipSpaces(at + 1);
        const std::size_t number = text_.digitsEnd(at);
        if (number == at || number - at > 3) return {};
        const std::size_t by = text_.skipSpaces(number + (isCyrillic(text_.raw(number)) ? 1 : 0));
        if (!text_.wordIs(by, U"по. на."_stems)) return {};
        const std::size_t next = text_.skipSpaces(text_.wordEnd(by));
        const auto street = streetWord(text_, next);
        if (!street || street->settlement) return {};
        const std::size_t name = text_.skipSpaces(street->end), end = text_.wordEnd(name);
        return isCapital(text_.raw(name)) ? std::optional(address(end)) : std::nullopt;
    }

    /// «Красный Яр, крайний дом»: in a village an ordinal tells enough.
    std::optional<Match> houseOfPlace() {
        if (!isCapital(text_.raw(begin_))) return {};
        std::size_t at = begin_;
        for (int words = 0; words < 2; ++words) {
            const Word word{at, text_.wordEnd(at)};
            if (word.end == at || !isCapital(text_.raw(at)) || !words_.isPlace(word)) return {};
            if (const auto house = anyHouse(text_, word.end); house && house->ordinal)
                return address(house->end);
            at = text_.skipSpaces(word.end);
        }
        return {};
    }

    /// «на 50 лет октября 32», «квартира на сорокалетия победы дом шесть», «8 марта, 15»: in lower case too.
    std::optional<Match> streetOfDate() {
        std::size_t at = text_.digitsEnd(begin_);
        if (at == begin_) {
            const std::size_t end = text_.wordEnd(begin_);
            if (text_.is(begin_, end, U"восьм перв девято"_stems))
                at = end;
            else if (text_.is(begin_, end,
                              U"десятилет двадцатилет тридцатилет сорокалет пятидесятилет шестидесятилет "
                              U"семидесятилет столет"_stems))
                at = begin_;
            else
                return {};
        } else if (at - begin_ > 2) {
            return {};
        }
        std::size_t next = text_.skipSpaces(at), end = 0;
        if (isDash(text_.raw(at))) next = at + 1;
        const bool years =
            text_.wordIs(next,
                         U"лет. летия. летие. десятилет двадцатилет тридцатилет сорокалет пятидесятилет "
                         U"шестидесятилет семидесятилет столет"_stems);
        if (years) {
            next = text_.skipSpaces(text_.wordEnd(next));
            end = text_.wordEnd(next);
            if (!text_.is(next, end, U"октябр победы. ссср. влксм. комсомол пионери рсфср. коми"_stems))
                return {};
        } else {
            end = text_.wordEnd(next);
            if (!text_.is(next, end, U"марта. мая. января. июля. пятилет интернацион"_stems)) return {};
        }
        const auto house = anyHouse(text_, end);
        if (!house || house->ordinal || house->counts) return {};
        const bool led = text_.follows(begin_, 1, U"на. по. ул. улиц дом. дома."_stems);
        const bool told =
            text_.follows(begin_, 4, U"живу живем живет адрес прожива прописа квартир общаг"_stems);
        return house->said || (years && (led || told)) || (led && told) || isBesidePlace(house->end)
                   ? std::optional(address(house->end))
                   : std::nullopt;
    }

    std::optional<Match> streetUnsaid() {
        const bool plain = !isCapital(text_.raw(begin_)) && !isDigit(text_.raw(begin_));
        if (plain && !anyHouse(text_, text_.wordEnd(begin_))) return {};
        const std::size_t name = streetNameEnd();
        if (name == begin_) return {};
        auto house = anyHouse(text_, name);
        // «Юрла, Полевая-8»; without a place «Восток-8» is a ship.
        const bool dashed = !house && isDash(text_.raw(name)) && isDigit(text_.raw(name + 1));
        if (dashed) house = anyHouse(text_, name + 1);
        if (!house) return {};
        const bool comma = text_.raw(text_.skipSpaces(name)) == U',';
        const Word first{begin_, text_.wordEnd(begin_)};
        if ((comma || !house->counts) && isBehindPlace()) return address(house->end);
        if (house->counts || dashed) return {};
        // «Справка 12-34»: a thing, and its number.
        const bool adjective = text_.endsWith(first.begin, first.end, U"ая яя ой ей"_endings);
        if (!adjective && first.end > first.begin && words_.isOrdinaryInNominative(first)) return {};
        if (plain) return {};
        const auto before = text_.wordBefore(begin_);
        const bool led = before && text_.skipSpaces(before->end) == begin_ &&
                         text_.is(before->begin, before->end, U"на. по. с. со. из. у."_stems);
        const bool told = text_.follows(
            begin_, 4,
            U"живу. живем. живет. прожива адрес прописа зарегистр дом. дома. дому. квартир калитк "
            U"двор. участок. огород"_stems);
        return led || told || house->said || isBesidePlace(house->end) || isAlone(name, house->end)
                   ? std::optional(address(house->end))
                   : std::nullopt;
    }

    /// «Нагорная 3, Левичи».
    bool isBesidePlace(std::size_t end) {
        std::size_t at = text_.skipSpaces(end);
        if (text_.raw(at) == U',') at = text_.skipSpaces(at + 1);
        const Word word{at, text_.wordEnd(at)};
        return word.end > at && isCapital(text_.raw(at)) && words_.isPlace(word);
    }
    /// «…, Пушкина 35.»: somebody's name in the genitive and a number, and nothing else between two commas.
    bool isAlone(std::size_t name, std::size_t end) {
        std::size_t before = begin_;
        for (int spaces = 0; spaces < 3 && before > 0 && isSpace(text_.raw(before - 1)); ++spaces) --before;
        const bool begins = before == 0 || isOneOf(text_.raw(before - 1), U",.!?\n:");
        const bool ends = isOneOf(text_.raw(end), U",.!?\n;") || text_.raw(end) == 0;
        const Word word{begin_, name};
        const bool adjective = text_.endsWith(begin_, name, U"ская ная вая"_endings);
        const bool genitive = text_.endsWith(begin_, name, U"ова ева ина ого его"_endings);
        return begins && ends && text_.raw(name) == U' ' &&
               (adjective || (genitive && !words_.isOrdinary(word)));
    }

    /// End of what can be a street's name at the beginning, with «ул.» behind it; the beginning where it
    /// cannot.
    std::size_t streetNameEnd() {
        std::size_t at = begin_;
        if (isDigit(text_.raw(at))) {  // «50 лет Октября», «8 Марта», «1-я Полевая»
            std::size_t digits = text_.digitsEnd(at);
            if (digits - at > 2) return begin_;
            if (isDash(text_.raw(digits))) digits = text_.wordEnd(digits + 1);
            std::size_t next = text_.skipSpaces(digits);
            if (text_.wordIs(next, U"лет."_stems)) next = text_.skipSpaces(text_.wordEnd(next));
            if (next == digits || !isCapital(text_.raw(next))) return begin_;
            return withStreetWord(text_.wordEnd(next));
        }
        const Word first{at, text_.wordEnd(at)};
        if (first.end - first.begin < 4 || !isCyrillic(text_.raw(at)) || isPlaceItself(first)) return begin_;
        // «Пермского края № 121»: no adjective, whatever it ends with.
        if (text_.is(first.begin, first.end, U"края. краю. краем. крае."_stems)) return begin_;
        const bool adjective = text_.endsWith(first.begin, first.end, U"ая яя ой ей ую"_endings);
        const bool sounds = soundsLikeStreet(text_, first.begin, first.end) ||
                            text_.endsWith(first.begin, first.end, U"ы и ую"_endings);
        const std::size_t second = text_.skipSpaces(first.end), end = text_.wordEnd(second);
        // «Розы Люксембург», «Карла Маркса»: the first of two is in the genitive too.
        if (isCapital(text_.raw(at)) && second > first.end && end - second > 3 &&
            isCapital(text_.raw(second)) && sounds && !adjective && !words_.isPlace({second, end}))
            return withStreetWord(end);
        const bool known = sounds && (isCapital(text_.raw(at)) || !words_.isOrdinary(first) || adjective);
        return known ? withStreetWord(first.end) : begin_;
    }

    std::size_t withStreetWord(std::size_t end) const {
        const std::size_t next = text_.skipSpaces(end), word = text_.wordEnd(next);
        if (!text_.is(next, word, U"ул. улица. пер. переулок. проезд."_stems)) return end;
        return word + (text_.raw(word) == U'.');
    }

    /// A place's own name; as an adjective («Московская») it is a street's.
    bool isPlaceItself(Word word) {
        return words_.isPlace(word) && !words_.isPublic(word) &&
               !text_.endsWith(word.begin, word.end, U"ая ой ую"_endings);
    }

    /// A place stands before, with a comma or «на» between; an unknown name counts where a comma follows it.
    bool isBehindPlace() {
        auto before = text_.wordBefore(begin_);
        if (!before) return false;
        if (text_.is(before->begin, before->end, U"на. по. ул. улиц"_stems)) {
            before = text_.wordBefore(before->begin);
            if (!before) return false;
        }
        for (std::size_t at = before->end; at < begin_; ++at)
            if (isOneOf(text_.raw(at), U".!?:;()")) return false;
        // «Верх-Иньва»: the word before was cut at its dash.
        Word place = *before;
        while (place.begin > 1 && isDash(text_.raw(place.begin - 1)) &&
               isLetter(text_.raw(place.begin - 2)) && before->end - place.begin < kLongestWord) {
            --place.begin;
            while (place.begin > 0 && isLetter(text_.raw(place.begin - 1)) &&
                   before->end - place.begin < kLongestWord)
                --place.begin;
        }
        if (words_.isPlace(place) || words_.isPlace(*before)) return true;
        const bool comma = text_.raw(text_.skipSpaces(place.end)) == U',';
        if (comma && isCapital(text_.raw(place.begin)) && !words_.isOrdinary(place)) return true;
        return text_.follows(place.begin, 1,
                             U"деревн дер. село. селе. с. поселок. пос. п. д. микрорайон мкр. пгт."_stems);
    }

    Words& words_;
    const Letters& text_;
    std::size_t begin_;
};

}  // namespace

std::optional<Match> findDeepAddress(Words& words, std::size_t i) {
    return AddressAt(words, i).find();
}

}  // namespace otklik::redaction
