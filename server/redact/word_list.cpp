#include "server/redact/word_list.h"

#include <array>

#include "shared/text/utf8.h"

namespace otklik::redaction {
namespace {

constexpr std::size_t kLetter = 2;  // bytes of a Cyrillic one
constexpr std::size_t kLongestEnding = 3;

using Endings = std::initializer_list<std::string_view>;

struct Rule {
    Declension declension;
    Endings nominative;  // what is cut off for the stem
    Endings cases;       // what may stand in its place
};

const std::array<Rule, 7>& rules() {
    static const std::array<Rule, 7> rules{{
        {Declension::adjective,
         {"ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие"},
         {"ий", "ый", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем",  "ая",
          "яя", "ую", "юю", "ое",  "ее",  "ые",  "ие",  "ых", "их", "ей", "ыми", "ими"}},
        {Declension::vowelA, {"а", "я"}, {"а", "я", "ы", "и", "е", "у", "ю", "ой", "ей", "ою", "ею"}},
        {Declension::vowelO, {"о", "е"}, {"о", "е", "а", "я", "у", "ю", "ом", "ем"}},
        {Declension::plural,
         {"ы", "и"},
         {"ы", "и", "", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях"}},
        {Declension::soft, {"ь", "й"}, {"ь", "й", "я", "ю", "ем", "е", "и", "ью"}},
        {Declension::surname, {}, {"", "а", "у", "ым", "е", "ой", "ы", "ых", "ыми"}},
        {Declension::consonant, {}, {"", "а", "у", "ом", "ем", "е"}},
    }};
    return rules;
}

bool isSurname(std::string_view word) {
    for (std::string_view ending : {"ов", "ев", "ин", "ын"})
        if (word.ends_with(ending)) return true;
    return false;
}

/// The declension of a word in the nominative, and its stem.
std::pair<const Rule*, std::string_view> declined(std::string_view word) {
    for (const Rule& rule : rules())
        for (std::string_view ending : rule.nominative)
            if (word.size() > ending.size() + kLetter && word.ends_with(ending))
                return {&rule, word.substr(0, word.size() - ending.size())};
    const std::size_t last = rules().size() - 1;
    return {&rules()[isSurname(word) ? last - 1 : last], word};
}

bool isCase(unsigned declensions, std::string_view ending) {
    for (const Rule& rule : rules())
        if (declensions & (1u << static_cast<unsigned>(rule.declension)))
            for (std::string_view one : rule.cases)
                if (one == ending) return true;
    return false;
}

/// Words of a name of several: «Красный Яр», «Верх-Иньва» stays one.
template <class Take>
void eachName(std::string_view file, Take take) {
    for (std::size_t at = 0; at < file.size();) {
        std::size_t end = std::min(file.find('\n', at), file.size());
        std::string_view line = file.substr(at, end - at);
        at = end + 1;
        if (line.starts_with('#')) continue;
        std::string name, given;
        std::vector<std::string> others;
        bool bracket = false;
        for (char c : line) {
            if (c == '(') {
                bracket = true;
            } else if (c == ',' && !bracket) {
                take(name, others);
                name.clear(), others.clear();
            } else if (bracket && (c == ',' || c == ')')) {
                others.push_back(given);
                given.clear();
                bracket = c != ')';
            } else if (c != ' ' || (!bracket && !name.empty())) {
                (bracket ? given : name) += c;
            }
        }
        if (!name.empty()) take(name, others);
    }
}

}  // namespace

std::string foldedWord(std::string_view word) {
    std::string folded;
    for (std::size_t at = 0; at < word.size();) {
        const char32_t c = toLower(nextCodePoint(word, at));
        appendUtf8(folded, c == U'ё' ? U'е' : c);
    }
    return folded;
}

WordList::WordList(std::string_view file) {
    eachName(file, [&](std::string_view name, const std::vector<std::string>& given) {
        for (std::size_t at = 0; at < name.size();) {
            const std::size_t end = std::min(name.find(' ', at), name.size());
            if (end > at) add(name.substr(at, end - at), given);
            at = end + 1;
        }
    });
}

void WordList::add(std::string_view name, const std::vector<std::string>& given) {
    const std::string word = foldedWord(name);
    nominatives_.insert(word);
    const auto [rule, stem] = declined(word);
    std::vector<std::string> stems{std::string(stem)};
    // «Павел», «Санёк» lose a vowel where they are declined.
    for (std::string_view ending : {"ел", "ек", "ок", "ец"})
        if (rule->declension == Declension::consonant && word.ends_with(ending) && word.size() > 4 * kLetter)
            stems.push_back(word.substr(0, word.size() - 2 * kLetter) + word.substr(word.size() - kLetter));
    for (const std::string& one : stems) {
        Entry& entry = stems_[one];
        entry.declensions |= 1u << static_cast<unsigned>(rule->declension);
        for (const std::string& first : given) entry.given.emplace_back(declined(foldedWord(first)).second);
    }
}

const WordList::Entry* WordList::find(std::string_view word) const {
    for (std::size_t letters = 0; letters <= kLongestEnding && letters * kLetter < word.size(); ++letters) {
        const std::size_t end = word.size() - letters * kLetter;
        const auto found = stems_.find(word.substr(0, end));
        if (found != stems_.end() && isCase(found->second.declensions, word.substr(end)))
            return &found->second;
    }
    return nullptr;
}

bool WordList::has(std::string_view word) const {
    return find(word) != nullptr;
}

bool WordList::hasNominative(std::string_view word) const {
    return nominatives_.contains(word);
}

bool WordList::hasAdjective(std::string_view word) const {
    for (std::size_t letters = 2; letters <= kLongestEnding && letters * kLetter < word.size(); ++letters) {
        const std::size_t end = word.size() - letters * kLetter;
        if (!isCase(1u << static_cast<unsigned>(Declension::adjective), word.substr(end))) continue;
        for (std::string_view suffix : {"инск", "енск", "овск", "ск"})
            if (word.substr(0, end).ends_with(suffix) && stems_.contains(word.substr(0, end - suffix.size())))
                return true;
    }
    return false;
}

bool WordList::goesWith(std::string_view word, std::string_view given) const {
    const Entry* entry = find(word);
    if (!entry) return false;
    for (const std::string& stem : entry->given)
        if (given.starts_with(stem)) return true;
    return false;
}

}  // namespace otklik::redaction
