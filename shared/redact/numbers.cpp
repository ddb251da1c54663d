// Finder of numbers: telephones, cards, SNILS, INN, passports, policies. A run of digit groups is read once;
// then, from each group on, the longest stretch of groups that is some number is taken. What decides is, in
// this order: the word before it («ИНН»), how it is grouped, its check digits. Dates, numbers of documents
// and sums of money stay.

#include <algorithm>
#include <string>

#include "shared/redact/letters.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kMostGroups = 24;
constexpr std::size_t kMostDigits = 20;  // of a stretch

enum class Topic { none, phone, card, snils, inn, passport, policy, document, place };

struct Group {
    std::size_t begin, end;
    std::string digits;
    char32_t separator;  // before it: a space, '-', '.', '(' or ')'; the most telling one
    bool date = false;
};

struct Run {
    std::vector<Group> groups;
    std::size_t begin = 0, end = 0;
    bool plus = false, bracket = false;
    Topic topic = Topic::none;
    bool numberSign = false;  // «№» stands directly before it
    bool bounded = true;      // nothing is written on to it: no letter, dash, slash, per cent
    bool counts = false;      // a unit follows: «лет», «рублей»
};

/// A letter that looks like a digit and stands among digits.
char digitOf(const Letters& text, std::size_t i, bool among) {
    const char32_t c = text.raw(i);
    if (isDigit(c)) return static_cast<char>(c);
    if (!among) return 0;
    if (isOneOf(c, U"бБ") && isDigit(text.raw(i + 1))) return '6';
    std::size_t next = text.skipSpaces(i + 1);
    if (isDash(text.raw(next))) ++next;
    while (next < i + 4 && isOneOf(text.raw(next), U"OОЗ")) next = text.skipSpaces(next + 1);  // «ЗЗ», «О О9»
    if (!isDigit(text.raw(next))) return 0;
    if (isOneOf(c, U"oOоО")) return '0';
    if (isOneOf(c, U"зЗ")) return '3';
    return isOneOf(c, U"lI|") ? '1' : 0;
}

char32_t moreTelling(char32_t seen, char32_t c) {
    if (isSpace(c)) return seen == 0 ? U' ' : seen;
    return isDash(c) ? U'-' : c;
}

int number(const std::string& digits) {
    int value = 0;
    for (char digit : digits.substr(0, 6)) value = value * 10 + (digit - '0');
    return value;
}

bool isDate(const Group& day, const Group& month, const Group& year) {
    return day.digits.size() <= 2 && month.digits.size() == 2 &&
           (year.digits.size() == 2 || year.digits.size() == 4) && number(day.digits) <= 31 &&
           number(month.digits) >= 1 && number(month.digits) <= 12;
}

bool isYear(const std::string& digits) {
    return digits.size() == 4 && (digits[0] == '1' ? digits[1] == '9' : digits[0] == '2' && digits[1] == '0');
}

void markDates(std::vector<Group>& groups) {
    for (std::size_t i = 0; i + 2 < groups.size(); ++i) {
        Group &a = groups[i], &b = groups[i + 1], &c = groups[i + 2];
        const bool alike = b.separator == c.separator && b.begin == a.end + 1 && c.begin == b.end + 1;
        const bool dotted = alike && isOneOf(b.separator, U"./") && isDate(a, b, c);
        const bool dashed = alike && b.separator == U'-' && isDate(a, b, c) && isYear(c.digits);
        const bool iso = alike && b.separator == U'-' && isYear(a.digits) && isDate(c, b, a);
        if (dotted || dashed || iso) a.date = b.date = c.date = true;
    }
}

Topic topicOf(const Letters& text, std::size_t i) {
    bool series = false, place = false;
    for (int words = 0; words < 5; ++words) {
        const std::optional<Letters::Word> word = text.wordBefore(i);
        if (!word) break;
        const auto is = [&](const Stems& stems) { return text.is(word->begin, word->end, stems); };
        if (is(U"снилс"_stems)) return Topic::snils;
        if (is(U"инн."_stems)) return Topic::inn;
        if (is(U"паспорт загран"_stems)) return Topic::passport;
        if (is(U"полис омс. енп. страхован"_stems)) return Topic::policy;
        if (is(U"карт."_stems) || is(U"карта. карту. карты. карте. картой. карточк зарплатн"_stems))
            return Topic::card;
        if (is(U"тел. телефон звон позвон перезвон дозвон набир набер моб. мобил сот. сотов сотк "
               U"ватсап вотсап вацап вайбер whatsapp viber телеграм факс смс связи."_stems))
            return Topic::phone;
        if (words < 2 &&
            is(U"приказ постановлен распоряжен обращени заявк заявлени договор протокол счет счёт "
               U"талон письм справк огрн кпп. октмо код. коды. закон указ заказ чек. isbn индекс"_stems))
            return Topic::document;
        if (words < 2 &&
            is(U"дом. дома. домов. д. кв. квартир кабинет маршрут очеред окн ряд. мест строк"_stems))
            place = true;
        series = series || is(U"серия серии сер."_stems);
        i = word->begin;
    }
    if (series) return Topic::passport;
    return place ? Topic::place : Topic::none;
}

