// Finders of e-mail addresses, links and names in social networks, also where they are spelled out: «ivan
// собака mail точка ru». A link is personal where it leads to a person; the pages of authorities, of
// communities and the bare name of a network are not.

#include "shared/redact/letters.h"

namespace otklik::redaction {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestPart = 64;

bool isTopLevel(const Letters& text, std::size_t begin, std::size_t end) {
    return text.is(begin, end, U"ru. com. рф. su. net. org. ру. ком. by. kz. me. info."_stems);
}

/// End of one of the words at `i` with spaces round it, else 0.
std::size_t spelled(const Letters& text, std::size_t i, const Stems& words) {
    const std::size_t begin = text.skipSpaces(i), end = text.wordEnd(begin);
    return begin > i && end > begin && text.is(begin, end, words) ? text.skipSpaces(end) : 0;
}

/// The place behind a dot at `i` that is written in any way; 0 where there is none.
std::size_t behindDot(const Letters& text, std::size_t i) {
    if (text.raw(i) == U'.' && isWord(text.raw(i + 1))) return i + 1;
    if (const std::size_t end = spelled(text, i, U"точка. тчк. tochka. dot."_stems)) return end;
    if (const std::size_t open = text.skipSpaces(i); isOneOf(text.raw(open), U"([{")) {
        const std::size_t word = open + 1, end = text.wordEnd(word);
        if (text.is(word, end, U"точка. dot."_stems) && isOneOf(text.raw(end), U")]}"))
            return text.skipSpaces(end + 1);
    }
    // With spaces, a comma or nothing at all it is a dot only before the end of a host.
    std::size_t next = text.skipSpaces(i);
    if (isOneOf(text.raw(next), U".,")) next = text.skipSpaces(next + 1);
    return next > i && isTopLevel(text, next, text.wordEnd(next)) ? next : 0;
}

/// The place behind an at sign at `i` that is written in any way; 0 where there is none.
std::size_t behindAt(const Letters& text, std::size_t i) {
    const std::size_t begin = text.skipSpaces(i);
    if (isOneOf(text.raw(begin), U"@＠")) return text.skipSpaces(begin + 1);
    if (isOneOf(text.raw(begin), U"([{<\"«/*|") || (begin > i && isDash(text.raw(begin)))) {
        const std::size_t word = text.skipSpaces(begin + 1), end = text.wordEnd(word);
        const std::size_t closing = text.skipSpaces(end);
        if (text.is(word, end, U"собака. собачка. sobaka. dog. at. эт. а. гав."_stems) &&
            (isOneOf(text.raw(closing), U")]}>\"»/*|") || isDash(text.raw(closing))))
            return text.skipSpaces(closing + 1);
        if (text.raw(word) == U'@' && isOneOf(text.raw(word + 1), U")]}>\"»"))
            return text.skipSpaces(word + 2);
        return 0;
    }
    static const Stems& kAt =
        U"собака. собачка. собачкой. собакой. сабака. сабачка. собаченька. sobaka. sobachka. "
        U"dog. at. эт. гав. псина."_stems;
    const std::size_t place = spelled(text, i, kAt);
    if (place == 0) return 0;
    const std::size_t again = text.wordEnd(place);  // «гав гав»
    return text.is(place, again, U"гав. собака."_stems) ? text.skipSpaces(again) : place;
}

/// The place behind «собака» inside [begin, end), as in «anna1956собакаmail»; 0 where there is none.
std::size_t behindAtWithin(const Letters& text, std::size_t begin, std::size_t end) {
    if (isCyrillic(text.raw(begin))) return 0;
    std::size_t at = begin;
    while (at < end && !isCyrillic(text.raw(at))) ++at;
    std::size_t behind = at;
    while (behind < end && isCyrillic(text.raw(behind))) ++behind;
    return isLatin(text.raw(behind)) && text.is(at, behind, U"собака. собачка."_stems) ? behind : 0;
}

std::size_t partEnd(const Letters& text, std::size_t i, std::u32string_view also) {
    std::size_t end = i;
    while (end < i + kLongestPart && (isWord(text.raw(end)) || isOneOf(text.raw(end), also))) ++end;
    return end;
}

/// End of the host at `i`, 0 where there is none.
std::size_t hostEnd(const Letters& text, std::size_t i) {
    std::size_t label = i, end = partEnd(text, i, U"-");
    if (end == i) return 0;
    for (int labels = 1; labels < 6; ++labels) {
        const std::size_t next = behindDot(text, end);
        const std::size_t nextEnd = next == 0 ? 0 : partEnd(text, next, U"-");
        if (nextEnd == 0 || nextEnd == next) break;
        label = next;
        end = nextEnd;
    }
    if (label == i) return 0;
    // Words run together: «mail.ruспасибо».
    if (isLatin(text.raw(label)) && isLatin(text.raw(label + 1)))
        for (std::size_t at = label; at < end; ++at)
            if (isCyrillic(text.raw(at))) return at;
    return end - label >= 2 && isLetter(text.raw(label)) ? end : 0;
}

struct Network {
    std::u32string_view name, top;
    bool channels;  // most of its addresses are works, not people
};

constexpr Network kNetworks[] = {
    {U"vk", U"com", false},        {U"vk", U"ru", false},        {U"vk", U"me", false},
    {U"вк", U"ком", false},        {U"вк", U"ру", false},        {U"vkontakte", U"ru", false},
    {U"ok", U"ru", false},         {U"ok", U"ру", false},        {U"odnoklassniki", U"ru", false},
    {U"t", U"me", false},          {U"telegram", U"me", false},  {U"wa", U"me", false},
    {U"instagram", U"com", false}, {U"facebook", U"com", false}, {U"fb", U"com", false},
    {U"tiktok", U"com", false},    {U"twitter", U"com", false},  {U"x", U"com", false},
    {U"my.mail", U"ru", false},    {U"max", U"ru", false},       {U"youtube", U"com", true},
    {U"rutube", U"ru", true},      {U"dzen", U"ru", false}};

/// End of what belongs to an address, without the punctuation of the sentence round it.
std::size_t pathEnd(const Letters& text, std::size_t i) {
    std::size_t end = i;
    while (text.raw(end) > U' ' && !isSpace(text.raw(end)) && !isOneOf(text.raw(end), U"»«\"'<>()[]{},")) {
        // Words run together: a Cyrillic letter belongs to a Latin address only as a look-alike inside it.
        if (isCyrillic(text.raw(end)) && end > i && !isCyrillic(text.raw(i)) && !isLatin(text.raw(end + 1)) &&
            !isDigit(text.raw(end + 1)))
            break;
        ++end;
    }
    while (end > i && isOneOf(text.raw(end - 1), U".!?;:…")) --end;
    return end;
}

/// End of the network's host at `i` with the slash behind it; 0 where it is another host, `i` where the slash
/// is missing.
std::size_t networkEnd(const Letters& text, std::size_t i, const Network& network) {
    if (!text.says(i, network.name)) return 0;
    const std::size_t top = behindDot(text, i + network.name.size());
    if (top == 0 || !text.says(top, network.top)) return 0;
    const std::size_t end = top + network.top.size();
    if (isWord(text.raw(end)) || isDash(text.raw(end)) ||
        (text.raw(end) == U'.' && isWord(text.raw(end + 1))))
        return 0;
    const std::size_t slash = text.skipSpaces(end);
    if (text.raw(slash) == U'/') return text.skipSpaces(slash + 1);
    if (const std::size_t next = spelled(text, end, U"слеш. слэш. slash."_stems)) return next;
    return i;
}

bool isPersonalPath(const Letters& text, std::size_t i, const Network& network) {
    if (network.channels)
        return text.raw(i) == U'@' || text.says(i, U"user/") || text.says(i, U"c/") || text.says(i, U"id/") ||
               text.says(i, U"channel/");
    for (std::u32string_view page : {U"club", U"public", U"event", U"wall-", U"video-", U"album-", U"topic-"})
        if (text.says(i, page) && isDigit(text.raw(i + page.size()))) return false;
    for (std::u32string_view work : {U"a/", U"b/", U"video/", U"news"})
        if (text.says(i, work)) return false;
    return !text.says(i, U"feed") && !text.says(i, U"group/") && pathEnd(text, i) > i;
}

bool isAuthority(const Letters& text, std::size_t host, std::size_t end) {
    for (std::u32string_view site : {U"gov.ru", U"permkrai.ru", U"gosuslugi.ru", U"kremlin.ru", U"mos.ru",
                                     U"government.ru", U"nalog.ru", U"mfc-perm.ru"}) {
        if (end - host < site.size() || !text.says(end - site.size(), site)) continue;
        if (end - host == site.size() || text.raw(end - site.size() - 1) == U'.') return true;
    }
    return false;
}

}  // namespace

