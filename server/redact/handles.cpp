// Finder of names in social networks that only the words round them tell: a plain word, a number, or one in
// Cyrillic letters.

#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

bool behindNetwork(const Letters& text, std::size_t i, std::size_t words) {
    return text.follows(
        i, words,
        U"ок. телег тг тележ telegram tg. вк vk вконтакт контакт инст insta скайп skype "
        U"одноклас одноклы однокласн ник. никнейм ником. никнеймом. логин аккаунт акк. дискорд "
        U"discord тикток тик-ток тиктоке. айди. id. аська. макс. максе. мессендж юзернейм "
        U"username учетк учетн профил страниц страничк хабр жж. стим steam твич twitch ютуб "
        U"ютьюб рутуб дзен директ личк лс. пикабу авито юла. вайбер viber ватсап вотсап "
        U"whatsapp дс. тгшк тгк. вкшк инст майн роблокс игре. игра. доте. кс. танках. форум "
        U"чате. вотсапп юзер никн именем. латиниц фейсбук сигнал. зума. зум. зуме."_stems);
}

/// What says that the next word is a name, whatever it looks like.
bool behindNick(const Letters& text, std::size_t i, std::size_t words) {
    return text.follows(i, words, U"ник. никнейм ником. логин. логином. юзернейм никнеймом."_stems);
}

/// A resource, not a person.
bool isResource(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end,
                   U"telegram whatsapp viber youtube rutube instagram facebook vkontakte discord skype "
                   U"chrome android iphone windows google yandex online premium channel tiktok twitter "
                   U"gosuslugi cookies samsung xiaomi firefox opera https http"_stems);
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
                   U"img utm form file dsc error err_ screen photo doc net_ dns_ ssl_ http"_stems) ||
           text.follows(begin, 2,
                        U"файл ошибк документ шаблон пол. поле. параметр приложен программ скача"_stems);
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
           text.is(before->begin, before->end,
                   U"дс. ds. тгшка. юзер. юзера. твич. твиче. майне. тг. телега. вк. инста. стим. скайп. "
                   U"тикток. дискорд. телеграм. телеграмм. ок. жж. ник. никнейм. логин. скайпе. telegram. "
                   U"insta. ником. skype. вайбер. ватсап. одноклассники. макс. viber."_stems);
}

bool hasLatin(const Letters& text, std::size_t begin, std::size_t end) {
    for (; begin < end; ++begin)
        if (isLatin(text.raw(begin))) return true;
    return false;
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
    if (end == text.wordEnd(i) && !hasLatin(text, i, end)) return {};  // a word, as most
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
            !text.follows(i, 2, U"вк. vk. ок. вконтакт одноклас айди. id. telegram телегра тг."_stems))
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
    const bool channel = digits == 0 && text.follows(i, 5, U"канал групп паблик сообществ"_stems) &&
                         !text.follows(i, 6, U"мо я. меня."_stems);
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
    if (text.follows(i, 2, U"канал групп паблик сообществ бот."_stems) && marks == 0) return {};
    const bool own =
        text.follows(i, 6,
                     U"я. мой. моя. мое. меня. мне. пиши найд ищит ищи. ник логин аккаунт страниц профил "
                     U"ответ"_stems);
    return own || chosen ? std::optional(Match{PersonalData::handle, i, end}) : std::nullopt;
}

}  // namespace otklik::redaction
