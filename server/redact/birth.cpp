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
    if (text.is(at, end, {U"рожд", U"гр.", U"г-р."})) return end + (text.raw(end) == U'.');
    if (text.is(at, end, {U"р."}) && text.raw(end) != U'у') return end + (text.raw(end) == U'.');
    if (!text.is(at, end, {U"г.", U"года.", U"году.", U"д."})) return 0;
    std::size_t next = end + (isOneOf(text.raw(end), U"./") ? 1 : 0);
    next = text.skipSpaces(next);
    const std::size_t nextEnd = text.wordEnd(next);
    return text.is(next, nextEnd, {U"р.", U"рожд"}) ? nextEnd + (text.raw(nextEnd) == U'.') : 0;
}

/// «родился», «именинница», «днюха»: of a person, whoever is meant. «Родилось 12 детей» is everybody's.
constexpr Stems kBorn = {U"родился.", U"родилась.", U"родились.", U"родила.",  U"родили.",  U"родилса.",
                         U"народил",  U"рожден.",   U"рождена.",  U"рождены.", U"именин",   U"днюх",
                         U"варенья.", U"уродил",    U"урожден",   U"bday",     U"birthday", U"бездник",
                         U"годок.",   U"рожоный.",  U"рожена."};

/// «на свет появилась»; «свет появился» is of lamps.
bool isOnLight(const Letters& text, Letters::Word word) {
    return text.is(word.begin, word.end, {U"свет."}) && text.follows(word.begin, 1, {U"на."});
}

/// «день рождения у меня 29 февраля», «дата моего рождения»; a birthday of the okrug is nobody's.
bool isBirthdayOfFamily(const Letters& text, std::size_t i) {
    for (int words = 0; words < 4; ++words) {
        const auto word = text.wordBefore(i);
        if (!word) return false;
        if (text.is(word->begin, word->end,
                    {U"рождения.", U"рожденья.", U"рождение.", U"рожд.", U"др.", U"дэрэ.", U"днюх"}))
            return true;
        const bool self = isOwn(text, *word) || text.is(word->begin, word->end, {U"его.", U"ее."});
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
        if (text.is(word->begin, word->end, {U"рожд"}) &&
            text.follows(word->begin, 3, {U"дат", U"числ", U"год", U"месяц"}))
            return true;
        i = word->begin;
    }
    return false;
}

/// «исполнится», «сравняется»: only years are.
bool isTurning(const Letters& text, Letters::Word word) {
    return text.is(word.begin, word.end,
                   {U"исполн", U"стукн", U"сравня", U"сровня", U"минет.", U"минуло.", U"юбиле", U"перевал"});
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
                                  text.is(person->begin, person->end,
                                          {U"мне.", U"меня.", U"мой.", U"ему.", U"ей.", U"у."}));
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
        last && last->end + 1 >= at && text.is(last->begin, last->end, {U"лет.", U"год", U"исполн"});
    const std::size_t end = years ? last->begin : at;
    std::size_t digits = end;
    while (digits > 0 && isSpace(text.before(digits))) --digits;
    const bool age = isDigit(text.before(digits)) && digits > 1 &&
                     !isWord(text.before(digits - (isDigit(text.before(digits - 1)) ? 2 : 1)));
    return age && (isSaidOfSomebody(text, i, 5) || text.follows(i, 5, {U"мне.", U"ему.", U"ей."})) &&
           !text.follows(i, 6,
                         {U"очеред", U"прием", U"кабинет", U"работ", U"стаж", U"ждать.", U"ждем.", U"квартир",
                          U"дом."});
}

/// «мне 5 мая будет восемьдесят», «сыну 7 июля исполняется год».
bool isAnniversaryBehind(const Letters& text, std::size_t i, std::size_t end) {
    auto word = wordAfter(text, end);
    // «восьмого марта мне сравняется восемьдесят»
    if (word &&
        (isOwn(text, *word) || isKin(text, *word) || text.is(word->begin, word->end, {U"ему.", U"ей."}))) {
        const auto turns = wordAfter(text, word->end);
        if (turns && isTurning(text, *turns)) return true;
    }
    if (!word || !isSaidOfSomebody(text, i, 3)) return false;
    if (isTurning(text, *word) || text.is(word->begin, word->end, {U"годик", U"совершеннолет"})) return true;
    const std::size_t age = text.skipSpaces(word->end);
    return text.is(word->begin, word->end, {U"будет.", U"было."}) &&
           (isDigit(text.raw(age)) || spokenAt(text, age).words > 0);
}

