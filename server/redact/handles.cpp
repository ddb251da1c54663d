// Finder of names in social networks that only the words round them tell: a plain word, a number, or one in
// Cyrillic letters.

#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

bool behindNetwork(const Letters& text, std::size_t i, std::size_t words) {
    return text.follows(
        i, words, {U"ок.",      U"телег",    U"тг",        U"тележ",   U"telegram", U"tg.",     U"вк",
                   U"vk",       U"вконтакт", U"контакт",   U"инст",    U"insta",    U"скайп",   U"skype",
                   U"одноклас", U"одноклы",  U"однокласн", U"ник.",    U"никнейм",  U"ником.",  U"никнеймом.",
                   U"логин",    U"аккаунт",  U"акк.",      U"дискорд", U"discord",  U"тикток",  U"тик-ток",
                   U"тиктоке.", U"айди.",    U"id.",       U"аська.",  U"макс.",    U"максе.",  U"мессендж",
                   U"юзернейм", U"username", U"учетк",     U"учетн",   U"профил",   U"страниц", U"страничк",
                   U"хабр",     U"жж.",      U"стим",      U"steam",   U"твич",     U"twitch",  U"ютуб",
                   U"ютьюб",    U"рутуб",    U"дзен",      U"директ",  U"личк",     U"лс.",     U"пикабу",
                   U"авито",    U"юла.",     U"вайбер",    U"viber",   U"ватсап",   U"вотсап",  U"whatsapp",
                   U"дс.",      U"тгшк",     U"тгк.",      U"вкшк",    U"инст",     U"майн",    U"роблокс",
                   U"игре.",    U"игра.",    U"доте.",     U"кс.",     U"танках.",  U"форум",   U"чате.",
                   U"вотсапп",  U"юзер",     U"никн",      U"именем.", U"латиниц",  U"фейсбук", U"сигнал.",
                   U"зума.",    U"зум.",     U"зуме."});
}

/// What says that the next word is a name, whatever it looks like.
bool behindNick(const Letters& text, std::size_t i, std::size_t words) {
    return text.follows(i, words,
                        {U"ник.", U"никнейм", U"ником.", U"логин.", U"логином.", U"юзернейм", U"никнеймом."});
}

/// A resource, not a person.
bool isResource(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end, {U"telegram", U"whatsapp",  U"viber",   U"youtube",   U"rutube",  U"instagram",
                                U"facebook", U"vkontakte", U"discord", U"skype",     U"chrome",  U"android",
                                U"iphone",   U"windows",   U"google",  U"yandex",    U"online",  U"premium",
                                U"channel",  U"tiktok",    U"twitter", U"gosuslugi", U"cookies", U"samsung",
                                U"xiaomi",   U"firefox",   U"opera",   U"https",     U"http"});
}

/// «vk.com» and what is written before a slash: a host.
bool isHost(const Letters& text, std::size_t begin, std::size_t end) {
    if (text.raw(end) == U'/') return true;
    for (std::u32string_view top : {U".ru", U".com", U".me", U".net", U".org", U".su", U".рф"})
        if (end - begin > top.size() && text.says(end - top.size(), top)) return true;
    return false;
}

/// «otchet_2024.pdf» and «img_0412»: a file, a field or a form.
bool isFile(const Letters& text, std::size_t begin, std::size_t end) {
    for (std::u32string_view type : {U".pdf", U".doc", U".docx", U".xls", U".xlsx", U".jpg", U".png", U".zip",
                                     U".rtf", U".txt", U".jpeg", U".odt", U".csv", U".html", U".php"})
        if (end - begin > type.size() && text.says(end - type.size(), type)) return true;
    return text.is(begin, end,
                   {U"img", U"utm", U"form", U"file", U"dsc", U"error", U"err_", U"screen", U"photo", U"doc",
                    U"net_", U"dns_", U"ssl_", U"http"}) ||
           text.follows(begin, 2,
                        {U"файл", U"ошибк", U"документ", U"шаблон", U"пол.", U"поле.", U"параметр",
                         U"приложен", U"программ", U"скача"});
}

/// «avito.ru/user/lesovik», «beloevo-old.livejournal.com»: a page of somebody on a host that has such pages.
std::optional<Match> page(const Letters& text, std::size_t i) {
    std::size_t end = i, dot = 0, slash = 0;
    while (end < i + 80 && (isWord(text.raw(end)) || isOneOf(text.raw(end), U".-/@~"))) {
        if (text.raw(end) == U'/' && slash == 0) slash = end;
        if (text.raw(end) == U'.' && slash == 0) dot = end;
        ++end;
    }
    while (end > i && isOneOf(text.raw(end - 1), U".-/")) --end;
    if (dot == 0 || end <= dot) return {};
    for (std::u32string_view host : {U".livejournal.com", U".blogspot.com", U".ucoz.ru", U".tumblr.com",
                                     U".github.io", U".narod.ru", U".taplink.ws", U".taplink.cc"}) {
        const std::size_t hostEnd = slash > 0 ? slash : end;
        if (hostEnd - i > host.size() && text.says(hostEnd - host.size(), host) && !text.says(i, U"www."))
            return Match{PersonalData::url, i, end};
    }
    if (slash == 0) return {};
    for (std::u32string_view path : {U"/user/", U"/users/", U"/profile/", U"/u/", U"/people/", U"/id/", U"/@",
                                     U"/~", U"/member/", U"/author/", U"/brands/"})
        if (text.says(slash, path) && end > slash + path.size()) return Match{PersonalData::url, i, end};
    return {};
}

