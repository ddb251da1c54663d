#pragma once
// What the server knows of words: a dictionary and lists. Words holds what was asked of one text, so that no
// word is looked up twice; it lives no longer than the text, so that nothing of an answer stays in memory.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/redact/dictionary.h"
#include "server/redact/word_list.h"
#include "shared/redact/letters.h"

namespace otklik::redaction {

/// The lists of assets/words, which are compiled in.
struct Lists {
    WordList places, firstNames, publicNames, streets, surnames;
    static const Lists& ours();
};

class Words {
  public:
    using Word = Letters::Word;

    Words(const Letters& text, const Dictionary& dictionary)
        : text_(text), dictionary_(dictionary), lists_(Lists::ours()) {}

    const Letters& text() const { return text_; }
    /// Letters of the word in lower case, with «ё», as UTF-8.
    std::string lower(Word word) const;

    /// True where the dictionary has it in lower case: no name, or one that is a word too.
    bool isOrdinary(Word word);
    bool isOrdinaryInNominative(Word word);
    bool isPlace(Word word);
    bool isFirstName(Word word);
    bool isFirstNameInNominative(Word word);
    /// A mark, an office, or somebody whom everybody knows.
    bool isPublic(Word word);
    /// What streets are often called, in the genitive or as an adjective.
    bool isStreetName(Word word);
    /// A surname that is a word as well: «Плотников».
    bool isWordlySurname(Word word);
    /// Somebody whom everybody knows, by both names.
    bool isPublic(Word surname, Word given);

  private:
    /// What is known of a word: two bits a question (asked, yes), and how the lists write it.
    struct Known {
        std::string lower, folded;
        unsigned answers = 0;
    };
    enum class Question { ordinary, nominative, place, firstName, publicName, street, surname };
    bool ask(Word word, Question question);
    Known& known(Word word);

    const Letters& text_;
    const Dictionary& dictionary_;
    const Lists& lists_;
    std::unordered_map<std::string, Known> known_;  // by their lower case
    struct Place {
        std::size_t end = 0;
        Known* known = nullptr;
    };
    std::vector<Place> places_;  // by where a word begins: what was asked there last
};

}  // namespace otklik::redaction
