// A word is a run of letters and digits. «ё» counts as «е».

#include "server/store/themes.h"

#include <libstemmer.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMostBytes = 256 * 1024, kMostLines = 1'000, kShortest = 2;

struct Delete {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

class Stemmer {
  public:
    std::string stem(const std::string& word) const {
        const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
        const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
        if (!stem) return word;
        return {reinterpret_cast<const char*>(stem),
                static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
    }

  private:
    std::unique_ptr<sb_stemmer, Delete> stemmer_{sb_stemmer_new("russian", "UTF_8")};
};

bool isLetter(char32_t point) {
    return (point >= U'a' && point <= U'z') || (point >= U'0' && point <= U'9') ||
           (point >= 0xC0 && point <= 0x24F && point != 0xD7 && point != 0xF7) ||
           (point >= 0x400 && point <= 0x52F);
}

/// Words in lower case, without what stands in square brackets.
std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool bracketed = false;
    const auto end = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = toLower(nextCodePoint(text, at));
        if (point == U'[' || point == U']') bracketed = point == U'[';
        if (isLetter(point) && !bracketed)
            appendUtf8(word, point == U'ё' ? U'е' : point);
        else
            end();
    }
    end();
    return words;
}

/// Fields of each line of a table as spreadsheets write it; nothing where a quote is left open.
std::optional<std::vector<std::vector<std::string>>> linesOf(std::string_view table) {
    if (table.starts_with("\xEF\xBB\xBF")) table.remove_prefix(3);
    const std::string_view first = table.substr(0, table.find('\n'));
    const char separator = first.find(';') != first.npos ? ';' : ',';
    std::vector<std::vector<std::string>> lines(1, {""});
    bool quoted = false;
    for (std::size_t at = 0; at < table.size(); ++at) {
        const char c = table[at];
        std::string& field = lines.back().back();
        if (c == '"' && quoted && at + 1 < table.size() && table[at + 1] == '"')
            field += table[++at];
        else if (c == '"')
            quoted = !quoted;
        else if (quoted || (c != separator && c != '\n'))
            field += c;
        else if (c == separator)
            lines.back().emplace_back();
        else
            lines.push_back({""});
    }
    if (quoted) return std::nullopt;
    for (auto& line : lines)
        for (std::string& field : line) field = cleanedText(field);
    return lines;
}

/// Items of the third column; nothing where one is no word.
Result<std::vector<std::string>> itemsOf(const std::string& field) {
    std::vector<std::string> items;
    std::string item;
    const auto end = [&]() -> Problem {
        if (item.empty()) return {};
        const bool isStart = item.back() == '*';
        const std::vector<std::string> words = wordsOf(isStart ? item.substr(0, item.size() - 1) : item);
        if (words.size() != 1 || countCodePoints(words[0]) < kShortest)
            return Problem::of(
                "wrong-value",
                "'" + item + "' is no word of two letters or more, nor its beginning with a *.");
        items.push_back(words[0] + (isStart ? "*" : ""));
        item.clear();
        return {};
    };
    for (const char c : field + ",") {
        if (c != ',' && c != ' ' && c != '\t') {
            item += c;
        } else if (Problem problem = end(); !problem.code.empty()) {
            return problem;
        }
    }
    if (items.empty()) return Problem::of("wrong-value", "A theme needs words by which it is known.");
    if (items.size() > kMostThemeWords)
        return Problem::atLimit("", "wrong-value", "A theme has 200 words at most.",
                                static_cast<int>(kMostThemeWords));
    return items;
}

}  // namespace

Result<std::vector<Theme>> readThemes(const Survey& survey, std::string_view table) {
    if (!isUtf8(table))
        return Problem::of("not-utf8", "The file is no UTF-8. Save it from the spreadsheet as «CSV UTF-8».");
    const auto read = table.size() > kMostBytes ? std::nullopt : linesOf(table);
    if (table.size() <= kMostBytes && !read)
        return Problem::of("wrong-value", "A quote is opened in this file and not closed.");
    const auto lines = read.value_or(std::vector<std::vector<std::string>>{});
    if (table.size() > kMostBytes || lines.size() > kMostLines)
        return Problem::atLimit("", "too-large", "The file has more than 1,000 lines or 256 KiB.",
                                static_cast<int>(kMostLines));
    std::vector<Theme> themes;
    Problems problems;
    std::map<std::string, std::size_t> count;
    std::set<std::pair<std::string, std::string>> names;
    const auto wrong = [&](std::size_t line, const std::string& detail) {
        problems.push_back(Problem::at(":" + std::to_string(line + 1), "wrong-value", detail));
    };
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const auto& line = lines[at];
        if (line.size() == 1 && line[0].empty()) continue;
        if (line.size() < 3 ||
            std::any_of(line.begin() + 3, line.end(), [](const auto& rest) { return !rest.empty(); })) {
            wrong(at, "A line has three columns: theme;question;words.");
            continue;
        }
        const Question* question = survey.question(line[1]);
        if (!question && at == 0 && (line[1] == "question" || line[1] == "вопрос")) continue;  // heads
        if (!question || !question->isOpen()) {  // of several texts a person could name a theme several times
            wrong(at, "'" + line[1] + "' is no open question of this survey.");
            continue;
        }
        if (line[0].empty() || countCodePoints(line[0]) > kMostThemeLetters)
            wrong(at, "A theme has a name of 60 letters at most.");
        if (!names.insert({line[1], line[0]}).second)
            wrong(at, "'" + line[0] + "' stands twice for one question.");
        if (++count[line[1]] == kMostThemesOfQuestion + 1) wrong(at, "A question has 50 themes at most.");
        auto items = itemsOf(line[2]);
        if (!items)
            wrong(at, items.problems().front().detail);
        else
            themes.push_back({line[1], line[0], std::move(*items)});
    }
    if (themes.empty() && problems.empty())
        wrong(0, "There is no theme in this file: theme;question;words are expected.");
    if (!problems.empty()) return problems;
    return themes;
}

ThemeFinder::ThemeFinder(const std::vector<Theme>& themes) : themes_(themes) {
    const Stemmer stemmer;
    for (const Theme& theme : themes) {
        auto& items = items_.emplace_back();
        for (const std::string& word : theme.words) {
            const bool isStart = word.ends_with('*');
            items.push_back({isStart ? word.substr(0, word.size() - 1) : stemmer.stem(word), isStart});
        }
    }
}

std::vector<std::size_t> ThemeFinder::find(std::string_view question, std::string_view text,
                                           std::size_t most) const {
    const Stemmer stemmer;
    const std::vector<std::string> words = wordsOf(text);
    std::set<std::string> stems;
    for (const std::string& word : words) stems.insert(stemmer.stem(word));
    const auto speaks = [&](const Item& item) {
        if (!item.isStart) return stems.contains(item.text);
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& word) { return word.starts_with(item.text); });
    };
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < themes_.size() && found.size() < most; ++i)
        if (themes_[i].question == question && std::any_of(items_[i].begin(), items_[i].end(), speaks))
            found.push_back(i);
    return found;
}

}  // namespace otklik
