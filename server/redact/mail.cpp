// Finder of e-mail addresses that are told without an at sign: «karina точка lis на яндексе», «почта
// ivan59 рамблер ру».

#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kLongestPart = 64;

/// Where people have their mail.
bool isProvider(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(
        begin, end,
        {U"яндекс", U"яндыкс",  U"гмейл",   U"гмаил",   U"гмайл",   U"джимейл", U"жмейл",   U"мейл.",
         U"мейле.", U"мэйл.",   U"мэйле.",  U"майл.",   U"майле.",  U"маил.",   U"рамблер", U"yandex",
         U"gmail",  U"mail.",   U"rambler", U"мейлру.", U"мейлру",  U"мэйлру",  U"inbox",   U"инбокс",
         U"icloud", U"айклауд", U"аутлук",  U"outlook", U"хотмейл", U"протон",  U"proton"});
}

bool saysMail(const Letters& text, std::size_t i) {
    return text.follows(
        i, 5,
        {U"почт", U"ящик", U"мыло.", U"мыльц", U"мыльник", U"имейл", U"емейл", U"емайл", U"мейл.", U"email",
         U"e-mail", U"mail", U"эл.", U"электрон", U"пишите.", U"шлите.", U"мэйл"});
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
        if (!text.is(dot, next, {U"точка.", U"тире.", U"дефис.", U"подчерк", U"нижнее."}) || dot == end)
            break;
        dotted = true;
        end = text.skipSpaces(next);
    }
    std::size_t at = text.skipSpaces(end);
    if (text.wordIs(at, {U"на.", U"в.", U"собака", U"собачка"})) at = text.skipSpaces(text.wordEnd(at));
    const std::size_t last = text.wordEnd(at);
    if (at == end || !isProvider(text, at, last)) return {};
    const std::size_t top = text.skipSpaces(last), topEnd = text.wordEnd(top);
    const bool host = text.is(top, topEnd, {U"ру.", U"ком.", U"ru.", U"com.", U"точка."});
    if (!dotted && !host && !saysMail(text, i)) return {};
    return Match{PersonalData::email, i, host ? topEnd : last};
}

}  // namespace otklik::redaction