Run readRun(const Letters& text, std::size_t i) {
    Run run;
    run.begin = run.end = i;
    std::size_t at = i;
    run.plus = text.raw(at) == U'+';
    if (run.plus) at = text.skipSpaces(at + 1);
    run.bracket = text.raw(at) == U'(';
    if (run.bracket) at = text.skipSpaces(at + 1);
    char32_t separator = 0;
    while (run.groups.size() < kMostGroups) {
        Group group{at, at, {}, separator};
        while (group.digits.size() <= kMostDigits) {
            const bool among = group.end > group.begin || (!run.groups.empty() && isCapital(text.raw(at)));
            const char digit = digitOf(text, group.end, among);
            if (digit == 0) break;
            group.digits += digit;
            ++group.end;
        }
        if (group.digits.empty()) break;
        run.end = at = group.end;
        run.groups.push_back(std::move(group));
        separator = 0;
        for (std::size_t most = at + 4; at < most; ++at) {
            const char32_t c = text.raw(at);
            const bool dot = c == U'.' && isDigit(text.raw(at + 1)) && at == run.end;
            const bool tight = isOneOf(c, U"/_") && isDigit(text.raw(at + 1)) && at == run.end;
            if (!isSpace(c) && !isDash(c) && !isOneOf(c, U"()") && !dot && !tight) break;
            separator = moreTelling(separator, c);
        }
    }
    return run;
}

void readSurroundings(const Letters& text, Run& run) {
    run.topic = topicOf(text, run.begin);
    std::size_t sign = run.begin;
    for (int i = 0; i < 3 && isSpace(text.before(sign)); ++i) --sign;
    run.numberSign = isOneOf(text.before(sign), U"№#") ||
                     (isOneOf(text.before(sign), U"NN") && !isLetter(text.before(sign - 1)));
    const char32_t before = text.before(run.begin), after = text.raw(run.end);
    const bool time = before == U':' && isDigit(text.before(run.begin - 1));
    run.bounded = !isLetter(before) && !isDash(before) && !isOneOf(before, U"/.,") && !time &&
                  !isWord(after) && !isDash(after) && !isOneOf(after, U"/%:") &&
                  !(isOneOf(after, U",.") && isDigit(text.raw(run.end + 1)));
    const std::size_t next = text.skipSpaces(run.end);
    run.counts =
        text.raw(next) == U'%' || text.raw(next) == U'₽' ||
        text.wordIs(
            next,
            U"руб тыс млн чел раз. раза. лет. год дн км. м. просмотр подписчик процент семей семь"_stems);
}

bool luhn(const std::string& digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1 && (digit *= 2) > 9) digit -= 9;
        sum += digit;
    }
    return sum % 10 == 0;
}

bool snilsChecks(const std::string& digits) {
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (9 - static_cast<int>(i));
    return sum % 101 % 100 == (digits[9] - '0') * 10 + (digits[10] - '0');
}

bool innChecks(const std::string& digits) {
    constexpr int weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    const auto check = [&](std::size_t position) {
        int sum = 0;
        for (std::size_t i = 0; i < position; ++i) sum += weights[11 - position + i] * (digits[i] - '0');
        return sum % 11 % 10 == digits[position] - '0';
    };
    return digits.size() == 10 ? check(9) : check(10) && check(11);
}

/// Groups [first, last) of a run, judged as one number.
class Stretch {
  public:
    Stretch(const Run& run, std::size_t first, std::size_t last) : run_(run), first_(first), last_(last) {
        for (std::size_t i = first; i < last; ++i) {
            digits_ += run.groups[i].digits;
            shape_ += static_cast<char>('0' + std::min<std::size_t>(run.groups[i].digits.size(), 74));
            dates_ = dates_ || run.groups[i].date;
        }
    }

