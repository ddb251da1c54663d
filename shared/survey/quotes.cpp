#include "shared/survey/quotes.h"

#include <algorithm>

#include "shared/survey/types/rows.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

// More than a text needs: what is quoted may be as long as an answer, or a title, and stand in every option.
constexpr int kMostQuotes = 20;
constexpr int kMostOfTitle = 200;  // code points

/// Walks a text: what is not in braces goes to `plain`, what is to `quote`, which says whether it is a name.
template <class Plain, class Quote>
void walk(std::string_view text, Plain plain, Quote quote) {
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
        if (close == text.npos) return plain(text);
        plain(text.substr(0, open));
        const std::string_view inside = text.substr(open + 1, close - open - 1);
        const bool isQuote = !inside.empty() && inside.find('{') == inside.npos;
        if (!isQuote || !quote(inside)) {
            plain(text.substr(open, isQuote ? close + 1 - open : 1));
            text.remove_prefix(isQuote ? close + 1 : open + 1);
        } else {
            text.remove_prefix(close + 1);
        }
    }
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) all += (all.empty() ? "" : ", ") + line;
    return all;
}

/// An answer as people read it: of a row, the option chosen in it.
std::string wordsOf(const Question& question, const Answer& answer, std::string_view variable,
                    std::string_view language) {
    if (answer.chose(kOther) && !answer.comment.empty() && !question.takesSeveral) return answer.comment;
    for (const Choice& row : question.rows) {
        if (variable != question.name + "." + row.value) continue;
        if (const auto text = answer.texts.find(row.value); text != answer.texts.end()) return text->second;
        const Choice* option = chosenIn(question, answer, row.value);
        return option ? option->text.in(language) : "";
    }
    return joined(question.type->inWords(question, answer, language, "—"));
}

/// The text with each quote of something that there is as `add(made, variable, question, name)` says it;
/// `question` is null of a calculated value.
template <class Add>
std::string replaced(std::string_view text, const Survey& survey, Add add) {
    if (text.find('{') == text.npos) return std::string(text);
    const std::vector<std::string> names = survey.names();
    std::string made;
    int quotes = 0;
    walk(
        text, [&](std::string_view plain) { made += plain; },
        [&](std::string_view variable) {
            if (quotes++ == kMostQuotes) return false;
            const std::size_t at = nameRead(variable, names);
            if (at == std::string::npos) return false;
            add(made, variable, at < survey.questions.size() ? &survey.questions[at] : nullptr, names[at]);
            return true;
        });
    return made;
}

}  // namespace

std::vector<std::string> quotesIn(std::string_view text) {
    std::vector<std::string> quotes;
    walk(
        text, [](std::string_view) {},
        [&](std::string_view name) {
            if (std::find(quotes.begin(), quotes.end(), name) == quotes.end()) quotes.emplace_back(name);
            return true;
        });
    return quotes;
}

std::string quoting(std::string_view text, const Survey& survey, const Showing& shown,
                    std::string_view language) {
    return replaced(
        text, survey,
        [&](std::string& made, std::string_view variable, const Question* question, const std::string& name) {
            if (!question) {
                const Value* value = shown.values.find(name);
                if (value && !value->isNothing()) made += value->isText() ? value->text() : jsonOf(*value);
            } else if (const auto found = shown.answers.find(question->name); found != shown.answers.end()) {
                made += wordsOf(*question, found->second, variable, language);
            }
        });
}

std::string quotingTitles(std::string_view text, const Survey& survey, std::string_view language) {
    const auto titleOf = [&](const Question& question) {
        std::string title = shortTitleOf(question, language);
        std::size_t end = 0;
        for (int i = 0; i < kMostOfTitle && end < title.size(); ++i) nextCodePoint(title, end);
        if (end < title.size()) title.replace(end, title.npos, "…");
        return title;
    };
    return replaced(text, survey,
                    [&](std::string& made, std::string_view, const Question* question, const std::string&) {
                        if (!question)
                            made += "…";
                        else if (made.ends_with("«"))
                            made += titleOf(*question);
                        else
                            made += "«" + titleOf(*question) + "»";
                    });
}

}  // namespace otklik
