#pragma once
// Debian's Russian dictionary (hunspell-ru): what is a word, and so what is not.

#include <memory>
#include <mutex>
#include <string>

#include "shared/base/result.h"

class Hunspell;

namespace otklik::redaction {

class Dictionary {
  public:
    /// The dictionary of `folder`; a problem says which package brings it.
    static Result<std::unique_ptr<Dictionary>> open(const std::string& folder);
    ~Dictionary();

    /// True where the word, in lower case, is Russian and no proper name. From any thread.
    bool has(const std::string& lowerCase) const;
    /// True where the word is one's first form, as a noun's nominative.
    bool hasAsFirstForm(const std::string& lowerCase) const;

  private:
    explicit Dictionary(std::unique_ptr<Hunspell> hunspell);

    mutable std::mutex mutex_;  // hunspell answers one at a time
    std::unique_ptr<Hunspell> hunspell_;
};

}  // namespace otklik::redaction
