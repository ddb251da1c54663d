#include "server/redact/redactor.h"

#include <optional>

#include "server/redact/finders.h"
#include "server/redact/spoken.h"
#include "shared/redact/walk.h"

namespace otklik {
namespace {

using redaction::Letters;
using redaction::Match;

constexpr std::size_t kDoubtfulDigits = 5, kLongestAbbreviation = 5;

/// «МФЦ», «СНИЛС»: a few letters, all of them capitals.
bool isAbbreviation(const Letters& text, Letters::Word word) {
    bool all = word.end - word.begin <= kLongestAbbreviation;
    for (std::size_t i = word.begin; all && i < word.end; ++i) all = redaction::isCapital(text.raw(i));
    return all;
}

std::optional<Match> deeperAt(redaction::Words& words, std::size_t i) {
    const Letters& text = words.text();
    const bool plus = text.raw(i) == U'+' && redaction::spokenAt(text, i + 1).words > 0;
    // «+7 9O2 8З1»: letters stand for digits, which the device does not read.
    if (text.raw(i) == U'+' && redaction::isDigit(text.raw(i + 1)))
        if (const auto match = redaction::findDeepPhone(text, i + 1))
            return redaction::Match{match->kind, i, match->end};
    if (plus || (text.raw(i) == U'(' && redaction::isDigit(text.raw(i + 1)))) return deeperAt(words, i + 1);
    if (!redaction::isWord(text.raw(i)) || !text.startsWord(i)) return {};
    for (auto find : {redaction::findBirth, redaction::findDeepNumber, redaction::findDeepPhone,
                      redaction::findPaper, redaction::findMail, redaction::findDeepHandle,
                      redaction::findIllnessCode, redaction::findIntimate})
        if (const auto match = find(text, i)) return match;
    for (auto find : {redaction::findDeepAddress, redaction::findHome, redaction::findDeepName,
                      redaction::findByname, redaction::findSurname})
        if (const auto match = find(words, i)) return match;
    return {};
}

}  // namespace

Redactor::Redactor(std::unique_ptr<redaction::Dictionary> dictionary) : dictionary_(std::move(dictionary)) {}
Redactor::~Redactor() = default;

Result<std::unique_ptr<Redactor>> Redactor::open(const std::string& dictionaries) {
    auto dictionary = redaction::Dictionary::open(dictionaries);
    if (!dictionary) return dictionary.problems();
    return std::unique_ptr<Redactor>(new Redactor(std::move(*dictionary)));
}

std::vector<Finding> Redactor::find(std::string_view text) const {
    std::optional<redaction::Words> words;
    return redaction::walk(text, [&](const Letters& letters, std::size_t i) {
        if (!words) words.emplace(letters, *dictionary_);
        return deeperAt(*words, i);
    });
}

std::string Redactor::redact(std::string_view text) const {
    return redaction::redactedBy(text, [this](std::string_view round) { return find(round); });
}

std::vector<Redactor::Doubt> Redactor::doubts(std::string_view text) const {
    const Letters letters(text);
    redaction::Words words(letters, *dictionary_);
    std::vector<Doubt> doubts;
    const auto doubt = [&](std::size_t begin, std::size_t end) {
        doubts.push_back({letters.byte(begin), letters.byte(end)});
    };
    for (std::size_t i = 0; i < letters.size();) {
        if (const std::size_t end = redaction::labelEnd(letters, i); end > i) {
            i = end;
            continue;
        }
        if (letters.raw(i) == U'@') doubt(i, i + 1);
        std::size_t end = i;
        while (redaction::isDigit(letters.raw(end))) ++end;
        if (end - i >= kDoubtfulDigits) doubt(i, end);
        if (end == i) {
            end = letters.wordEnd(i);
            const Letters::Word word{i, end};
            if (end - i > 2 && redaction::isCapital(letters.raw(i)) && !isAbbreviation(letters, word) &&
                !words.isOrdinary(word) && !words.isPlace(word) && !words.isPublic(word) &&
                !words.isFirstName(word))
                doubt(i, end);
        }
        i = end > i ? end : i + 1;
    }
    return doubts;
}

}  // namespace otklik