    std::optional<PersonalData> kind() const {
        if (digits_.size() < 5 || dates_) return {};
        if (run_.numberSign && (run_.topic == Topic::none || run_.topic == Topic::document)) return {};
        if (isPolicy()) return PersonalData::policy;
        if (isCard()) return PersonalData::card;
        if (isSnils()) return PersonalData::snils;
        if (isPassport()) return PersonalData::passport;
        if (isPhone()) return PersonalData::phone;
        if (isInn()) return PersonalData::inn;
        if (isLocalPhone()) return PersonalData::phone;
        return {};
    }

  private:
    std::size_t size() const { return digits_.size(); }
    bool about(Topic topic) const { return run_.topic == topic; }
    bool starts(std::string_view digits) const { return digits_.compare(0, digits.size(), digits) == 0; }
    bool single() const { return last_ - first_ == 1; }
    bool whole() const { return first_ == 0 && last_ == run_.groups.size(); }
    bool oneByOne() const { return shape_.find_first_not_of('1') == std::string::npos; }
    /// The groups' lengths are one of these, such as "3322".
    bool shaped(std::initializer_list<std::string_view> shapes) const {
        return std::find(shapes.begin(), shapes.end(), shape_) != shapes.end();
    }
    bool joined(char32_t separator) const {
        for (std::size_t i = first_ + 1; i < last_; ++i)
            if (run_.groups[i].separator != separator) return false;
        return true;
    }

    bool isLong() const {
        return single() || oneByOne() || shaped({"4444", "484", "88", "4<", "448", "<4", "844"});
    }

    bool isPolicy() const {
        if (about(Topic::policy))
            return size() >= (run_.numberSign ? 6u : 9u) && size() <= 16 && !run_.counts &&
                   (size() == 16 || shape_ != "333");
        const bool cardPrefix = starts("2") || starts("35") || starts("4") || starts("6") ||
                                (digits_[0] == '5' && digits_[1] >= '0' && digits_[1] <= '5');
        return size() == 16 && isLong() && about(Topic::none) && !cardPrefix && digits_[0] != '0' &&
               luhn(digits_);
    }

    bool isCard() const {
        if (size() == 16 && about(Topic::card)) return true;
        if (size() == 16 && isLong()) {
            return digits_[0] >= '2' && digits_[0] <= '6' && luhn(digits_);
        }
        if (size() == 15)
            return (starts("34") || starts("37")) && (single() || shaped({"465"})) && luhn(digits_);
        return (size() == 18 || size() == 19) && digits_[0] >= '2' && digits_[0] <= '6' &&
               (single() || shaped({"44442", "44443", "8:", "8;"})) && luhn(digits_);
    }

    bool isSnils() const {
        if (size() != 11) return false;
        if (about(Topic::snils)) return true;
        if (shaped({"3332"})) return !joined(U' ') || snilsChecks(digits_);
        return single() && !about(Topic::document) && !startsLikePhone() && !about(Topic::phone) &&
               snilsChecks(digits_);
    }

    bool isPassport() const {
        const bool about = this->about(Topic::passport);
        if (size() == 9) return about && (single() || shaped({"27"}));
        if (size() != 10) return false;
        if (about) return single() || oneByOne() || shaped({"46", "226", "433", "2233", "4222", "22222"});
        if (run_.counts || this->about(Topic::document)) return false;
        return (shaped({"46"}) && !isYear(run_.groups[first_].digits) && joined(U' ')) ||
               (shaped({"226"}) && joined(U' '));
    }

    bool startsLikePhone() const {
        return (digits_[0] == '7' || digits_[0] == '8') &&
               isOneOf(static_cast<char32_t>(digits_[1]), U"3489");
    }

    bool isPhone() const {
        if (run_.plus && first_ == 0)
            return digits_[0] == '7' ? size() == 11 : size() >= 10 && size() <= 15 && !run_.counts;
        // A free line («8-800-…») is an organisation's.
        if (starts("8800") || starts("8804") || starts("800") || starts("804")) return false;
        if (starts("810") && size() >= 13 && size() <= 15) return single() || shape_[0] == '1';
        if (size() == 11 && startsLikePhone()) {
            if (about(Topic::document) && single()) return false;
            if (single() || oneByOne() || shape_[0] == '4' || shape_[0] == '6' || about(Topic::phone))
                return true;
            if (shape_[0] == '1') return shape_[1] >= '3' || run_.groups[first_ + 1].separator == U'(';
            return digits_[1] == '9' && shape_ != "2333";
        }
        if (size() != 10 || (about(Topic::document) && single())) return false;
        if (run_.bracket && first_ == 0 && shape_[0] >= '3') return true;
        if (digits_[0] == '9')
            return single() || oneByOne() ||
                   shaped({"3322", "334", "37", "3223", "343", "3232", "361", "32221"});
        const bool area = isOneOf(static_cast<char32_t>(digits_[0]), U"348");
        if (!area || !(shaped({"3322", "4222", "5122", "55", "334", "37"}))) return false;
        return about(Topic::phone) ||
               (shaped({"3322", "4222", "5122"}) && run_.groups[last_ - 1].separator == U'-');
    }

