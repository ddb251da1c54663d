#pragma once
// The interface texts of one language, from assets/locales/LANGUAGE.json:
//   {"language": "ru", "name": "Русский", "plural": "one-few-many",
//    "texts": {"form.send": "Отправить", "answers": {"one": "{n} ответ", "few": "{n} ответа", "many": "{n}
//    ответов"}}}
// A language is such a file and nothing else. What is known of languages stands in assets/languages.json:
//   "plurals": by the name that a file gives as "plural", which form a number takes: the first of a list of
//     [form, of, from, to] that holds, where the number (`of` 0), or what is left of it divided by `of`, lies
//     between `from` and `to`; [form] always holds;
//   "together": beginnings of keys whose texts are of use together alone. Where one of them is lacking, all
//     of them are Russian.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/text/lines.h"

namespace otklik {

/// What a page is in where nobody asks for another language. Its file has every text, and gives those that
/// others lack.
inline constexpr std::string_view kMainLanguage = "ru";

class Locale {
  public:
    using Arguments = std::vector<std::pair<std::string_view, std::string>>;

    /// Parses a locale file. Problems carry JSON pointers; an unknown member is a problem, not ignored. An
    /// empty text, and one without all forms of its language's plurals, counts as lacking.
    static Result<Locale> parse(std::string_view json);
    /// The same as lines: language, plurals, number of texts, and of each its key and words; the forms of one
    /// that has several follow one another. It lacks nothing: see web/page/locales.mjs.
    static std::optional<Locale> fromLines(LineReader& lines);

    const std::string& language() const { return language_; }  ///< BCP 47 in small letters, such as "ru"
    const std::string& name() const { return name_; }          ///< in the language itself

    /// The text of `key` with each {name} replaced. An unknown key gives the key itself, so that it is seen.
    std::string text(std::string_view key, const Arguments& arguments = {}) const;

    /// The plural form of `key` that fits `n`, with {n} replaced by number(n) and the rest as text().
    std::string plural(std::string_view key, long n, const Arguments& arguments = {}) const;

    /// A number as people read it: thousands grouped by U+00A0, the language's decimal mark, U+2212 for
    /// minus.
    std::string number(double value, int decimals = 0) const;

    /// A day as people read it: "2026-11-24" is «24 ноября 2026 года». What is no ISO day stays as it is.
    std::string date(std::string_view day) const;
    /// From one day to another without saying a month or a year twice: «1–31 октября 2026 года».
    std::string dates(std::string_view from, std::string_view to) const;

    bool has(std::string_view key) const { return texts_.find(key) != texts_.end(); }

    /// Puts the texts of `main` in the places of those that this locale lacks, with the plurals of their own
    /// language. Returns the keys that were lacking.
    std::vector<std::string> fillGaps(const Locale& main);
    /// What no page would ever show, or show as it is written: texts and {placeholders} that `main` has not.
    Problems strangers(const Locale& main) const;

  private:
    using Forms = std::vector<std::string>;  // one: of every number
    const std::string& formOf(const Forms& forms, long n) const;
    /// day, month and year in words; nothing where it is no ISO day.
    std::optional<Arguments> partsOf(std::string_view day) const;

    std::string language_, name_;
    std::string
        plurals_;  // of 0 to 199 which form they take, a digit each; above as of what 100 leaves, + 100
    std::map<std::string, Forms, std::less<>> texts_;
};

using Locales = std::map<std::string, Locale, std::less<>>;  ///< by language

}  // namespace otklik
