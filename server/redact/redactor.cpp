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

/// A third of all words, with which nothing begins.
bool isFunctionWord(const Letters& text, std::size_t i) {
    using redaction::operator""_stems;
    return !redaction::isCapital(text.raw(i)) &&
           text.wordIs(i,
                       U"и. не. но. на. по. от. до. за. из. что. как. то. же. бы. ли. это. или. для. чтобы. "
                       U"очень. нет. есть. все. если. когда. где. так. только. уже. еще. при. был. было. "
                       U"были. была. можно. нужно. тоже. там. тут. ничего. почему. потому. больше."_stems);
}

std::optional<Match> deeperAt(redaction::Words& words, std::size_t i) {
    const Letters& text = words.text();
    const bool plus = text.raw(i) == U'+' && redaction::spokenAt(text, i + 1).words > 0;
    // «+7 9O2 8З1»: letters stand for digits, which the device does not read.
    if (text.raw(i) == U'+' && redaction::isDigit(text.raw(i + 1)))
        if (const auto match = redaction::findDeepPhone(text, i + 1))
            return redaction::Match{match->kind, i, match->end};
    if (plus || (text.raw(i) == U'(' && redaction::isDigit(text.raw(i + 1)))) return deeperAt(words, i + 1);
    if (!redaction::isWord(text.raw(i)) || !text.startsWord(i) || isFunctionWord(text, i)) return {};
    for (auto find : {redaction::findBirth, redaction::findDeepNumber, redaction::findDeepPhone,
                      redaction::findPaper, redaction::findMail, redaction::findDeepHandle,
                      redaction::findIllnessCode, redaction::findIntimate})
        if (const auto match = find(text, i)) return match;
    for (auto find : {redaction::findDeepAddress, redaction::findHome, redaction::findDeepName,
                      redaction::findByname, redaction::findSurname})
        if (const auto match = find(words, i)) return match;
    return {};
}

/// The letters near the labels that begin at these bytes: the only ones to which a label can have become a
/// neighbour. Words before one look ahead at it; those behind it are cut off from what it stands for anyway,
/// and see it where it is near.
std::vector<bool> nearLabels(const Letters& text, const std::vector<std::size_t>& labels) {
    constexpr int kWordsBefore = 10, kWordsBehind = 4;
    constexpr std::size_t kFarthest = 400;
    std::vector<bool> near(text.size());
    auto label = labels.begin();
    for (std::size_t i = 0; i < text.size() && label != labels.end(); ++i) {
        if (text.byte(i) != *label) continue;
        ++label;
        std::size_t begin = i, end = redaction::labelEnd(text, i);
        const std::size_t least = i > kFarthest ? i - kFarthest : 0, most = end + kFarthest;
        for (int words = 0; words < kWordsBefore && begin > least; ++words) {
            while (begin > least && !redaction::isLetter(text.raw(begin - 1))) --begin;
            while (begin > least && redaction::isLetter(text.raw(begin - 1))) --begin;
        }
        for (int words = 0; words < kWordsBehind && end < most; ++words) {
            while (end < most && !redaction::isLetter(text.raw(end))) ++end;
            end = std::max(end, text.wordEnd(end));
        }
        std::fill(near.begin() + static_cast<std::ptrdiff_t>(begin),
                  near.begin() + static_cast<std::ptrdiff_t>(std::min(end, text.size())), true);
    }
    return near;
}

/// Where the labels of `findings` begin once they stand in the text.
std::vector<std::size_t> labelsOf(const std::vector<Finding>& findings) {
    constexpr std::size_t kBrackets = 2;
    std::vector<std::size_t> labels;
    std::size_t added = 0, taken = 0;  // bytes
    for (const Finding& finding : findings) {
        labels.push_back(finding.begin + added - taken);
        added += label(finding.kind).size() + kBrackets;
        taken += finding.end - finding.begin;
    }
    return labels;
}

}  // namespace

Redactor::Redactor(std::unique_ptr<redaction::Dictionary> dictionary) : dictionary_(std::move(dictionary)) {}
Redactor::~Redactor() = default;

Result<std::unique_ptr<Redactor>> Redactor::open(const std::string& dictionaries) {
    auto dictionary = redaction::Dictionary::open(dictionaries);
    if (!dictionary) return dictionary.problems();
    return std::unique_ptr<Redactor>(new Redactor(std::move(*dictionary)));
}

template <class IsAsked>
std::vector<Finding> Redactor::findWhere(std::string_view text, IsAsked isAsked) const {
    std::optional<redaction::Words> words;
    const auto deeper = [&](const Letters& letters, std::size_t i) {
        if (!words) words.emplace(letters, *dictionary_);
        return deeperAt(*words, i);
    };
    return redaction::walk(text, deeper, isAsked);
}

std::vector<Finding> Redactor::find(std::string_view text) const {
    return findWhere(text, [](const Letters&, std::size_t) { return true; });
}

std::string Redactor::redact(std::string_view text) const {
    std::string result(text);
    for (auto findings = find(result); !findings.empty();) {
        result = redaction::replaced(result, findings);
        // A label can turn its neighbour into something recognisable, but only its neighbour.
        const std::vector<std::size_t> labels = labelsOf(findings);
        std::vector<bool> near;
        findings = findWhere(result, [&](const Letters& letters, std::size_t i) {
            if (near.empty()) near = nearLabels(letters, labels);
            return near[i];
        });
    }
    return result;
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