/// A network's name right before, with no other word: «тг: ivanpetrov», «вк ivanpetrov».
bool isNamedBy(const Letters& text, std::size_t i) {
    const auto before = text.wordBefore(i);
    return before && i - before->end <= 3 &&
           text.is(
               before->begin, before->end,
               {U"дс.",      U"ds.",      U"тгшка.",         U"юзер.",      U"юзера.", U"твич.",  U"твиче.",
                U"майне.",   U"тг.",      U"телега.",        U"вк.",        U"инста.", U"стим.",  U"скайп.",
                U"тикток.",  U"дискорд.", U"телеграм.",      U"телеграмм.", U"ок.",    U"жж.",    U"ник.",
                U"никнейм.", U"логин.",   U"скайпе.",        U"telegram.",  U"insta.", U"ником.", U"skype.",
                U"вайбер.",  U"ватсап.",  U"одноклассники.", U"макс.",      U"viber."});
}

std::size_t nameEnd(const Letters& text, std::size_t i) {
    std::size_t end = i;
    while (end < i + 40 && (isWord(text.raw(end)) || isOneOf(text.raw(end), U".-"))) ++end;
    while (end > i && isOneOf(text.raw(end - 1), U".-")) --end;
    return end;
}

}  // namespace

std::optional<Match> findDeepHandle(const Letters& text, std::size_t i) {
    // «вконтакте /id55120044»: a slash behind a space belongs to no link.
    if (text.before(i) == U'/' && !isSpace(text.before(i - 1)) && (i < 8 || !text.says(i - 8, U"profile/")))
        return {};
    if (isLatin(text.raw(i)))
        if (const auto match = page(text, i)) return match;
    std::size_t end = nameEnd(text, i);
    std::size_t digits = 0, latin = 0, marks = 0, capitals = 0, dashes = 0;
    for (std::size_t at = i; at < end; ++at) {
        digits += isDigit(text.raw(at));
        latin += isLatin(text.raw(at));
        capitals += isCapital(text.raw(at));
        marks += text.raw(at) == U'_';
        dashes += isOneOf(text.raw(at), U".-");
    }
    const std::size_t size = end - i;
    if (digits == size) {
        // An id; what begins as a telephone is one.
        if (size < 6 || size > 15 ||
            !text.follows(i, 2,
                          {U"вк.", U"vk.", U"ок.", U"вконтакт", U"одноклас", U"айди.", U"id.", U"telegram",
                           U"телегра", U"тг."}))
            return {};
        return Match{PersonalData::handle, i, end};
    }
    if (text.says(i, U"id") && digits >= 5 && digits == size - 2) return Match{PersonalData::handle, i, end};
    // «live:pasha.kud»
    if (text.raw(end) == U':' && text.says(i, U"live"))
        return Match{PersonalData::handle, i, nameEnd(text, end + 1)};
    // «zuboskal#4417»
    if (text.raw(end) == U'#' && text.digitsEnd(end + 1) == end + 5 && latin >= 2)
        return Match{PersonalData::handle, i, end + 5};
    if (latin > 3 && (isFile(text, i, end) || isHost(text, i, end))) return {};
    // Nobody writes words with a low dash but who has chosen a name so; a channel's is nobody's.
    const bool channel = digits == 0 && text.follows(i, 5, {U"канал", U"групп", U"паблик", U"сообществ"}) &&
                         !text.follows(i, 6, {U"мо", U"я.", U"меня."});
    if (marks > 0 && !channel && latin >= 4 && latin + digits + marks + dashes == size && size >= 6 &&
        capitals < size - marks)
        return Match{PersonalData::handle, i, end};
    if (marks > 0 && size >= 4 && !channel) {
        if (!behindNetwork(text, i, 6)) return {};
        return Match{PersonalData::handle, i, end};
    }
    if (channel) return {};
    // «ник Лесовик59»
    if (latin == 0 && digits > 0 && digits < size && size >= 5 && isLetter(text.raw(i)) &&
        behindNick(text, i, 4))
        return Match{PersonalData::handle, i, end};
    if (latin < 4 || latin + digits + marks + dashes < size || isResource(text, i, end)) return {};
    // «KudymSniper», «тг: ivanpetrov»
    const bool humped = capitals > 1 && capitals < latin && isLatin(text.raw(i));
    const bool chosen =
        digits + marks > 0 || humped || isNamedBy(text, i) || (dashes > 0 && behindNick(text, i, 2));
    if (!behindNetwork(text, i, chosen ? 6 : 3)) return {};
    if (capitals == size) return {};
    if (text.follows(i, 2, {U"канал", U"групп", U"паблик", U"сообществ", U"бот."}) && marks == 0) return {};
    const bool own =
        text.follows(i, 6,
                     {U"я.", U"мой.", U"моя.", U"мое.", U"меня.", U"мне.", U"пиши", U"найд", U"ищит", U"ищи.",
                      U"ник", U"логин", U"аккаунт", U"страниц", U"профил", U"ответ"});
    return own || chosen ? std::optional(Match{PersonalData::handle, i, end}) : std::nullopt;
}

}  // namespace otklik::redaction
