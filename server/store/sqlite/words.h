#pragma once
// Counts the words of open answers by their stems (Snowball's Russian stemmer), once, as a wave closes.
// Counts are exact; what may be shown of them is in shared/privacy/words.h.

#include <memory>
#include <string>
#include <string_view>

#include "shared/privacy/words.h"

struct sb_stemmer;

namespace otklik {

class WordCounter {
  public:
    WordCounter();
    ~WordCounter();

    /// Adds one answer: each of its stems once.
    void add(std::string_view text);
    const WordCounts& counts() const { return counts_; }

  private:
    struct Delete {
        void operator()(sb_stemmer* stemmer) const;
    };
    std::unique_ptr<sb_stemmer, Delete> stemmer_;
    WordCounts counts_;
};

}  // namespace otklik
