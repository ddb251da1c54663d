// Finder of telephones that are typed carelessly: «8, 912, 580, 37, 64», «8-963-оо8-41-77», «8 34 293 2 05
// 18», «код 34246 номер 2-93-50». What the device knows by its grouping it has found already.

#include "server/redact/finders.h"
#include "shared/redact/address.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kMostLetters = 40;  // of a number with all that stands in it

/// A digit, or a letter that is typed for one beside digits.
char digitAt(const Letters& text, std::size_t i) {
    const char32_t c = text.raw(i);
    if (isDigit(c)) return static_cast<char>(c);
    const auto numeric = [](char32_t other) { return isDigit(other) || isOneOf(other, U"oOоО"); };
    if (!numeric(text.raw(i + 1)) && !(i > 0 && numeric(text.raw(i - 1)))) return 0;
    if (isOneOf(c, U"oOоО")) return '0';
    if (isOneOf(c, U"зЗ")) return '3';
    if (isOneOf(c, U"бБ")) return '6';
    return isOneOf(c, U"lI|") ? '1' : 0;
}

struct Groups {
    std::size_t end;
    std::string digits;
    std::size_t count = 0;
    bool commas = false, letters = false;
};

/// Groups of digits from `i` on with marks between them, at most eleven digits.
Groups groupsAt(const Letters& text, std::size_t i) {
    Groups groups{i, {}};
    for (std::size_t at = i; at < i + kMostLetters;) {
        std::size_t end = at;
        while (groups.digits.size() <= 11) {
            const char digit = digitAt(text, end);
            if (digit == 0) break;
            groups.letters = groups.letters || !isDigit(text.raw(end));
            groups.digits += digit;
            ++end;
        }
        if (end == at || isLetter(text.raw(end))) break;
        groups.end = end;
        ++groups.count;
        if (groups.digits.size() >= 11) break;
        at = end;
        for (std::size_t most = end + 3; at < most; ++at) {
            const char32_t c = text.raw(at);
            if (!isSpace(c) && !isDash(c) && !isOneOf(c, U"(),./_*·•")) break;
            groups.commas = groups.commas || c == U',';
        }
        if (at == end) break;
    }
    return groups;
}

bool saysPhone(const Letters& text, std::size_t i, std::size_t words) {
    return text.follows(
        i, words,
        U"тел номер. номерок звон позвон созвон перезвон дозвон набер набир сот. сотов сотик "
        U"моб трубк ватсап вотсап вацап ватцап вайбер смс запис пиш связ симк билайн. мегафон "
        U"мтс. теле звяк намбер макс."_stems);
}

/// Eleven digits as «8 9…» or «8 34…», ten as «9…» where a word says telephone.
std::optional<Match> careless(const Letters& text, std::size_t i) {
    const Groups groups = groupsAt(text, i);
    if (groups.count < 3 || isWord(text.raw(groups.end)) || unitFollows(text, groups.end)) return {};
    const std::string& digits = groups.digits;
    const bool said = saysPhone(text, i, 4);
    const bool mobile = digits.size() == 11 && (digits[0] == '8' || digits[0] == '7') && digits[1] == '9';
    const bool city = digits.size() == 11 && digits[0] == '8' && digits.compare(1, 2, "34") == 0;
    const bool brief = digits.size() == 10 && digits[0] == '9' && said;
    if (!mobile && !city && !brief) return {};
    if (groups.commas && !said && !mobile) return {};
    return Match{PersonalData::phone, i, groups.end};
}

/// «номер 2-93-50», where a code or an exchange stands before it.
std::optional<Match> local(const Letters& text, std::size_t i) {
    if (!text.follows(i, 1, U"номер. номерок домашн городск стационар соседк сосед."_stems)) return {};
    const Groups groups = groupsAt(text, i);
    if (groups.digits.size() < 5 || groups.digits.size() > 7 || groups.count != 3 || groups.commas) return {};
    if (isOneOf(text.raw(text.digitsEnd(i)), U"./") || isWord(text.raw(groups.end)) ||
        unitFollows(text, groups.end))
        return {};
    if (text.follows(i, 4, U"заявк приказ договор постанов обращен кабинет форм очеред маршрут"_stems))
        return {};
    return Match{PersonalData::phone, i, groups.end};
}

}  // namespace

std::optional<Match> findDeepPhone(const Letters& text, std::size_t i) {
    if (!isDigit(text.raw(i))) return {};
    if (const auto match = careless(text, i)) return match;
    return local(text, i);
}

}  // namespace otklik::redaction
