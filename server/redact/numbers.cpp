// Finder of numbers that only a word explains, or that are written in words: documents with their series,
// accounts, plates of cars, «серия пятьдесят семь девятнадцать номер 206408».

#include <algorithm>

#include "server/redact/finders.h"
#include "server/redact/spoken.h"
#include "shared/redact/address.h"
#include "shared/text/utf8.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kMostOfPhone = 11;  // digits
constexpr std::size_t kMostLetters = 40;  // of a number with all that stands in it

struct Topic {
    PersonalData kind;
    std::size_t least;  // digits that make it somebody's
};

/// What the words before `i` say that a number is.
std::optional<Topic> topicOf(const Letters& text, std::size_t i) {
    std::size_t at = i;
    for (int words = 0; words < 5; ++words) {
        const auto word = text.wordBefore(at);
        if (!word) break;
        const auto is = [&](const Stems& stems) { return text.is(word->begin, word->end, stems); };
        if (is(U"приказ постановл распоряж закон указ. указа. обращен заявк заявлен протокол договор "
               U"письм гост пункт стат форм кабинет кодекс регламент"_stems))
            return {};
        if (is(U"снилс"_stems)) return Topic{PersonalData::snils, 6};
        if (is(U"страхов"_stems)) return Topic{PersonalData::snils, 11};
        if (is(U"инн."_stems)) return Topic{PersonalData::inn, 8};
        if (is(U"паспорт загран серия. серии. серию."_stems)) return Topic{PersonalData::passport, 4};
        if (is(U"полис. полиса. полисе. медполис омс. енп."_stems)) return Topic{PersonalData::policy, 6};
        if (is(U"лицев лиц. сч. счет. счета. счету. счете. лс. рс. расчетн"_stems))
            return Topic{PersonalData::account, 5};
        // «л/с», «р/с»
        if (is(U"с."_stems) && text.raw(word->begin - 1) == U'/' &&
            text.follows(word->begin, 1, U"л. р."_stems))
            return Topic{PersonalData::account, 5};
        if (is(U"карта. карты. карте. карту. картой. карточк"_stems)) return Topic{PersonalData::card, 12};
        if (is(U"права. правам. прав. водительск ву."_stems)) return Topic{PersonalData::document, 6};
        if (is(U"удостоверен"_stems)) return Topic{PersonalData::document, 4};
        if (is(U"свид св-в военник военн воинск билет. трудов студенч зачетк пропуск. мсэ. медкарт "
               U"амбулатор диплом аттестат корочк пенсионн снт. внж. виза."_stems))
            return Topic{PersonalData::document, 5};
        at = word->begin;
    }
    return {};
}

bool saysNumber(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end, U"номер. ном. номера. нр. n."_stems);
}

/// The place behind «№», «номер», a comma or a dash before a number; `i` where there is none of them.
std::size_t behindSign(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (isOneOf(text.raw(at), U",;:")) at = text.skipSpaces(at + 1);
    const std::size_t word = text.wordEnd(at);
    if (isOneOf(text.raw(at), U"№#"))
        ++at;
    else if (word > at && saysNumber(text, at, word))
        at = word + isOneOf(text.raw(word), U".:");
    else
        return i;
    return text.skipSpaces(at);
}

struct Number {
    std::size_t end;
    std::size_t digits;
};

/// Digits at `i` with single marks between them, and what follows as its number: «57 04, номер 118822».
Number numberAt(const Letters& text, std::size_t i) {
    Number number{i, 0};
    for (std::size_t at = i; at < i + kMostLetters;) {
        if (const Spoken spoken = spokenAt(text, at); spoken.words > 0) {
            number = {spoken.end, number.digits + spoken.digits.size()};
            at = spoken.end;
        }
        while (at < i + kMostLetters && (isDigit(text.raw(at)) || isOneOf(text.raw(at), U"*"))) {
            ++at, ++number.digits;
            number.end = at;
        }
        if (at == i) break;
        if (const std::size_t next = behindSign(text, at);
            next > at && (isDigit(text.raw(next)) || spokenAt(text, next).words > 0)) {
            at = next;
            continue;
        }
        std::size_t next = text.skipSpaces(at);
        if (isDash(text.raw(next)) || isOneOf(text.raw(next), U"./")) next = text.skipSpaces(next + 1);
        if (next == at || !isDigit(text.raw(next))) break;
        at = next;
    }
    return number;
}

bool isDotted(const Letters& text, std::size_t i) {  // a date
    const std::size_t day = text.digitsEnd(i), month = text.digitsEnd(day + 1);
    return day - i <= 2 && isOneOf(text.raw(day), U"./") && month - day == 3 &&
           text.raw(month) == text.raw(day);
}

/// Letters of a series at `i`, as «II-ВГ» or «АН»; its end, `i` where there is none.
std::size_t seriesEnd(const Letters& text, std::size_t i) {
    std::size_t end = i;
    while (end < i + 8 && (isCapital(text.raw(end)) || (end > i && isDash(text.raw(end))))) ++end;
    return isWord(text.raw(end)) ? i : end;
}

