#pragma once
// Lists of names from assets/words, whose cases are made by rule: «Юсьва» also knows «Юсьве» and «Юсьвой».

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace otklik::redaction {

/// How a word of a list is declined.
enum class Declension : unsigned { none, consonant, soft, vowelA, vowelO, plural, adjective, surname };

class WordList {
  public:
    /// Reads a list: names in the nominative, separated by commas; what stands in brackets belongs to the
    /// name before it; a line that begins with # is a comment.
    explicit WordList(std::string_view file);

    /// Words are in lower case, with «е» for «ё».
    bool has(std::string_view word) const;
    bool hasNominative(std::string_view word) const;
    /// True where the word is an adjective made of a name: «кудымкарский».
    bool hasAdjective(std::string_view word) const;
    /// True where `word` is a name and `given` one of the names in brackets behind it.
    bool goesWith(std::string_view word, std::string_view given) const;

  private:
    struct Entry {
        unsigned declensions = 0;  // a set of bits
        std::vector<std::string> given;
    };
    void add(std::string_view word, const std::vector<std::string>& given);
    const Entry* find(std::string_view word) const;

    /// Lets a part of a word be looked up as it lies.
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> stems_;
    std::unordered_set<std::string, Hash, std::equal_to<>> nominatives_;
};

/// In lower case, with «е» for «ё».
std::string foldedWord(std::string_view word);

}  // namespace otklik::redaction
