// Finder of e-mail addresses that are told without an at sign: «karina точка lis на яндексе», «почта
// ivan59 рамблер ру».

#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kLongestPart = 64;

/// Where people have their mail.
bool isProvider(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end,
                   U"яндекс яндыкс гмейл гмаил гмайл джимейл жмейл мейл. мейле. мэйл. мэйле. майл. майле. "
                   U"маил. рамблер yandex gmail mail. rambler мейлру. мейлру мэйлру inbox инбокс icloud "
                   U"айклауд аутлук outlook хотмейл протон proton"_stems);
}

bool saysMail(const Letters& text, std::size_t i) {
    return text.follows(
        i, 5,
        U"почт ящик мыло. мыльц мыльник имейл емейл емайл мейл. email e-mail mail эл. электрон "
        U"пишите. шлите. мэйл"_stems);
}

}  // namespace

std::optional<Match> findMail(const Letters& text, std::size_t i) {
    if (!isLatin(text.raw(i))) return {};
    bool dotted = false;
    std::size_t end = i;
    for (int parts = 0; parts < 4; ++parts) {
        const std::size_t begin = end;
        while (end < begin + kLongestPart && (isWord(text.raw(end)) || isOneOf(text.raw(end), U".-"))) ++end;
        const std::size_t dot = text.skipSpaces(end), next = text.wordEnd(dot);
        if (!text.is(dot, next, U"точка. тире. дефис. подчерк нижнее."_stems) || dot == end) break;
        dotted = true;
        end = text.skipSpaces(next);
    }
    std::size_t at = text.skipSpaces(end);
    if (text.wordIs(at, U"на. в. собака собачка"_stems)) at = text.skipSpaces(text.wordEnd(at));
    const std::size_t last = text.wordEnd(at);
    if (at == end || !isProvider(text, at, last)) return {};
    const std::size_t top = text.skipSpaces(last), topEnd = text.wordEnd(top);
    const bool host = text.is(top, topEnd, U"ру. ком. ru. com. точка."_stems);
    if (!dotted && !host && !saysMail(text, i)) return {};
    return Match{PersonalData::email, i, host ? topEnd : last};
}

}  // namespace otklik::redaction
