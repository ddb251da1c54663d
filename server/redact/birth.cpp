// Finder of dates of birth: a date, or a year alone, that a word makes a birth: «родилась 14.03.1957»,
// «1957 г.р.», «мама с 4/10/1939», «днюха у меня 5 мая».

#include "server/redact/around.h"
#include "server/redact/date.h"
#include "server/redact/finders.h"
#include "server/redact/spoken.h"

namespace otklik::redaction {
namespace {

constexpr int kLatestOfAdults = 2008;

/// End of «г.р.», «года рождения», «рожд.» behind a date, else 0.
std::size_t saidBehind(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (isOneOf(text.raw(at), U",(")) at = text.skipSpaces(at + 1);
    const std::size_t end = text.wordEnd(at);
    if (text.is(at, end, U"рожд гр. г-р."_stems)) return end + (text.raw(end) == U'.');
    if (text.is(at, end, U"р."_stems) && text.raw(end) != U'у') return end + (text.raw(end) == U'.');
    if (!text.is(at, end, U"г. года. году. д."_stems)) return 0;
    std::size_t next = end + (isOneOf(text.raw(end), U"./") ? 1 : 0);
    next = text.skipSpaces(next);
    const std::size_t nextEnd = text.wordEnd(next);
    return text.is(next, nextEnd, U"р. рожд"_stems) ? nextEnd + (text.raw(nextEnd) == U'.') : 0;
}

/// «родился», «именинница», «днюха»: of a person, whoever is meant. «Родилось 12 детей» is everybody's.
const Stems& kBorn =
    U"родился. родилась. родились. родила. родили. родилса. народил рожден. рождена. "
    U"рождены. именин днюх варенья. уродил урожден bday birthday бездник годок. рожоный. "
    U"рожена."_stems;

/// «на свет появилась»; «свет появился» is of lamps.
bool isOnLight(const Letters& text, Letters::Word word) {
    return text.is(word.begin, word.end, U"свет."_stems) && text.follows(word.begin, 1, U"на."_stems);
}

/// «день рождения у меня 29 февраля», «дата моего рождения»; a birthday of the okrug is nobody's.
bool isBirthdayOfFamily(const Letters& text, std::size_t i) {
    for (int words = 0; words < 4; ++words) {
        const auto word = text.wordBefore(i);
        if (!word) return false;
        if (text.is(word->begin, word->end, U"рождения. рожденья. рождение. рожд. др. дэрэ. днюх"_stems))
            return true;
        const bool self = isOwn(text, *word) || text.is(word->begin, word->end, U"его. ее."_stems);
        if (!self && !isKin(text, *word) && word->end - word->begin > 2) return false;
        i = word->begin;
    }
    return false;
}

/// «дата рождения введена неверно, надо …»: a date of this form is a person's.
bool isDateOfBirthField(const Letters& text, std::size_t i) {
    for (int words = 0; words < 7; ++words) {
        const auto word = text.wordBefore(i);
        if (!word) return false;
        if (text.is(word->begin, word->end, U"рожд"_stems) &&
            text.follows(word->begin, 3, U"дат числ год месяц"_stems))
            return true;
        i = word->begin;
    }
    return false;
}

/// «исполнится», «сравняется»: only years are.
bool isTurning(const Letters& text, Letters::Word word) {
    return text.is(word.begin, word.end, U"исполн стукн сравня сровня минет. минуло. юбиле перевал"_stems);
}

/// «дочке исполнится 3 года 22 апреля», «мой юбилей 5 мая».
bool isAnniversary(const Letters& text, std::size_t i) {
    for (int words = 0; words < 7; ++words) {
        const auto word = text.wordBefore(i);
        if (!word) return false;
        if (isTurning(text, *word)) {
            auto of = text.wordBefore(word->begin);
            const auto behind = wordAfter(text, word->end);
            const auto isPerson = [&](const std::optional<Letters::Word>& person) {
                return person && (isKin(text, *person) ||
                                  text.is(person->begin, person->end, U"мне. меня. мой. ему. ей. у."_stems));
            };
            if (isPerson(behind)) return true;
            for (int away = 0; of && away < 3;
                 ++away, of = text.wordBefore(of->begin))  // «мне восемнадцать исполнится»
                if (isPerson(of)) return true;
            return false;
        }
        i = word->begin;
    }
    return false;
}

/// «мне 16, 23 июля»: an age and a date right behind it, of who writes or the family.
bool isBehindAge(const Letters& text, std::size_t i) {
    std::size_t at = i;
    while (at > 0 && isSpace(text.before(at))) --at;
    if (!isOneOf(text.before(at), U",(")) return false;
    --at;
    const auto last = text.wordBefore(at);
    const bool years =
        last && last->end + 1 >= at && text.is(last->begin, last->end, U"лет. год исполн"_stems);
    const std::size_t end = years ? last->begin : at;
    std::size_t digits = end;
    while (digits > 0 && isSpace(text.before(digits))) --digits;
    const bool age = isDigit(text.before(digits)) && digits > 1 &&
                     !isWord(text.before(digits - (isDigit(text.before(digits - 1)) ? 2 : 1)));
    return age && (isSaidOfSomebody(text, i, 5) || text.follows(i, 5, U"мне. ему. ей."_stems)) &&
           !text.follows(i, 6, U"очеред прием кабинет работ стаж ждать. ждем. квартир дом."_stems);
}

/// «мне 5 мая будет восемьдесят», «сыну 7 июля исполняется год».
bool isAnniversaryBehind(const Letters& text, std::size_t i, std::size_t end) {
    auto word = wordAfter(text, end);
    // «восьмого марта мне сравняется восемьдесят»
    if (word &&
        (isOwn(text, *word) || isKin(text, *word) || text.is(word->begin, word->end, U"ему. ей."_stems))) {
        const auto turns = wordAfter(text, word->end);
        if (turns && isTurning(text, *turns)) return true;
    }
    if (!word || !isSaidOfSomebody(text, i, 3)) return false;
    if (isTurning(text, *word) || text.is(word->begin, word->end, U"годик совершеннолет"_stems)) return true;
    const std::size_t age = text.skipSpaces(word->end);
    return text.is(word->begin, word->end, U"будет. было."_stems) &&
           (isDigit(text.raw(age)) || spokenAt(text, age).words > 0);
}

bool bornBefore(const Letters& text, std::size_t i) {
    if (text.follows(i, 6, kBorn) || text.follows(i, 1, U"рожд др. гр. род."_stems)) return true;
    std::size_t at = i;
    for (int words = 0; words < 6; ++words) {
        const auto word = text.wordBefore(at);
        if (!word) break;
        if (isOnLight(text, *word)) return true;
        at = word->begin;
    }
    const auto word = text.wordBefore(i);
    // «внучка появилась 14 февраля»
    if (word && text.is(word->begin, word->end, U"появил"_stems)) {
        const auto who = text.wordBefore(word->begin);
        if (who && isKin(text, *who)) return true;
    }
    // «д.р.», «г/р», «д. р.»; «Р. 5.3.62», but not «500 р. 5.3.62»
    if (word && text.is(word->begin, word->end, U"р."_stems)) {
        const auto earlier = text.wordBefore(word->begin);
        if (earlier && text.is(earlier->begin, earlier->end, U"д. г."_stems)) return true;
        return !earlier && text.raw(word->end) == U'.' && isDigit(text.raw(i)) && word->begin == 0;
    }
    return isBirthdayOfFamily(text, i);
}

/// «5 мая родилась», «9 мая на свет появилась», «6 мая … рождения» of the children.
bool bornBehind(const Letters& text, std::size_t i, std::size_t end, bool whole) {
    std::size_t at = end;
    for (int words = 0; words < 5; ++words) {
        const auto word = wordAfter(text, at);
        if (!word) return false;
        if (text.is(word->begin, word->end, U"родился. родилась. народил рожден. рождена."_stems))
            return true;
        // «сорок первого года я рождения»
        if (!whole && words > 0 && text.is(word->begin, word->end, U"рождени рождень рожак"_stems) &&
            isSaidOfSelf(text, word->begin, 2))
            return true;
        if (whole && text.is(word->begin, word->end, U"родились. родила. именин днюх"_stems)) return true;
        if (isOnLight(text, *word)) return true;
        if (whole && text.is(word->begin, word->end, U"рожд др."_stems))
            return isSaidOfSomebody(text, i, 4) || precedes(text, word->end, 2, U"у. мо мне."_stems) ||
                   text.follows(word->begin, 3, U"мо меня. наш"_stems) ||
                   text.follows(i, 3, U"детям. дети. детей."_stems);
        at = word->end;
    }
    return false;
}

/// What a date is of that somebody tells of himself, when it is no birth.
bool isOfEvent(const Letters& text, std::size_t i) {
    return text.follows(i, 5,
                        U"закон приказ договор постанов справк указ решени заявлени очеред ордер стаж работа "
                        U"пенси прожива живу живем прописа зарегист выда замуж брак умер письм обращен ответ "
                        U"операци ремонт отключ"_stems);
}

/// «мама с 4/10/1939», «я с 1952 года, …», «бабушка 1931 года»: a person, and a date without a word.
bool isOfPerson(const Letters& text, std::size_t i, const Date& date) {
    auto word = text.wordBefore(i);
    if (!word) return false;
    const auto isPerson = [&](Letters::Word person) {
        return (isKin(text, person) && !text.is(person.begin, person.end, U"семь"_stems)) ||
               text.is(person.begin, person.end, U"я. он. она. пенсионер паспорту."_stems);
    };
    const bool digits = isDigit(text.raw(i));
    const bool since = text.is(word->begin, word->end, U"с. со. от."_stems);
    if (since) {
        const bool from = text.is(word->begin, word->end, U"от."_stems);
        word = text.wordBefore(word->begin);
        // «с пятьдесят первого года я»
        if (!date.whole && !digits && precedes(text, date.end, 1, U"я."_stems)) return true;
        // «мы оба с сорок седьмого года»
        if (word && !date.whole && date.year <= 1975 &&
            text.is(word->begin, word->end, U"оба. обе. родом."_stems))
            return true;
        if (!word || !isPerson(*word)) return false;
        // «внуку 3 годика, он от 17 мая»
        if (from && date.whole && text.follows(i, 5, U"годик лет. год. года."_stems)) return true;
        // «я с 2015 года работаю»: a word that goes on tells of something else.
        const auto next = wordAfter(text, date.end);
        const bool ends = !next || text.raw(text.skipSpaces(date.end)) == U',' ||
                          text.is(next->begin, next->end, U"а. и. но. дак. так."_stems);
        if (date.whole)
            return (date.year > 0 || isOneOf(text.raw(text.digitsEnd(i)), U"./-")) && digits &&
                   !isOneOf(text.raw(text.digitsEnd(i)), U" ");
        return ends && (date.year == 0 || date.year <= kLatestOfAdults);
    }
    if (!isPerson(*word) || text.skipSpaces(word->end) != i) return false;
    // «бабуля двадцать девятого года»
    if (!digits && !date.whole) {
        const auto last = text.wordBefore(date.end);
        const bool ends = isOneOf(text.raw(date.end), U",.") || text.raw(date.end) == 0;
        return last && text.is(last->begin, last->end, U"года."_stems) &&
               (ends || !text.is(word->begin, word->end, U"я."_stems));
    }
    // «мама 40-го года»
    if (!date.whole && date.year == 0 && isDash(text.raw(text.digitsEnd(i)))) return isKin(text, *word);
    return date.whole ? date.year > 0
                      : date.year > 0 && text.wordIs(text.skipSpaces(text.digitsEnd(i)), U"г"_stems);
}

/// «мне 64, 12.04.1961», «у меня стоит 10.10.1910»: told of oneself, and too long ago to be anything else.
bool isLongAgoOfSelf(const Letters& text, std::size_t i, const Date& date) {
    if (!date.whole || date.year == 0 || date.year > kLatestOfAdults || !isDigit(text.raw(i))) return false;
    if (text.follows(i, 1, U"с. от. до. по. за."_stems) || isOfEvent(text, i)) return false;
    return isSaidOfSomebody(text, i, 5) ||
           text.follows(i, 4, U"лет. годик стоит. записан указан вбит"_stems) ||
           text.follows(i, 1, U"надо. правильно. верно. нужно."_stems);
}

}  // namespace

std::optional<Match> findBirth(const Letters& text, std::size_t i) {
    const auto date = dateAt(text, i);
    if (!date) {
        // «мне скоро 60 (12.09.1965)»: what numbers touch is read as one run, so the age goes too.
        const std::size_t age = text.digitsEnd(i), open = text.skipSpaces(age);
        if (age == i || age - i > 2 || text.raw(open) != U'(') return {};
        const auto inside = dateAt(text, open + 1);
        return inside && isLongAgoOfSelf(text, open + 1, *inside)
                   ? std::optional(Match{PersonalData::birth, i, inside->end})
                   : std::nullopt;
    }
    if (const std::size_t end = saidBehind(text, date->end)) {
        // «детям 2019 года рождения дали места»: of a year, all of them.
        if (!date->whole && text.follows(i, 1, U"детям. дети. детей. граждан лиц. лица. лицам."_stems) &&
            !isSaidOfSelf(text, i, 3))
            return {};
        // «1948 года рождения 7 ноября»
        const auto more = dateAt(text, text.skipSpaces(end));
        return Match{PersonalData::birth, i, more && more->whole ? more->end : end};
    }
    const bool said =
        bornBefore(text, i) || bornBehind(text, i, date->end, date->whole) || isOfPerson(text, i, *date) ||
        isLongAgoOfSelf(text, i, *date) ||
        (date->whole && (isAnniversary(text, i) || isBehindAge(text, i) ||
                         isAnniversaryBehind(text, i, date->end) || isDateOfBirthField(text, i)));
    return said ? std::optional(Match{PersonalData::birth, i, date->end}) : std::nullopt;
}

}  // namespace otklik::redaction
