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
    if (!text.follows(i, 4, U"диагноз мкб код. болезн заболев болею. поставил шифр"_stems)) return {};
    return Match{PersonalData::intimate, i, end};
}

/// «группа вторая инвалидности», «2 группа, нерабочая», «группа у меня третья»: of a disability, not of
/// children.
std::optional<Match> group(const Letters& text, std::size_t i) {
    static const Stems& kOrdinal = U"перв втор трет i. ii. iii."_stems;
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
    if (text.is(i, end, U"группа. группу. группой. гр."_stems)) {
        std::size_t at = text.skipSpaces(end);
        if (text.wordIs(at, U"у."_stems))  // «группа у меня вторая»
            at = text.skipSpaces(text.wordEnd(text.skipSpaces(text.wordEnd(at))));
        if (const std::size_t last = ordinalEnd(at); last > at)
            end = last;
        else
            return {};
    } else if (const std::size_t number = ordinalEnd(i); number > i) {
        const std::size_t word = text.skipSpaces(number);
        end = text.wordEnd(word);
        if (!text.is(word, end, U"группа. группу. группы. группой. гр. группе."_stems)) return {};
    } else {
        return {};
    }
    if (precedes(text, end, 2, U"крови здоровь детск детсад риск сад продлен товар"_stems)) return {};
    if (!precedes(text, end, 4,
                  U"инвалид нерабоч рабоч бессроч пожизнен зрени слух сердц ногам. глазам. диабет "
                  U"онколог общем психи"_stems) &&
        !text.follows(i, 4, U"инвалид пенси мсэ."_stems))
        return {};
    if (!isSaidOfSomebody(text, i, 5) && !text.startsSentence(i) &&
        !precedes(text, end, 4, U"дали. у. мне. мо сняли."_stems) &&
        !text.follows(i, 3, U"дали. имею. получил сняли. установ присво оформ"_stems))
        return {};
    const std::size_t of = text.skipSpaces(end);
    return Match{PersonalData::intimate, i, text.wordIs(of, U"инвалид"_stems) ? text.wordEnd(of) : end};
}

}  // namespace

std::optional<Match> findIllnessCode(const Letters& text, std::size_t i) {
    if (const auto match = code(text, i)) return match;
    return group(text, i);
}

}  // namespace otklik::redaction