std::optional<Match> findEmail(const Letters& text, std::size_t i) {
    std::size_t end = partEnd(text, i, U".+-");
    for (int words = 0; words < 3; ++words) {
        const std::size_t next = spelled(text, end, U"точка. dot. тире. дефис. минус. подчерк"_stems);
        if (next == 0 || !isWord(text.raw(next))) break;
        end = partEnd(text, next, U".+-");
    }
    std::size_t host = behindAt(text, end);
    if (host == 0) host = behindAtWithin(text, i, end);
    if (host == 0) return {};
    const std::size_t hostEndsAt = hostEnd(text, host);
    if (hostEndsAt == 0) return {};
    return Match{PersonalData::email, i, hostEndsAt};
}

/// The letters, folded, that networks and what stands before a host begin with: most words end here.
constexpr std::uint64_t kFirstsOfLinks = [] {
    std::uint64_t firsts = 0;
    for (const Network& network : kNetworks) firsts |= WordTable::bitOf(folded(network.name.front()));
    for (char32_t start : U"hwm"sv) firsts |= WordTable::bitOf(folded(start));
    return firsts;
}();

std::optional<Match> findUrl(const Letters& text, std::size_t i) {
    if (!(kFirstsOfLinks & WordTable::bitOf(folded(text.raw(i))))) return {};
    std::size_t host = i;
    for (std::u32string_view start : {U"http://", U"https://", U"www.", U"m."})
        if (text.says(host, start)) host += start.size();
    for (const Network& network : kNetworks) {
        const std::size_t path = networkEnd(text, host, network);
        if (path == 0) continue;
        if (path == host || !isPersonalPath(text, path, network)) return {};
        return Match{PersonalData::url, i, pathEnd(text, path)};
    }
    if (host < i + 4) return {};
    const std::size_t end = partEnd(text, host, U".-");
    if (end == host || isAuthority(text, host, end)) return {};
    return Match{PersonalData::url, i, pathEnd(text, end)};
}

