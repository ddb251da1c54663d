// Finder of dates of birth: a date, or a year alone, that a word makes a birth: «родилась 14.03.1957»,
// «1957 г.р.», «мама с 4/10/1939».

#include "server/redact/finders.h"
#include "server/redact/spoken.h"

namespace otklik::redaction {
namespace {

struct Date {
    std::size_t end;
    bool whole;  // not a year alone
};

int numberAt(const Letters& text, std::size_t i, std::size_t end) {
    int number = 0;
    for (; i < end; ++i) number = number * 10 + static_cast<int>(text.raw(i) - U'0');
    return number;
}

bool isYear(int number) {
    return number >= 1900 && number <= 2029;
}

bool isMonth(const Letters& text, std::size_t i) {
    return text.wordIs(i, {U"январ", U"феврал", U"марта.", U"март.", U"апрел", U"мая.", U"май.", U"июн",
                           U"июл", U"август", U"сентябр", U"октябр", U"ноябр", U"декабр"});
}

/// «второго», «двадцать третьего», «пятьдесят девятого».
std::size_t ordinalEnd(const Letters& text, std::size_t i) {
    const Spoken tens = spokenAt(text, i);
    const std::size_t at = tens.words == 0 ? i : text.skipSpaces(tens.end);
    const std::size_t end = text.wordEnd(at);
    const bool ordinal =
        text.is(at, end,
                {U"перво", U"второ", U"третье", U"четверто", U"пято", U"шесто", U"седьмо", U"восьмо",
                 U"девято", U"десято", U"двадцато", U"тридцато", U"сороково", U"пятидесято", U"шестидесято",
                 U"семидесято", U"восьмидесято", U"девяносто", U"двухтысячн"}) ||
        (end - at > 8 && text.endsWith(at, end, {U"надцатого", U"надцатом", U"надцатое"}));
    return ordinal && text.endsWith(at, end, {U"ого", U"его", U"ом", U"ое", U"ье"}) ? end : i;
}

/// End of «года», «г.», «г» behind a year, or the year's own.
std::size_t behindYear(const Letters& text, std::size_t i) {
    const std::size_t at = text.skipSpaces(i), end = text.wordEnd(at);
    if (text.is(at, end, {U"года.", U"году.", U"год."})) return end;
    if (!text.is(at, end, {U"г."})) return i;
    return end + (text.raw(end) == U'.' ? 1 : 0);
}

/// A year at `i`, in digits or in words, and what is said of it.
std::size_t yearEnd(const Letters& text, std::size_t i) {
    const std::size_t end = text.digitsEnd(i);
    if (end - i == 4 && isYear(numberAt(text, i, end))) return behindYear(text, end);
    if (end - i == 2 && behindYear(text, end) > end) return behindYear(text, end);
    if (end > i) return i;
    std::size_t at = i;
    if (text.wordIs(at, {U"тысяча."})) at = text.skipSpaces(text.wordEnd(at));
    const std::size_t ordinal = ordinalEnd(text, at);
    return ordinal > at ? behindYear(text, ordinal) : i;
}

/// A date at `i`, with or without its year.
std::optional<Date> dateAt(const Letters& text, std::size_t i) {
    const std::size_t first = text.digitsEnd(i);
    if (first == i || first - i > 4) {
        const std::size_t day = ordinalEnd(text, i), month = text.skipSpaces(day);
        if (day == i || !isMonth(text, month)) {
            const std::size_t year = first == i ? yearEnd(text, i) : i;
            return year > i ? std::optional(Date{year, false}) : std::nullopt;
        }
        const std::size_t end = text.wordEnd(month), year = text.skipSpaces(end);
        return Date{yearEnd(text, year) > year ? yearEnd(text, year) : end, true};
    }
    const char32_t mark = text.raw(first);
    const bool marked =
        isOneOf(mark, U"./-") || isDash(mark) || (isSpace(mark) && isDigit(text.raw(first + 1)));
    const std::size_t second = marked ? text.digitsEnd(text.skipSpaces(first + 1)) : first;
    if (second > first && text.raw(second) == mark) {
        const std::size_t third = text.digitsEnd(text.skipSpaces(second + 1));
        const int a = numberAt(text, i, first), b = numberAt(text, text.skipSpaces(first + 1), second);
        const std::size_t last = text.skipSpaces(second + 1);
        const int c = numberAt(text, last, third);
        const bool ours = a >= 1 && a <= 31 && b >= 1 && b <= 12 && (isYear(c) || third - last == 2);
        const bool iso = isYear(a) && b >= 1 && b <= 12 && c >= 1 && c <= 31;
        if (third > last && third - last <= 4 && (ours || iso)) return Date{behindYear(text, third), true};
    }
    std::size_t month = text.skipSpaces(first);
    if (isDash(text.raw(first))) month = text.skipSpaces(text.wordEnd(first + 1));  // «5-го мая»
    if (first - i <= 2 && isMonth(text, month)) {
        const std::size_t end = text.wordEnd(month), year = text.skipSpaces(end);
        return Date{yearEnd(text, year) > year ? yearEnd(text, year) : end, true};
    }
    if (const std::size_t end = yearEnd(text, i); end > i) return Date{end, false};
    return {};
}

/// «г.р.», «года рождения», «рожд.» behind a date; its end, else 0.
std::size_t saidBehind(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (isOneOf(text.raw(at), U",(")) at = text.skipSpaces(at + 1);
    const std::size_t end = text.wordEnd(at);
    if (text.is(at, end, {U"рожд", U"гр.", U"г-р."})) return end + (text.raw(end) == U'.');
    if (text.is(at, end, {U"р."}) && text.raw(end) != U'у') return end + (text.raw(end) == U'.');
    if (!text.is(at, end, {U"г.", U"года.", U"д."})) return 0;
    std::size_t next = end + (isOneOf(text.raw(end), U"./") ? 1 : 0);
    next = text.skipSpaces(next);
    const std::size_t nextEnd = text.wordEnd(next);
    return text.is(next, nextEnd, {U"р.", U"рожд"}) ? nextEnd + (text.raw(nextEnd) == U'.') : 0;
}

/// «день рождения у меня 29 февраля», «дата моего рождения»; a birthday of the okrug is nobody's.
bool isBirthdayOfFamily(const Letters& text, std::size_t i) {
    for (int words = 0; words < 4; ++words) {
        const auto word = text.wordBefore(i);
        if (!word) return false;
        if (text.is(word->begin, word->end, {U"рождения.", U"рожд.", U"др."})) return true;
        const bool self =
            text.is(word->begin, word->end, {U"меня.", U"моего.", U"моей.", U"мой.", U"его.", U"ее."});
        if (!self && !isKin(text, *word) && word->end - word->begin > 2) return false;
        i = word->begin;
    }
    return false;
}

bool saidBefore(const Letters& text, std::size_t i, bool whole) {
    if (text.follows(i, 6, {U"родил", U"рожден.", U"рождена."})) return true;
    if (text.follows(i, 1, {U"рожд", U"др.", U"гр.", U"днюх"}) || isBirthdayOfFamily(text, i)) return true;
    const auto word = text.wordBefore(i);
    if (!word) return false;
    // «д.р.», «г/р», «д. р.»
    if (text.is(word->begin, word->end, {U"р."}) && text.follows(word->begin, 1, {U"д.", U"г."})) return true;
    if (!whole) return false;
    // «мама с 4/10/1939»
    const auto person = text.wordBefore(word->begin);
    return text.is(word->begin, word->end, {U"с.", U"от."}) && person &&
           (isKin(text, *person) || text.is(person->begin, person->end, {U"я."})) && isDigit(text.raw(i)) &&
           !isMonth(text, text.skipSpaces(text.digitsEnd(i)));
}

}  // namespace

std::optional<Match> findBirth(const Letters& text, std::size_t i) {
    const auto date = dateAt(text, i);
    if (!date) return {};
    if (const std::size_t end = saidBehind(text, date->end)) {
        // «1948 года рождения 7 ноября»
        const std::size_t next = text.skipSpaces(end);
        const auto more = dateAt(text, next);
        return Match{PersonalData::birth, i, more && more->whole ? more->end : end};
    }
    if (saidBefore(text, i, date->whole)) return Match{PersonalData::birth, i, date->end};
    return {};
}

}  // namespace otklik::redaction
