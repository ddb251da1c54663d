#include "server/redact/words.h"

#include <algorithm>

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

Words::Known& Words::known(Word word) {
    if (places_.empty()) places_.resize(text_.size() + 1);
    Place& place = places_[std::min(word.begin, text_.size())];
    if (!place.known || place.end != word.end) {
        std::string lower = this->lower(word);
        const auto [entry, isNew] = known_.try_emplace(lower);
        if (isNew) entry->second = {lower, foldedWord(lower), 0};
        place = {word.end, &entry->second};
    }
    return *place.known;
}

bool Words::ask(Word word, Question question) {
    Known& known = this->known(word);
    const unsigned asked = 1u << (2 * static_cast<unsigned>(question)), yes = asked << 1;
    if (known.answers & asked) return known.answers & yes;
    bool answer = false;
    switch (question) {
        case Question::ordinary:
            answer = dictionary_.has(known.lower);
            break;
        case Question::nominative:
            answer = dictionary_.hasAsFirstForm(known.lower);
            break;
        case Question::place:
            answer = lists_.places.has(known.folded) || lists_.places.hasAdjective(known.folded);
            break;
        case Question::firstName:
            answer = lists_.firstNames.has(known.folded);
            break;
        case Question::publicName:
            answer = lists_.publicNames.has(known.folded);
            break;
        case Question::street:
            answer = lists_.streets.has(known.folded);
            break;
        case Question::surname:
            answer = lists_.surnames.has(known.folded);
            break;
    }
    known.answers |= asked | (answer ? yes : 0);
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
    return isFirstName(word) && lists_.firstNames.hasNominative(known(word).folded);
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
    return lists_.publicNames.goesWith(known(surname).folded, known(given).folded);
}

}  // namespace otklik::redaction