bool bornBefore(const Letters& text, std::size_t i) {
    if (text.follows(i, 6, kBorn) || text.follows(i, 1, {U"рожд", U"др.", U"гр."})) return true;
    std::size_t at = i;
    for (int words = 0; words < 6; ++words) {
        const auto word = text.wordBefore(at);
        if (!word) break;
        if (isOnLight(text, *word)) return true;
        at = word->begin;
    }
    const auto word = text.wordBefore(i);
    // «внучка появилась 14 февраля»
    if (word && text.is(word->begin, word->end, {U"появил"})) {
        const auto who = text.wordBefore(word->begin);
        if (who && isKin(text, *who)) return true;
    }
    // «д.р.», «г/р», «д. р.»; «Р. 5.3.62», but not «500 р. 5.3.62»
    if (word && text.is(word->begin, word->end, {U"р."})) {
        const auto earlier = text.wordBefore(word->begin);
        if (earlier && text.is(earlier->begin, earlier->end, {U"д.", U"г."})) return true;
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
        if (text.is(word->begin, word->end, {U"родился.", U"родилась.", U"народил", U"рожден.", U"рождена."}))
            return true;
        // «сорок первого года я рождения»
        if (!whole && words > 0 && text.is(word->begin, word->end, {U"рождени", U"рождень", U"рожак"}) &&
            isSaidOfSelf(text, word->begin, 2))
            return true;
        if (whole && text.is(word->begin, word->end, {U"родились.", U"родила.", U"именин", U"днюх"}))
            return true;
        if (isOnLight(text, *word)) return true;
        if (whole && text.is(word->begin, word->end, {U"рожд", U"др."}))
            return isSaidOfSomebody(text, i, 4) || precedes(text, word->end, 2, {U"у.", U"мо", U"мне."}) ||
                   text.follows(word->begin, 3, {U"мо", U"меня.", U"наш"}) ||
                   text.follows(i, 3, {U"детям.", U"дети.", U"детей."});
        at = word->end;
    }
    return false;
}

/// What a date is of that somebody tells of himself, when it is no birth.
bool isOfEvent(const Letters& text, std::size_t i) {
    return text.follows(i, 5,
                        {U"закон",    U"приказ", U"договор", U"постанов", U"справк",  U"указ",   U"решени",
                         U"заявлени", U"очеред", U"ордер",   U"стаж",     U"работа",  U"пенси",  U"прожива",
                         U"живу",     U"живем",  U"прописа", U"зарегист", U"выда",    U"замуж",  U"брак",
                         U"умер",     U"письм",  U"обращен", U"ответ",    U"операци", U"ремонт", U"отключ"});
}

/// «мама с 4/10/1939», «я с 1952 года, …», «бабушка 1931 года»: a person, and a date without a word.
bool isOfPerson(const Letters& text, std::size_t i, const Date& date) {
    auto word = text.wordBefore(i);
    if (!word) return false;
    const auto isPerson = [&](Letters::Word person) {
        return (isKin(text, person) && !text.is(person.begin, person.end, {U"семь"})) ||
               text.is(person.begin, person.end, {U"я.", U"он.", U"она.", U"пенсионер", U"паспорту."});
    };
    const bool digits = isDigit(text.raw(i));
    const bool since = text.is(word->begin, word->end, {U"с.", U"со.", U"от."});
    if (since) {
        const bool from = text.is(word->begin, word->end, {U"от."});
        word = text.wordBefore(word->begin);
        // «с пятьдесят первого года я»
        if (!date.whole && !digits && precedes(text, date.end, 1, {U"я."})) return true;
        // «мы оба с сорок седьмого года»
        if (word && !date.whole && date.year <= 1975 &&
            text.is(word->begin, word->end, {U"оба.", U"обе.", U"родом."}))
            return true;
        if (!word || !isPerson(*word)) return false;
        // «внуку 3 годика, он от 17 мая»
        if (from && date.whole && text.follows(i, 5, {U"годик", U"лет.", U"год.", U"года."})) return true;
        // «я с 2015 года работаю»: a word that goes on tells of something else.
        const auto next = wordAfter(text, date.end);
        const bool ends = !next || text.raw(text.skipSpaces(date.end)) == U',' ||
                          text.is(next->begin, next->end, {U"а.", U"и.", U"но.", U"дак.", U"так."});
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
        return last && text.is(last->begin, last->end, {U"года."}) &&
               (ends || !text.is(word->begin, word->end, {U"я."}));
    }
    // «мама 40-го года»
    if (!date.whole && date.year == 0 && isDash(text.raw(text.digitsEnd(i)))) return isKin(text, *word);
    return date.whole ? date.year > 0
                      : date.year > 0 && text.wordIs(text.skipSpaces(text.digitsEnd(i)), {U"г"});
}

/// «мне 64, 12.04.1961», «у меня стоит 10.10.1910»: told of oneself, and too long ago to be anything else.
bool isLongAgoOfSelf(const Letters& text, std::size_t i, const Date& date) {
    if (!date.whole || date.year == 0 || date.year > kLatestOfAdults || !isDigit(text.raw(i))) return false;
    if (text.follows(i, 1, {U"с.", U"от.", U"до.", U"по.", U"за."}) || isOfEvent(text, i)) return false;
    return isSaidOfSomebody(text, i, 5) ||
           text.follows(i, 4, {U"лет.", U"годик", U"стоит.", U"записан", U"указан", U"вбит"}) ||
           text.follows(i, 1, {U"надо.", U"правильно.", U"верно.", U"нужно."});
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
        if (!date->whole &&
            text.follows(i, 1, {U"детям.", U"дети.", U"детей.", U"граждан", U"лиц.", U"лица.", U"лицам."}) &&
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
