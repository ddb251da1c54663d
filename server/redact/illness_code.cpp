// Finder of diagnoses that are told by a code or a group: «диагноз F20.0», «группа вторая инвалидности».

#include "server/redact/around.h"
#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

/// A code of the international classification: «F20.0», «G80», «с50».
std::optional<Match> code(const Letters& text, std::size_t i) {
    if (!isOneOf(text.raw(i), U"ABCDEFGHIJKLMNOPQRSTZАВСЕНКМОРТ") || text.digitsEnd(i + 1) != i + 3)
        return {};
    std::size_t end = i + 3;
    if (text.raw(end) == U'.' && isDigit(text.raw(end + 1))) end = text.digitsEnd(end + 1);
    if (isWord(text.raw(end))) return {};
    if (!text.follows(i, 4,
                      {U"диагноз", U"мкб", U"код.", U"болезн", U"заболев", U"болею.", U"поставил", U"шифр"}))
        return {};
    return Match{PersonalData::intimate, i, end};
}

/// «группа вторая инвалидности», «2 группа, нерабочая», «группа у меня третья»: of a disability, not of
/// children.
std::optional<Match> group(const Letters& text, std::size_t i) {
    static constexpr Stems kOrdinal = {U"перв", U"втор", U"трет", U"i.", U"ii.", U"iii."};
    std::size_t end = text.wordEnd(i);
    const auto ordinalEnd = [&](std::size_t at) {
        const std::size_t digits = text.digitsEnd(at), word = text.wordEnd(at);
        if (digits == at + 1 && text.raw(at) <= U'3' && text.raw(at) >= U'1') {
            const std::size_t suffix =
                isDash(text.raw(digits)) ? text.wordEnd(digits + 1) : text.wordEnd(digits);
            return suffix - digits <= 3 ? suffix : digits;
        }
        return text.is(at, word, kOrdinal) ? word : at;
    };
    if (text.is(i, end, {U"группа.", U"группу.", U"группой.", U"гр."})) {
        std::size_t at = text.skipSpaces(end);
        if (text.wordIs(at, {U"у."}))  // «группа у меня вторая»
            at = text.skipSpaces(text.wordEnd(text.skipSpaces(text.wordEnd(at))));
        if (const std::size_t last = ordinalEnd(at); last > at)
            end = last;
        else
            return {};
    } else if (const std::size_t number = ordinalEnd(i); number > i) {
        const std::size_t word = text.skipSpaces(number);
        end = text.wordEnd(word);
        if (!text.is(word, end, {U"группа.", U"группу.", U"группы.", U"группой.", U"гр.", U"группе."}))
            return {};
    } else {
        return {};
    }
    if (precedes(text, end, 2,
                 {U"крови", U"здоровь", U"детск", U"детсад", U"риск", U"сад", U"продлен", U"товар"}))
        return {};
    if (!precedes(text, end, 4,
                  {U"инвалид", U"нерабоч", U"рабоч", U"бессроч", U"пожизнен", U"зрени", U"слух", U"сердц",
                   U"ногам.", U"глазам.", U"диабет", U"онколог", U"общем", U"психи"}) &&
        !text.follows(i, 4, {U"инвалид", U"пенси", U"мсэ."}))
        return {};
    if (!isSaidOfSomebody(text, i, 5) && !text.startsSentence(i) &&
        !precedes(text, end, 4, {U"дали.", U"у.", U"мне.", U"мо", U"сняли."}) &&
        !text.follows(i, 3, {U"дали.", U"имею.", U"получил", U"сняли.", U"установ", U"присво", U"оформ"}))
        return {};
    const std::size_t of = text.skipSpaces(end);
    return Match{PersonalData::intimate, i, text.wordIs(of, {U"инвалид"}) ? text.wordEnd(of) : end};
}

}  // namespace

std::optional<Match> findIllnessCode(const Letters& text, std::size_t i) {
    if (const auto match = code(text, i)) return match;
    return group(text, i);
}

}  // namespace otklik::redaction
