// Each finder looks at one place of the text and says how far its finding goes; the text is walked once, the
// first finder that matches wins, and what it took is never looked at again. Letters are compared in lower
// case with Latin look-alikes folded into Cyrillic ones, so that «пocёлок» with Latin letters is the same
// word.

#include "shared/privacy/redact.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

struct Letter {
    char32_t raw, folded;  // as typed; lower case, look-alikes as Cyrillic
    std::size_t at;        // byte offset
};

char32_t folded(char32_t c) {
    static constexpr std::u32string_view latin = U"aceopxykmhbtiё", cyrillic = U"асеорхукмнвтіе";
    const char32_t lower = toLower(c);
    const std::size_t found = latin.find(lower);
    return found == std::u32string_view::npos ? lower : cyrillic[found];
}

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool isLatin(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
bool isCyrillic(char32_t c) {
    return c >= 0x400 && c <= 0x4ff;
}
bool isLetter(char32_t c) {
    return isLatin(c) || isCyrillic(c);
}
bool isWord(char32_t c) {
    return isLetter(c) || isDigit(c) || c == U'_';
}
bool isSpace(char32_t c) {
    return c == U' ' || c == 0xa0 || c == U'\t' || c == 0x202f || c == 0x2009;
}
bool isDash(char32_t c) {
    return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}
bool isCapital(char32_t c) {
    return isLetter(c) && toLower(c) != c;
}

struct Match {
    PersonalData kind;
    std::size_t begin, end;  // letters
};

class Finder {
  public:
    explicit Finder(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t start = at;
            const char32_t c = nextCodePoint(text, at);
            letters_.push_back({c, folded(c), start});
        }
        size_ = text.size();
    }

    std::vector<Finding> find() {
        std::vector<Finding> findings;
        for (std::size_t i = 0; i < letters_.size();) {
            if (raw(i) == U'[') {  // a label stays as it is
                const std::size_t end = labelEnd(i);
                if (end > i) {
                    i = end;
                    continue;
                }
            }
            const std::optional<Match> match = at(i);
            if (!match) {
                ++i;
                continue;
            }
            findings.push_back({match->kind, byte(match->begin), byte(match->end)});
            i = found_ = match->end;
        }
        return findings;
    }

  private:
    char32_t raw(std::size_t i) const { return i < letters_.size() ? letters_[i].raw : 0; }
    char32_t fold(std::size_t i) const { return i < letters_.size() ? letters_[i].folded : 0; }
    std::size_t byte(std::size_t i) const { return i < letters_.size() ? letters_[i].at : size_; }
    /// What was found ends a word even where no space follows it.
    bool startsWord(std::size_t i) const { return i == found_ || !isWord(raw(i - 1)); }

    std::size_t labelEnd(std::size_t i) const {
        for (std::size_t end = i + 1; end < std::min(i + 24, letters_.size()); ++end)
            if (raw(end) == U']') return end + 1;
        return i;
    }

    bool says(std::size_t i, std::u32string_view word) const {
        for (std::size_t k = 0; k < word.size(); ++k)
            if (fold(i + k) != folded(word[k])) return false;
        return true;
    }

    std::size_t wordEnd(std::size_t i) const {
        while (isLetter(raw(i)) || (isDash(raw(i)) && isLetter(raw(i + 1)))) ++i;
        return i;
    }

    std::size_t skipSpaces(std::size_t i) const {
        while (isSpace(raw(i))) ++i;
        return i;
    }

    std::optional<Match> at(std::size_t i) const {
        if (startsWord(i) || raw(i) == U'@' || raw(i) == U'+' || raw(i) == U'(') {
            for (auto finder : {&Finder::email, &Finder::url, &Finder::handle, &Finder::number,
                                &Finder::address, &Finder::name})
                if (auto match = (this->*finder)(i)) return match;
        }
        return {};
    }

    static bool isMailbox(char32_t c) { return isWord(c) || c == U'.' || c == U'+' || c == U'-'; }

    std::optional<Match> email(std::size_t i) const {
        if (!isWord(raw(i))) return {};
        std::size_t at = i;
        while (isMailbox(raw(at)) && at - i < 64) ++at;
        std::size_t host = skipSpaces(at);
        if (raw(host) == U'@')
            host = skipSpaces(host + 1);
        else if (host > at && says(host, U"собака") && !isWord(raw(host + 6)))
            host = skipSpaces(host + 6);
        else
            return {};
        std::size_t end = host;
        std::size_t dot = 0;
        while (isWord(raw(end)) || isDash(raw(end)) || (raw(end) == U'.' && isWord(raw(end + 1)))) {
            if (raw(end) == U'.') dot = end;
            ++end;
        }
        if (dot <= host || end - dot < 3) return {};
        return Match{PersonalData::email, i, end};
    }

    std::optional<Match> url(std::size_t i) const {
        bool personal = false;
        for (std::u32string_view start :
             {U"vk.com/", U"vk.ru/", U"m.vk.com/", U"ok.ru/", U"t.me/", U"wa.me/", U"instagram.com/",
              U"facebook.com/", U"http://", U"https://", U"www."})
            personal = personal || saysLatin(i, start);
        if (!personal) return {};
        std::size_t end = i;
        while (raw(end) > U' ' && !isSpace(raw(end)) && raw(end) != U'»' && raw(end) != U'"' &&
               raw(end) != U')' && raw(end) != U',')
            ++end;
        while (end > i && (raw(end - 1) == U'.' || raw(end - 1) == U'!' || raw(end - 1) == U'?' ||
                           raw(end - 1) == U';' || raw(end - 1) == U':'))
            --end;
        return Match{PersonalData::url, i, end};
    }

    bool saysLatin(std::size_t i, std::u32string_view word) const {
        for (std::size_t k = 0; k < word.size(); ++k)
            if (toLower(raw(i + k)) != word[k]) return false;
        return true;
    }

    std::optional<Match> handle(std::size_t i) const {
        if (raw(i) != U'@' || !startsWord(i)) return {};
        std::size_t end = i + 1;
        while (isLatin(raw(end)) || isDigit(raw(end)) || raw(end) == U'_' ||
               (raw(end) == U'.' && isLatin(raw(end + 1))))
            ++end;
        if (end - i < 4) return {};
        return Match{PersonalData::handle, i, end};
    }

    /// A run of digits in groups, as people write long numbers.
    struct Digits {
        std::string digits;
        std::vector<std::size_t> groups;
        std::size_t end;
        bool plus, dashesOnly;
    };

    Digits digitsFrom(std::size_t i) const {
        Digits run{{}, {0}, i, raw(i) == U'+', true};
        std::size_t at = i + (run.plus ? 1 : 0), pending = at;
        while (run.digits.size() < 24) {
            const char32_t c = raw(at);
            if (isDigit(c)) {
                if (pending != at && !run.digits.empty()) run.groups.push_back(0);
                run.digits += static_cast<char>(c);
                ++run.groups.back();
                pending = run.end = ++at;
            } else if ((isSpace(c) || isDash(c) || c == U'(' || c == U')' ||
                        (c == U'.' && isDigit(raw(at + 1)) && at > i)) &&
                       at - pending < 3) {
                if (!isDash(c)) run.dashesOnly = false;
                ++at;
            } else {
                break;
            }
        }
        return run;
    }

    /// The words just before `i`, folded, as far as they can explain a number.
    bool follows(std::size_t i, std::initializer_list<std::u32string_view> words) const {
        const std::size_t from = i > 40 ? i - 40 : 0;
        for (std::u32string_view word : words)
            for (std::size_t at = from; at + word.size() <= i; ++at)
                if (says(at, word)) return true;
        return false;
    }

    static bool luhn(const std::string& digits) {
        int sum = 0;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            int digit = digits[digits.size() - 1 - i] - '0';
            if (i % 2 == 1 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    static bool snils(const std::string& digits) {
        int sum = 0;
        for (int i = 0; i < 9; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * (9 - i);
        return sum % 101 % 100 == std::stoi(digits.substr(9));
    }

    static bool inn(const std::string& digits) {
        static constexpr std::array<int, 11> weights{3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
        const auto check = [&](std::size_t position) {
            int sum = 0;
            for (std::size_t i = 0; i < position; ++i) sum += weights[11 - position + i] * (digits[i] - '0');
            return sum % 11 % 10 == digits[position] - '0';
        };
        return digits.size() == 10 ? check(9) : check(10) && check(11);
    }

    std::optional<Match> number(std::size_t i) const {
        const bool opens = raw(i) == U'(' && isDigit(raw(i + 1));
        if (!isDigit(raw(i)) && !opens && !(raw(i) == U'+' && isDigit(raw(i + 1)))) return {};
        const Digits run = digitsFrom(i);
        const std::string& d = run.digits;
        const auto found = [&](PersonalData kind) { return Match{kind, i, run.end}; };
        if (isWord(raw(run.end))) return {};
        const bool afterNumberSign = follows(i, {U"№"}) && raw(i > 0 ? i - 1 : 0) != U'+';
        const bool documentNumber =
            afterNumberSign && !follows(i, {U"паспорт", U"полис", U"снилс", U"инн", U"тел", U"карт"});
        if (documentNumber) return {};

        if (d.size() == 16 && follows(i, {U"полис", U"омс"})) return found(PersonalData::policy);
        if (d.size() >= 15 && d.size() <= 19 && luhn(d) && d[0] >= '2' && d[0] <= '6')
            return found(PersonalData::card);
        if (d.size() == 10 && follows(i, {U"паспорт", U"серия", U"сери"}))
            return found(PersonalData::passport);
        if (d.size() == 11 && (run.plus ? d[0] == '7' : d[0] == '8' || d[0] == '7') && d[1] >= '3')
            return found(PersonalData::phone);
        if (run.plus && d.size() >= 10 && d.size() <= 15) return found(PersonalData::phone);
        if (d.size() == 11 && (snils(d) || follows(i, {U"снилс"}))) return found(PersonalData::snils);
        if ((d.size() == 12 || d.size() == 10) && (inn(d) || follows(i, {U"инн"})) &&
            run.groups.size() <= 4 && d != std::string(d.size(), '0')) {
            if (d.size() == 10 && d[0] == '9' && run.groups.size() > 1) return found(PersonalData::phone);
            return found(PersonalData::inn);
        }
        if (d.size() == 10 && (d[0] == '9' || opens || follows(i, {U"тел", U"звон", U"номер"})))
            return found(PersonalData::phone);
        const bool local = run.groups.size() == 3 && (d.size() == 7 || d.size() == 6 || d.size() == 5) &&
                           run.groups[1] == 2 && run.groups[2] == 2;
        if (local && run.dashesOnly) return found(PersonalData::phone);
        if (d.size() >= 5 && d.size() <= 7 && follows(i, {U"тел.", U"телефон", U"звоните"}))
            return found(PersonalData::phone);
        return {};
    }

    std::optional<Match> address(std::size_t i) const {
        if (!startsWord(i) || !isLetter(raw(i))) return {};
        for (std::u32string_view street :
             {U"ул.", U"ул ", U"улица", U"улице", U"улицы", U"пер.", U"переулок", U"переулке", U"проспект",
              U"пр-т", U"просп.", U"бульвар", U"шоссе", U"мкр", U"микрорайон"}) {
            if (!says(i, street)) continue;
            std::size_t end = i + street.size();
            if (isLetter(street.back()) && isLetter(raw(end))) continue;
            std::size_t words = 0;
            for (end = skipSpaces(end); words < 4 && (isLetter(raw(end)) || isDigit(raw(end))); ++words) {
                if (isHouse(end)) break;
                end = isLetter(raw(end)) ? wordEnd(end) : end + 1;
                while (raw(end) == U'.' || raw(end) == U',' || isSpace(raw(end))) ++end;
            }
            if (words == 0 || !isHouse(end)) continue;
            return Match{PersonalData::address, i, houseEnd(end)};
        }
        return {};
    }

    bool isHouse(std::size_t i) const {
        if (isDigit(raw(i))) return true;
        for (std::u32string_view word : {U"д.", U"д ", U"дом "})
            if (says(i, word) && isDigit(raw(skipSpaces(i + word.size())))) return true;
        return false;
    }

    std::size_t houseEnd(std::size_t i) const {
        std::size_t end = i;
        while (!isDigit(raw(end))) ++end;
        while (isDigit(raw(end))) ++end;
        if (raw(end) == U'/' && isDigit(raw(end + 1)))
            for (++end; isDigit(raw(end)); ++end) {
            }
        if (isCyrillic(raw(end)) && !isLetter(raw(end + 1))) ++end;
        for (std::u32string_view flat : {U"кв.", U"кв ", U"квартира ", U"корп.", U"оф."}) {
            std::size_t at = end;
            while (raw(at) == U',' || isSpace(raw(at))) ++at;
            if (!says(at, flat)) continue;
            at = skipSpaces(at + flat.size());
            if (!isDigit(raw(at))) continue;
            while (isDigit(raw(at))) ++at;
            end = at;
        }
        return end;
    }

    bool isPatronymic(std::size_t begin, std::size_t end) const {
        if (end - begin < 5) return false;
        for (std::u32string_view ending :
             {U"ович",  U"евич", U"ьич",   U"овна",  U"евна",   U"ична",  U"овича",
              U"евича", U"ьича", U"овны",  U"евны",  U"ичны",   U"овичу", U"евичу",
              U"овне",  U"евне", U"овной", U"евной", U"овичем", U"евичем"})
            if (end - begin > ending.size() + 1 && says(end - ending.size(), ending)) return true;
        return false;
    }

    /// Two or three capitalised words of which one is a patronymic: a name with it, and the surname before or
    /// after.
    std::optional<Match> name(std::size_t i) const {
        if (!startsWord(i) || !isCapital(raw(i))) return {};
        std::size_t at = i, words = 0, last = i;
        bool patronymic = false;
        while (words < 3 && isCapital(raw(at))) {
            const std::size_t end = wordEnd(at);
            if (end - at < 2) break;
            ++words;
            if (words > 1 && isPatronymic(at, end)) patronymic = true;
            last = end;
            at = skipSpaces(end);
            if (at == end) break;
        }
        if (!patronymic) return {};
        return Match{PersonalData::name, i, last};
    }

    std::vector<Letter> letters_;
    std::size_t size_ = 0, found_ = 0;
};

}  // namespace

std::vector<Finding> findPersonalData(std::string_view text) {
    return Finder(text).find();
}

std::string redact(std::string_view text) {
    // A label can turn its neighbour into something recognisable, so this goes on until nothing more is
    // found. Every round takes at least one finding away; a text needs one round, an adversarial one a few.
    std::string result(text);
    for (auto findings = findPersonalData(result); !findings.empty(); findings = findPersonalData(result)) {
        std::string round;
        std::size_t from = 0;
        for (const Finding& finding : findings) {
            round.append(result, from, finding.begin - from);
            round += '[';
            round += label(finding.kind);
            round += ']';
            from = finding.end;
        }
        result = round.append(result, from);
    }
    return result;
}

std::string_view label(PersonalData kind) {
    switch (kind) {
        case PersonalData::phone:
            return "телефон";
        case PersonalData::email:
            return "почта";
        case PersonalData::url:
            return "ссылка";
        case PersonalData::handle:
            return "аккаунт";
        case PersonalData::card:
            return "карта";
        case PersonalData::snils:
            return "СНИЛС";
        case PersonalData::inn:
            return "ИНН";
        case PersonalData::passport:
            return "паспорт";
        case PersonalData::policy:
            return "полис";
        case PersonalData::address:
            return "адрес";
        case PersonalData::name:
            return "имя";
    }
    return "";
}

std::string_view id(PersonalData kind) {
    static constexpr std::string_view ids[] = {"phone", "email",    "url",    "handle",  "card", "snils",
                                               "inn",   "passport", "policy", "address", "name"};
    return ids[static_cast<int>(kind)];
}

}  // namespace otklik
