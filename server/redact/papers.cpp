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
    return text.follows(i, 8,
                        U"постановлени распоряж закон указ. указа. указу. гост снип санпин форм кабинет "
                        U"маршрут автобус рейс стать пункт приложен таблиц закупк лот. кодекс регламент школ "
                        U"участк отделени окн вопрос"_stems) ||
           (text.follows(i, 8, U"приказ"_stems) && !text.follows(i, 8, U"судебн"_stems));
}

/// Papers that are always about one person.
bool saysPaper(const Letters& text, std::size_t i) {
    return text.follows(
        i, 4,
        U"кусп. дело. дела. делу. деле. судебн исполнит производс иск. иска. иску. больничн "
        U"элн. рецепт направлен справк выписк медкарт амбулатор полис осаго. каско. птс. стс. "
        U"вин. вод. ву. удост уд. свид билет. охот сертификат маткап ордер доверенн вид. внж. "
        U"рвп. загран штраф абонент военник приписн диплом аттестат зачетк студак студенч "
        U"трудов снилс паспорт мсэ. ипра. ипр."_stems);
}

/// What is somebody's where he says so: «моё обращение № …», «договор на меня № …».
bool saysOwnPaper(const Letters& text, std::size_t i, std::size_t end) {
    return text.follows(
               i, 8,
               U"обращени заявк заявлен жалоб договор протокол материал талон запрос ходатай счет "
               U"решени квитанц акт. акта. кадастр уин. карточк документ бумаг заказ пропуск дел"_stems) &&
           (isSaidOfSelf(text, i, 10) || text.follows(i, 4, U"мн"_stems) ||
            precedes(text, end, 3, U"меня. мне. мо мной."_stems));
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
    const bool kept = text.follows(i, 1, U"кусп. уин. номер."_stems) || signedBefore;
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
        text.follows(i, 2, U"договор заказ"_stems))
        return {};
    return Match{PersonalData::card, i, end};
}

/// «страховое 044 817 226 30»: a pension number, also where a digit was mistyped.
std::optional<Match> pension(const Letters& text, std::size_t i) {
    if (!text.follows(i, 4, U"снилс страхов пенсионн зелен"_stems)) return {};
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
    if (!text.follows(i, 4,
                      U"прицеп мотоблок мотоцикл мопед скутер трактор снегоход лодк квадрик квадроцикл номер "
                      U"госномер буран мтз. погрузчик"_stems))
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
