#include "server/redact/words.h"

#include "shared/text/utf8.h"

namespace otklik::redaction {
namespace {

#include "word_lists.inc"

}  // namespace

const Lists& Lists::ours() {
    static const Lists lists{WordList(kPlaces), WordList(kFirstNames), WordList(kPublicNames),
                             WordList(kStreets), WordList(kSurnames)};
    return lists;
}

std::string Words::lower(Word word) const {
    std::string lower;
    for (std::size_t i = word.begin; i < word.end; ++i) {
        // «юляяя»: a letter that is drawn out is one.
        const bool drawn =
            i + 2 < word.end && text_.raw(i) == text_.raw(i + 1) && text_.raw(i) == text_.raw(i + 2);
        const bool drags =
            i > word.begin + 1 && text_.raw(i) == text_.raw(i - 1) && text_.raw(i) == text_.raw(i - 2);
        const bool last = drags && (i + 1 == word.end || text_.raw(i + 1) != text_.raw(i));
        if (last || (!drawn && !drags)) appendUtf8(lower, toLower(text_.raw(i)));
    }
    return lower;
}

bool Words::ask(Word word, Question question) {
    const std::string lower = this->lower(word);
    unsigned& known = answers_[lower];
    const unsigned asked = 1u << (2 * static_cast<unsigned>(question)), yes = asked << 1;
    if (known & asked) return known & yes;
    bool answer = false;
    switch (question) {
        case Question::ordinary:
            answer = dictionary_.has(lower);
            break;
        case Question::nominative:
            answer = dictionary_.hasAsFirstForm(lower);
            break;
        case Question::place: {
            const std::string folded = foldedWord(lower);
            answer = lists_.places.has(folded) || lists_.places.hasAdjective(folded);
            break;
        }
        case Question::firstName:
            answer = lists_.firstNames.has(foldedWord(lower));
            break;
        case Question::publicName:
            answer = lists_.publicNames.has(foldedWord(lower));
            break;
        case Question::street:
            answer = lists_.streets.has(foldedWord(lower));
            break;
        case Question::surname:
            answer = lists_.surnames.has(foldedWord(lower));
            break;
    }
    known |= asked | (answer ? yes : 0);
    return answer;
}

bool Words::isOrdinary(Word word) {
    return ask(word, Question::ordinary);
}
bool Words::isOrdinaryInNominative(Word word) {
    return isOrdinary(word) && ask(word, Question::nominative);
}
bool Words::isPlace(Word word) {
    return ask(word, Question::place);
}
bool Words::isFirstName(Word word) {
    return ask(word, Question::firstName);
}
bool Words::isFirstNameInNominative(Word word) {
    return isFirstName(word) && lists_.firstNames.hasNominative(foldedWord(lower(word)));
}
bool Words::isPublic(Word word) {
    return ask(word, Question::publicName);
}
bool Words::isStreetName(Word word) {
    return ask(word, Question::street);
}
bool Words::isWordlySurname(Word word) {
    return ask(word, Question::surname);
}
bool Words::isPublic(Word surname, Word given) {
    return lists_.publicNames.goesWith(foldedWord(lower(surname)), foldedWord(lower(given)));
}

}  // namespace otklik::redaction
