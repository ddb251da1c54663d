// Finder of documents that words round a number make somebody's: cases, fines and claims with all their
// letters, one's own applications, cards without a word, trailers.

#include "server/redact/around.h"
#include "server/redact/finders.h"
#include "shared/redact/address.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kMostLetters = 40;

struct Number {
    std::size_t end;
    std::size_t digits = 0;
    bool letters = false, joined = false;  // «К-417», «2-3307/2024»
};

/// «К-417-2025/118», «147/К-2024», «59АН 417730»: digits and capitals, with marks inside.
Number numberAt(const Letters& text, std::size_t i) {
    Number number{i};
    std::size_t end = i, letters = 0;
    for (; end < i + kMostLetters; ++end) {
        const char32_t c = text.raw(end);
        if (isDigit(c)) {
            ++number.digits;
            letters = 0;
        } else if (isLetter(c) && ++letters <= 4 && (isCapital(c) || letters == 1)) {
            number.letters = true;
        } else if ((isDash(c) || isOneOf(c, U"/")) && isWord(text.raw(end + 1)) && end > i) {
            number.joined = true;
            letters = 0;
        } else {
            break;
        }
    }
    if (isWord(text.raw(end))) return {i};
    // A series, and behind a space its number.
    const std::size_t more = text.skipSpaces(end), moreEnd = text.digitsEnd(more);
    if (more > end && moreEnd - more >= 4 && number.digits > 0 && number.digits <= 4 &&
        !isWord(text.raw(moreEnd))) {
        number.digits += moreEnd - more;
        end = moreEnd;
    }
    number.end = end;
    return number;
}

bool isDated(const Letters& text, std::size_t i) {
    const std::size_t day = text.digitsEnd(i);
    return isOneOf(text.raw(day), U".:") && isDigit(text.raw(day + 1));
}

/// A law or an order: everybody's, whoever it is told of.
bool isOfAuthority(const Letters& text, std::size_t i) {
    return text.follows(i, 8, {U"постановлени", U"распоряж", U"закон",  U"указ.",     U"указа.",   U"указу.",
                               U"гост",         U"снип",     U"санпин", U"форм",      U"кабинет",  U"маршрут",
                               U"автобус",      U"рейс",     U"стать",  U"пункт",     U"приложен", U"таблиц",
                               U"закупк",       U"лот.",     U"кодекс", U"регламент", U"школ",     U"участк",
                               U"отделени",     U"окн",      U"вопрос"}) ||
           (text.follows(i, 8, {U"приказ"}) && !text.follows(i, 8, {U"судебн"}));
}

/// Papers that are always about one person.
bool saysPaper(const Letters& text, std::size_t i) {
    return text.follows(
        i, 4, {U"кусп.",     U"дело.",   U"дела.",   U"делу.",    U"деле.",      U"судебн", U"исполнит",
               U"производс", U"иск.",    U"иска.",   U"иску.",    U"больничн",   U"элн.",   U"рецепт",
               U"направлен", U"справк",  U"выписк",  U"медкарт",  U"амбулатор",  U"полис",  U"осаго.",
               U"каско.",    U"птс.",    U"стс.",    U"вин.",     U"вод.",       U"ву.",    U"удост",
               U"уд.",       U"свид",    U"билет.",  U"охот",     U"сертификат", U"маткап", U"ордер",
               U"доверенн",  U"вид.",    U"внж.",    U"рвп.",     U"загран",     U"штраф",  U"абонент",
               U"военник",   U"приписн", U"диплом",  U"аттестат", U"зачетк",     U"студак", U"студенч",
               U"трудов",    U"снилс",   U"паспорт", U"мсэ.",     U"ипра.",      U"ипр."});
}

/// What is somebody's where he says so: «моё обращение № …», «договор на меня № …».
bool saysOwnPaper(const Letters& text, std::size_t i, std::size_t end) {
    return text.follows(i, 8, {U"обращени", U"заявк", U"заявлен", U"жалоб",   U"договор", U"протокол",
                               U"материал", U"талон", U"запрос",  U"ходатай", U"счет",    U"решени",
                               U"квитанц",  U"акт.",  U"акта.",   U"кадастр", U"уин.",    U"карточк",
                               U"документ", U"бумаг", U"заказ",   U"пропуск", U"дел"}) &&
           (isSaidOfSelf(text, i, 10) || text.follows(i, 4, {U"мн"}) ||
            precedes(text, end, 3, {U"меня.", U"мне.", U"мо", U"мной."}));
}

