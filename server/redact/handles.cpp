// Finder of names in social networks that only the words round them tell: a plain word, a number, or one in
// Cyrillic letters.

#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

bool behindNetwork(const Letters& text, std::size_t i, std::size_t words) {
    return text.follows(i, words, {U"ок.",     U"телег",    U"тг.",       U"telegram", U"tg.",   U"вк.",
                                   U"vk.",     U"вконтакт", U"контакте.", U"инст",     U"insta", U"скайп",
                                   U"skype",   U"одноклас", U"ник.",      U"никнейм",  U"логин", U"аккаунт",
                                   U"дискорд", U"discord",  U"тикток",    U"тик-ток",  U"айди.", U"id."});
}

/// A resource, not a person.
bool isResource(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end, {U"telegram", U"whatsapp",  U"viber",   U"youtube",   U"rutube",  U"instagram",
                                U"facebook", U"vkontakte", U"discord", U"skype",     U"chrome",  U"android",
                                U"iphone",   U"windows",   U"google",  U"yandex",    U"online",  U"premium",
                                U"channel",  U"tiktok",    U"twitter", U"gosuslugi", U"cookies", U"samsung",
                                U"xiaomi",   U"firefox",   U"opera",   U"https",     U"http"});
}

std::size_t nameEnd(const Letters& text, std::size_t i) {
    std::size_t end = i;
    while (end < i + 40 && (isWord(text.raw(end)) || isOneOf(text.raw(end), U".-"))) ++end;
    while (end > i && isOneOf(text.raw(end - 1), U".-")) --end;
    return end;
}

}  // namespace

std::optional<Match> findDeepHandle(const Letters& text, std::size_t i) {
    if (text.before(i) == U'/' && (i < 8 || !text.says(i - 8, U"profile/"))) return {};
    const std::size_t end = nameEnd(text, i);
    std::size_t digits = 0, latin = 0, marks = 0, capitals = 0;
    for (std::size_t at = i; at < end; ++at) {
        digits += isDigit(text.raw(at));
        latin += isLatin(text.raw(at));
        capitals += isCapital(text.raw(at));
        marks += text.raw(at) == U'_';
    }
    const std::size_t size = end - i;
    if (digits == size) {
        // An id; what begins as a telephone is one.
        if (size < 6 || size > 15 ||
            !text.follows(i, 2, {U"вк.", U"vk.", U"ок.", U"вконтакт", U"одноклас", U"айди.", U"id."}))
            return {};
        return Match{PersonalData::handle, i, end};
    }
    if (marks > 0 && size >= 4 && latin + digits < size) {
        if (!behindNetwork(text, i, 6)) return {};
        return Match{PersonalData::handle, i, end};
    }
    if (latin < 4 || latin + digits + marks < size - 2 || !behindNetwork(text, i, 3) ||
        isResource(text, i, end))
        return {};
    if (capitals == size) return {};
    if (text.follows(i, 2, {U"канал", U"групп", U"паблик", U"сообществ", U"бот."}) && marks == 0) return {};
    const bool own = text.follows(i, 6,
                                  {U"я.", U"мой.", U"моя.", U"мое.", U"меня.", U"мне.", U"пиши", U"найд",
                                   U"ищит", U"ник", U"логин", U"аккаунт", U"страниц", U"профил", U"ответ"});
    return own || digits + marks > 0 ? std::optional(Match{PersonalData::handle, i, end}) : std::nullopt;
}

}  // namespace otklik::redaction
