#include "server/redact/date.h"

#include "server/redact/spoken.h"

namespace otklik::redaction {
namespace {

int numberAt(const Letters& text, std::size_t i, std::size_t end) {
    int number = 0;
    for (; i < end; ++i) number = number * 10 + static_cast<int>(text.raw(i) - U'0');
    return number;
}

bool isYear(int number) {
    return number >= 1900 && number <= 2029;
}

/// End of the month at `i`, also as «авг.»; `i` where there is none.
std::size_t monthEnd(const Letters& text, std::size_t i) {
    const std::size_t end = text.wordEnd(i);
    if (text.is(i, end,
                U"январ феврал марта. март. апрел мая. май. маю. июн июл август сентябр октябр ноябр "
                U"декабр"_stems))
        return end;
    if (text.is(i, end, U"янв. фев. февр. мар. апр. авг. сен. сент. окт. ноя. нояб. дек."_stems))
        return end + (text.raw(end) == U'.');
    return i;
}

/// «второго», «двадцать третьего», «пятьдесят девятого».
std::size_t ordinalEnd(const Letters& text, std::size_t i) {
    const Spoken tens = spokenAt(text, i);
    const std::size_t at = tens.words == 0 ? i : text.skipSpaces(tens.end);
    const std::size_t end = text.wordEnd(at);
    const bool ordinal =
        text.is(at, end,
                U"перво второ третье четверто пято шесто седьмо восьмо девято десято двадцато тридцато "
                U"сороково пятидесято шестидесято семидесято восьмидесято девяносто двухтысячн"_stems) ||
        (end - at > 8 && text.endsWith(at, end, U"надцатого надцатом надцатое"_endings));
    return ordinal && text.endsWith(at, end, U"ого его ом ое ье"_endings) ? end : i;
}

/// End of «-го», «го», «-й» behind the digits that end at `i`, or `i`.
std::size_t suffixEnd(const Letters& text, std::size_t i) {
    const std::size_t at = i + (isDash(text.raw(i)) ? 1 : 0), end = text.wordEnd(at);
    return text.is(at, end, U"го. ого. его. й. ый. е. ое. м. ом."_stems) ? end : i;
}

/// End of «года», «г.», «г» behind a year, or the year's own.
std::size_t behindYear(const Letters& text, std::size_t i) {
    const std::size_t at = text.skipSpaces(i), end = text.wordEnd(at);
    if (text.is(at, end, U"года. году. год."_stems)) return end;
    if (!text.is(at, end, U"г."_stems)) return i;
    return end + (text.raw(end) == U'.' ? 1 : 0);
}

/// A year at `i`, in digits or in words, and what is said of it.
std::size_t yearEnd(const Letters& text, std::size_t i) {
    const std::size_t digits = text.digitsEnd(i), end = digits > i ? suffixEnd(text, digits) : i;
    if (digits - i == 4 && isYear(numberAt(text, i, digits))) return behindYear(text, end);
    if (digits - i == 2 && behindYear(text, end) > end) return behindYear(text, end);
    if (digits > i) return i;
    std::size_t at = i;
    if (text.wordIs(at, U"тысяча. тыща. тысча."_stems)) at = text.skipSpaces(text.wordEnd(at));
    std::size_t ordinal = ordinalEnd(text, at);
    if (ordinal == at &&
        (at > i || text.follows(i, 3, U"год."_stems))) {  // «тысяча девятьсот шестьдесят седьмой»
        const std::size_t last = text.skipSpaces(spokenAt(text, at).end), end = text.wordEnd(last);
        if (text.endsWith(last, end, U"ый ой ий"_endings)) ordinal = end;
    }
    return ordinal > at ? behindYear(text, ordinal) : i;
}

int yearAt(const Letters& text, std::size_t i) {
    const std::size_t end = text.digitsEnd(i);
    return end - i == 4 ? numberAt(text, i, end) : 0;
}

/// The number of a month at `i` in digits, one or two, or in Roman ones; its end goes to `end`.
int monthNumber(const Letters& text, std::size_t i, std::size_t& end) {
    end = text.digitsEnd(i);
    if (end > i) return numberAt(text, i, end);
    while (end < i + 4 && isOneOf(text.raw(end), U"IVXХ")) ++end;
    return end > i && !isWord(text.raw(end)) ? 1 : 0;
}

/// «12.05.1961», «12 05 1961», «1961-05-12», «30.IV.1968», «12 . 05 . 1961».
std::optional<Date> numericDate(const Letters& text, std::size_t i) {
    const std::size_t first = text.digitsEnd(i);
    if (first == i || first - i > 4) return {};
    const auto markAt = [&](std::size_t end) {  // before which there may be a space
        const std::size_t at = text.skipSpaces(end);
        return isOneOf(text.raw(at), U"./-,") || isDash(text.raw(at)) ? at : end;
    };
    const std::size_t at = markAt(first);
    const char32_t mark = text.raw(at);
    if (!isOneOf(mark, U"./-,") && !isDash(mark) && !(isSpace(mark) && isDigit(text.raw(first + 1))))
        return {};
    std::size_t second = 0;
    const std::size_t middle = text.skipSpaces(at + 1);
    const int a = numberAt(text, i, first), b = monthNumber(text, middle, second);
    second = second > middle ? markAt(second) : second;
    if (second == middle || text.raw(second) != mark) return {};
    const std::size_t last = text.skipSpaces(second + 1), third = text.digitsEnd(last);
    const int c = numberAt(text, last, third);
    if (third == last || third - last > 4) return {};
    if (a >= 1 && a <= 31 && b >= 1 && b <= 12 && (isYear(c) || third - last == 2))
        return Date{behindYear(text, third), true, isYear(c) ? c : 0};
    if (isYear(a) && b >= 1 && b <= 12 && c >= 1 && c <= 31) return Date{behindYear(text, third), true, a};
    return {};
}

/// «5 мая», «22го апреля», «двадцать первого июня», «„05“ августа»; its end, `i` where there is none.
std::size_t dayAndMonthEnd(const Letters& text, std::size_t i) {
    std::size_t day = text.digitsEnd(i);
    if (day - i > 2) return i;
    day = day > i ? suffixEnd(text, day) : ordinalEnd(text, i);
    if (day == i) return i;
    if (isOneOf(text.raw(day), U"»\"”“")) ++day;
    std::size_t month = text.skipSpaces(day);
    if (text.wordIs(month, U"числа."_stems))
        month = text.skipSpaces(text.wordEnd(month));  // «шестого числа мая»
    const std::size_t end = monthEnd(text, month), said = text.skipSpaces(end);
    if (end > month && text.wordIs(said, U"месяца."_stems)) return text.wordEnd(said);
    return end > month ? end : i;
}

/// «1952 г., третьего мая», «1971, июнь, 14»: what follows a year.
std::size_t dayBehindYear(const Letters& text, std::size_t i) {
    std::size_t at = text.skipSpaces(i);
    if (isOneOf(text.raw(at), U",(")) at = text.skipSpaces(at + 1);
    if (text.wordIs(at, U"от. года. день. число."_stems)) at = text.skipSpaces(text.wordEnd(at));
    if (const std::size_t end = dayAndMonthEnd(text, at); end > at) return end;
    const std::size_t month = monthEnd(text, at);
    if (month == at) return i;
    std::size_t day = text.skipSpaces(month);
    if (text.raw(day) == U',') day = text.skipSpaces(day + 1);
    const std::size_t end = text.digitsEnd(day);
    return end > day && end - day <= 2 ? end : i;
}

}  // namespace

std::optional<Date> dateAt(const Letters& text, std::size_t i) {
    // Asked of every word: most begin like no number.
    if (!isDigit(text.raw(i)) &&
        !text.wordIs(i,
                     U"нол нул од перв дв втор тр четы четв пят петн писят шест шес шис сем седьм восе восьм "
                     U"деся десе девя сор сто плюс тысяч тыщ тысч"_stems))
        return {};
    if (const auto date = numericDate(text, i)) return date;
    if (const std::size_t end = dayAndMonthEnd(text, i); end > i) {
        std::size_t year = text.skipSpaces(end);
        if (text.raw(year) == U',') year = text.skipSpaces(year + 1);
        const std::size_t last = yearEnd(text, year);
        return last > year ? Date{last, true, yearAt(text, year)} : Date{end, true, 0};
    }
    const std::size_t year = yearEnd(text, i);
    if (year == i) return {};
    if (const std::size_t end = dayBehindYear(text, year); end > year)
        return Date{end, true, yearAt(text, i)};
    return Date{year, false, yearAt(text, i)};
}

}  // namespace otklik::redaction
