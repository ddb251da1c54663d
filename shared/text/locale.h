#pragma once
// The interface texts of one language, from assets/locales/LANGUAGE.json:
//   {"language": "ru", "name": "Русский", "plural": "russian",
//    "texts": {"form.send": "Отправить", "answers": {"one": "{n} ответ", "few": "{n} ответа", "many": "{n}
//    ответов"}}}
// The plural rule is named, not coded in the file: "russian" (one, few, many), "english" (one, other) or
// "none" (other).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/text/lines.h"

namespace otklik {

class Locale {
  public:
    using Arguments = std::vector<std::pair<std::string_view, std::string>>;

    /// Parses a locale file. Problems carry JSON pointers; an unknown member is a problem, not ignored.
    static Result<Locale> parse(std::string_view json);
    /// The same as lines: language, plural rule, number of texts, and of each its key, plural form and words.
    static std::optional<Locale> fromLines(LineReader& lines);

    const std::string& language() const { return language_; }  ///< BCP 47, such as "ru"
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

    /// Keys of `reference` that this locale lacks, and keys whose plural forms are incomplete.
    std::vector<std::string> missing(const Locale& reference) const;

  private:
    enum class PluralRule { none, english, russian };
    /// day, month and year in words; nothing where it is no ISO day.
    std::optional<Arguments> partsOf(std::string_view day) const;
    static std::optional<PluralRule> ruleNamed(std::string_view name);
    using Forms = std::map<std::string, std::string, std::less<>>;  // a plain text is the form "other"
    std::string language_, name_;
    PluralRule rule_ = PluralRule::none;
    std::map<std::string, Forms, std::less<>> texts_;
};

using Locales = std::map<std::string, Locale, std::less<>>;  ///< by language

}  // namespace otklik