std::optional<Match> paper(const Letters& text, std::size_t i) {
    const Number number = numberAt(text, i);
    if (number.digits < 3 || isDated(text, i) || isOfAuthority(text, i) || unitFollows(text, number.end))
        return {};
    const bool signedBefore = i > 0 && (isOneOf(text.before(i), U"№#") ||
                                        (isSpace(text.before(i)) && isOneOf(text.before(i - 1), U"№#")));
    const bool year = number.digits == 4 && !number.letters && !number.joined &&
                      (text.says(i, U"19") || text.says(i, U"20"));
    if (year && !signedBefore) return {};
    const bool kept = text.follows(i, 1, {U"кусп.", U"уин.", U"номер."}) || signedBefore;
    const bool telling = number.digits >= (number.letters ? 4u : 5u) && (number.letters || number.joined);
    if (saysPaper(text, i) && (telling || number.digits >= 5 || (kept && number.digits >= 4)))
        return Match{PersonalData::document, i, number.end};
    if (saysOwnPaper(text, i, number.end) && (kept || telling) && number.digits + number.letters >= 4)
        return Match{PersonalData::document, i, number.end};
    return {};
}

/// Sixteen digits in fours, or together: a card or a policy, also where the check digit was mistyped.
std::optional<Match> card(const Letters& text, std::size_t i) {
    if (!isOneOf(text.raw(i), U"2456")) return {};
    std::size_t digits = 0, end = i;
    for (std::size_t at = i; at < i + 24; ++at) {
        if (isDigit(text.raw(at))) {
            ++digits;
            end = at + 1;
        } else if (digits % 4 != 0 || !(isSpace(text.raw(at)) || isDash(text.raw(at))) ||
                   !isDigit(text.raw(at + 1))) {
            break;
        }
    }
    if (digits != 16 || isWord(text.raw(end)) || isDash(text.raw(end)) || isOneOf(text.raw(end), U":/"))
        return {};
    if (isOneOf(text.before(i), U":/-.") || isOfAuthority(text, i) ||
        text.follows(i, 2, {U"договор", U"заказ"}))
        return {};
    return Match{PersonalData::card, i, end};
}

/// «страховое 044 817 226 30»: a pension number, also where a digit was mistyped.
std::optional<Match> pension(const Letters& text, std::size_t i) {
    if (!text.follows(i, 4, {U"снилс", U"страхов", U"пенсионн", U"зелен"})) return {};
    std::size_t at = i, end = i, count = 0;
    for (int groups = 0; groups < 5 && text.digitsEnd(at) > at; ++groups) {
        end = text.digitsEnd(at);
        count += end - at;
        at = end + (isSpace(text.raw(end)) || isDash(text.raw(end)));
    }
    return count == 11 && !isWord(text.raw(end)) ? std::optional(Match{PersonalData::snils, i, end})
                                                 : std::nullopt;
}

/// «прицеп АР 5527 59», «мотоцикл 4417 АК 59»: plates with four digits, where a vehicle is spoken of.
std::optional<Match> trailer(const Letters& text, std::size_t i) {
    if (!text.follows(
            i, 4,
            {U"прицеп", U"мотоблок", U"мотоцикл", U"мопед", U"скутер", U"трактор", U"снегоход", U"лодк",
             U"квадрик", U"квадроцикл", U"номер", U"госномер", U"буран", U"мтз.", U"погрузчик"}))
        return {};
    const bool lettersFirst = isLetter(text.raw(i));
    std::size_t at = i;
    const auto take = [&](bool letters) {
        const std::size_t begin = at;
        at = letters ? text.wordEnd(at) : text.digitsEnd(at);
        const std::size_t size = at - begin;
        at = text.skipSpaces(at);
        return size;
    };
    const std::size_t first = take(lettersFirst), second = take(!lettersFirst);
    if ((lettersFirst ? first : second) != 2 || (lettersFirst ? second : first) != 4) return {};
    std::size_t end = at;
    while (end > i && isSpace(text.raw(end - 1))) --end;
    const std::size_t region = text.digitsEnd(at);
    if (region - at > 3) return {};
    if (region - at >= 2) end = region;
    return isWord(text.raw(end)) ? std::nullopt : std::optional(Match{PersonalData::plate, i, end});
}

}  // namespace

std::optional<Match> findPaper(const Letters& text, std::size_t i) {
    if (const auto match = trailer(text, i)) return match;
    const bool series = isCapital(text.raw(i)) && numberAt(text, i).digits > 0;
    if (!isDigit(text.raw(i)) && !series) return {};
    if (const auto match = card(text, i)) return match;
    if (const auto match = pension(text, i)) return match;
    return paper(text, i);
}

}  // namespace otklik::redaction
