#pragma once
// What open answers speak of, in themes that the office defines: published are the office's names and how
// many answers speak of each, never a word of anybody's text.

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/survey/survey.h"

namespace otklik {

struct Theme {
    std::string question, name;
    std::vector<std::string> words;  ///< lower case; one that ends in '*' stands for all that begin so
    bool operator==(const Theme&) const = default;
};

inline constexpr std::size_t kMostThemesOfQuestion = 50, kMostThemeLetters = 60, kMostThemeWords = 200;

/// Reads a table of "theme;question;words" (UTF-8, ';' or ',' between, quotes as spreadsheets write them, a
/// line of heads, theme;question;words or тема;вопрос;слова, where it has one), words separated by spaces or
/// commas. Problems have ":" and the line's number as pointer; codes: "not-utf8", "too-large", "wrong-value".
Result<std::vector<Theme>> readThemes(const Survey& survey, std::string_view table);

/// Places of those of `themes` of which `text` speaks, in their order, no more than `most`. Words match by
/// their Russian stems; what redaction put in brackets speaks of nothing.
class ThemeFinder {
  public:
    explicit ThemeFinder(const std::vector<Theme>& themes);
    std::vector<std::size_t> find(std::string_view question, std::string_view text, std::size_t most) const;

  private:
    struct Item {
        std::string text;
        bool isStart = false;
    };
    const std::vector<Theme>& themes_;
    std::vector<std::vector<Item>> items_;  // of each theme: stems, and beginnings
};

}  // namespace otklik