std::optional<Match> findHandle(const Letters& text, std::size_t i) {
    if (text.raw(i) == U'@') {
        if (!text.startsWord(i) || !(isLetter(text.raw(i + 1)) || text.raw(i + 1) == U'_')) return {};
        std::size_t end = partEnd(text, i + 1, U".");
        while (text.raw(end - 1) == U'.') --end;
        if (end - i < 4) return {};
        return Match{PersonalData::handle, i, end};
    }
    // What stands behind a slash is part of a link that was found harmless.
    if (!isLatin(text.raw(i)) || text.before(i) == U'/') return {};
    std::size_t end = partEnd(text, i, U".");
    while (text.raw(end - 1) == U'.') --end;
    std::size_t digits = 0, marks = 0, lastDot = 0;
    for (std::size_t at = i; at < end; ++at) {
        digits += isDigit(text.raw(at));
        marks += isOneOf(text.raw(at), U"._");
        if (text.raw(at) == U'.') lastDot = at;
    }
    const bool numbered = text.says(i, U"id") && digits >= 5 && digits == end - i - 2;
    // A plain Latin word behind a network's name is another resource's name, not a person's.
    const bool chosen =
        end - i >= 4 && digits + marks > 0 && !(lastDot > 0 && isTopLevel(text, lastDot + 1, end)) &&
        text.follows(i, 6,
                     U"ок. телегр тг. telegram tg. вк. vk. вконтакт инста insta скайп skype однокласс ник. "
                     U"никнейм логин аккаунт профил дискорд вайбер ватсап whatsapp viber страниц"_stems);
    if (!numbered && !chosen) return {};
    return Match{PersonalData::handle, i, end};
}

}  // namespace otklik::redaction