std::optional<Match> explained(const Letters& text, std::size_t i) {
    std::size_t at = i;
    if (isLetter(text.raw(i))) {
        const std::size_t series = seriesEnd(text, i);
        if (series > i) {
            at = std::max(behindSign(text, series), text.skipSpaces(series));
            if (!isDigit(text.raw(at))) return {};
        }
    }
    if (isDotted(text, at)) return {};
    const Number number = numberAt(text, at);
    if (number.digits < 4) return {};
    const auto topic = topicOf(text, i);
    // An account of twenty digits that is no person's is an organisation's.
    if (topic && topic->kind == PersonalData::account && number.digits == 20) return {};
    if (!topic || number.digits < topic->least || unitFollows(text, number.end)) return {};
    const bool year = number.digits == 4 && (text.says(at, U"19") || text.says(at, U"20"));
    if (year || (number.digits == 4 && isDigit(text.raw(at)) && topic->kind == PersonalData::passport))
        return {};
    return Match{topic->kind, i, number.end};
}

/// «по делу № 2-618/2023».
std::optional<Match> caseNumber(const Letters& text, std::size_t i) {
    if (!isDigit(text.raw(i)) ||
        !text.follows(i, 2, U"дело. дела. делу. деле. делом. уид. иск. иска. иску. производств"_stems))
        return {};
    std::size_t first = text.digitsEnd(i);
    first += isOneOf(text.raw(first), U"ааa");  // «2а-118»
    if (!isOneOf(text.raw(first), U"-/") || !isDigit(text.raw(first + 1))) return {};
    std::size_t end = first;
    while (end < i + kMostLetters &&
           (isDigit(text.raw(end)) || (isOneOf(text.raw(end), U"-/") && isDigit(text.raw(end + 1)))))
        ++end;
    return Match{PersonalData::document, i, end};
}

bool isOfPlate(char32_t c) {
    return isOneOf(toLower(c), U"авекмнорстухabekmhopctyx");
}

/// «А123ВС159», «к 456 ор 59».
std::optional<Match> plate(const Letters& text, std::size_t i) {
    if (!isOfPlate(text.raw(i))) return {};
    bool spaced = false;
    const auto next = [&](std::size_t at) {
        const std::size_t behind = text.skipSpaces(at);
        spaced = spaced || behind > at;
        return behind;
    };
    const std::size_t digits = next(i + 1), digitsEnd = text.digitsEnd(digits);
    if (digitsEnd - digits != 3) return {};
    const std::size_t letters = next(digitsEnd);
    if (!isOfPlate(text.raw(letters)) || !isOfPlate(text.raw(letters + 1))) return {};
    std::size_t end = letters + 2;
    const std::size_t region = text.skipSpaces(end), regionEnd = text.digitsEnd(region);
    const bool hasRegion = regionEnd - region >= 2 && regionEnd - region <= 3 && !isWord(text.raw(regionEnd));
    if (hasRegion) return Match{PersonalData::plate, i, regionEnd};
    if (isWord(text.raw(end))) return {};
    const bool said = text.follows(i, 4, U"номер госномер машин авто нива. ниву. лада."_stems);
    return said || !spaced ? std::optional(Match{PersonalData::plate, i, end}) : std::nullopt;
}

/// A telephone in words, or in words and digits.
std::optional<Match> spokenPhone(const Letters& text, std::size_t i) {
    const Spoken spoken = spokenAt(text, i, kMostOfPhone);
    const std::string& digits = spoken.digits;
    // «7 902 64 один 22 18»: one word suffices where the rest is a mobile's.
    const bool mobile = digits.size() == 11 && (digits[0] == '8' || digits[0] == '7') && digits[1] == '9';
    if (spoken.words < (mobile ? 1 : 2) || unitFollows(text, spoken.end)) return {};
    const bool whole = (digits.size() == 11 && (digits[0] == '8' || digits[0] == '7')) ||
                       (digits.size() == 10 && digits[0] == '9');
    const bool local =
        digits.size() >= 5 && digits.size() <= 7 &&
        text.follows(i, 3, U"тел номер звон позвон набер набир домашн рабоч сот. сотов мобил перезвон"_stems);
    // Wrongly heard or misspelt, it is still no sum: nobody counts in six numerals.
    const bool long_ = digits.size() >= 9 && digits.size() <= 12 && spoken.words >= 5;
    if (!whole && !local && !long_) return {};
    return Match{PersonalData::phone, i, spoken.end};
}

/// «городской 42817».
std::optional<Match> localPhone(const Letters& text, std::size_t i) {
    const Number number = numberAt(text, i);
    const bool own =
        text.follows(i, 1, U"номер. номерок."_stems) && text.follows(i, 3, U"мой. наш. мамин"_stems);
    const bool said = text.follows(
        i, 1, U"городской. домашний. рабочий. стационарный. мобильный. сотовый. телефон. тел. связи."_stems);
    if (number.digits < 5 || number.digits > 7 || (!said && !own) || isDotted(text, i) ||
        unitFollows(text, number.end))
        return {};
    return Match{PersonalData::phone, i, number.end};
}

/// An account of a person at a bank.
std::optional<Match> bankAccount(const Letters& text, std::size_t i) {
    if (!text.says(i, U"408") && !text.says(i, U"423")) return {};
    const Number number = numberAt(text, i);
    return number.digits == 20 ? std::optional(Match{PersonalData::account, i, number.end}) : std::nullopt;
}

}  // namespace

std::optional<Match> findDeepNumber(const Letters& text, std::size_t i) {
    if (const auto match = plate(text, i)) return match;
    const bool number = isDigit(text.raw(i)) || spokenAt(text, i).words > 0;
    if (!number && seriesEnd(text, i) == i) return {};
    for (auto find : {caseNumber, bankAccount, explained, localPhone, spokenPhone})
        if (const auto match = find(text, i)) return match;
    return {};
}

}  // namespace otklik::redaction