    bool isInn() const {
        if (size() != 12 && size() != 10) return false;
        if (about(Topic::inn)) return true;
        if (about(Topic::phone) || run_.counts || !innChecks(digits_)) return false;
        if (about(Topic::document) && size() == 10) return false;  // one check digit is too little here
        if (starts("0000")) return false;
        return single() || (size() == 12 && shaped({"462", "2262"}));
    }

    /// A number without a code: only as the whole run, and only where nothing makes it something else.
    bool isLocalPhone() const {
        if (!whole() || !run_.bounded || run_.numberSign || run_.plus || run_.counts || size() > 7)
            return false;
        if (about(Topic::document) || about(Topic::place)) return false;
        const bool dated = shape_ == "222" && (isDate(run_.groups[0], run_.groups[1], run_.groups[2]) ||
                                               run_.groups[1].digits == "00");
        if (shaped({"322", "222", "122"}) && !dated && joined(U'-')) return true;
        return about(Topic::phone) && !dated &&
               (single() || shaped({"322", "222", "122", "212", "33", "34", "23"}));
    }

    const Run& run_;
    std::size_t first_, last_;
    std::string digits_, shape_;
    bool dates_ = false;
};

/// «5704 № 123456», «серия 57 04, номер 123456»: two runs with a word between them. Gives the end, else 0.
std::size_t passportEnd(const Letters& text, const Run& run) {
    std::string digits;
    for (const Group& group : run.groups) digits += group.digits;
    if (digits.size() != 4 || run.groups.size() > 2 || run.topic != Topic::passport) return 0;
    std::size_t at = text.skipSpaces(run.end);
    if (isOneOf(text.raw(at), U",;")) at = text.skipSpaces(at + 1);
    const std::size_t word = text.wordEnd(at);
    if (isOneOf(text.raw(at), U"№#"))
        ++at;
    else if (text.is(at, word, U"номер. ном. n. но."_stems))
        at = word;
    else
        return 0;
    while (isOneOf(text.raw(at), U".:")) ++at;
    const Run rest = readRun(text, text.skipSpaces(at));
    std::size_t size = 0;
    for (const Group& group : rest.groups) size += group.digits.size();
    return size == 6 ? rest.end : 0;
}

/// Where a stretch begins: with its plus or bracket, unless the bracket closes behind it all.
std::size_t beginOf(const Letters& text, const Run& run, std::size_t first, std::size_t last) {
    if (first > 0) return run.groups[first].begin;
    if (!run.bracket || run.plus) return run.begin;
    for (std::size_t at = run.begin; at < run.groups[last - 1].end; ++at)
        if (text.raw(at) == U')') return run.begin;
    return run.groups[0].begin;
}

}  // namespace

std::size_t findNumbers(const Letters& text, std::size_t i, std::vector<Match>& found) {
    const char32_t c = text.raw(i);
    const std::size_t next = text.skipSpaces(i + 1);
    const bool opens = c == U'(' && isDigit(text.raw(next));
    const bool plus = c == U'+' && (isDigit(text.raw(next)) || text.raw(next) == U'(');
    if (!(isDigit(c) && !isDigit(text.before(i))) && !opens && !plus) return i;
    Run run = readRun(text, i);
    if (run.groups.empty()) return i;
    readSurroundings(text, run);
    if (const std::size_t end = passportEnd(text, run)) {
        found.push_back({PersonalData::passport, run.groups[0].begin, end});
        return end;
    }
    markDates(run.groups);
    std::size_t total = 0;
    for (const Group& group : run.groups) total += group.digits.size();
    if (total == 20 && run.topic != Topic::phone && run.topic != Topic::card) return run.end;  // an account
    for (std::size_t first = 0; first < run.groups.size();) {
        std::size_t next = first + 1, digits = 0, last = first;
        while (last < run.groups.size() && digits + run.groups[last].digits.size() <= kMostDigits)
            digits += run.groups[last++].digits.size();
        for (; last > first; --last) {
            const std::optional<PersonalData> kind = Stretch(run, first, last).kind();
            if (!kind) continue;
            found.push_back({*kind, beginOf(text, run, first, last), run.groups[last - 1].end});
            next = last;
            break;
        }
        first = next;
    }
    return run.end;
}

}  // namespace otklik::redaction
