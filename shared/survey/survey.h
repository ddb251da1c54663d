#pragma once
// A survey as everything else sees it, however it was written down: definition.h reads one from a definition.
// A Survey is immutable once loaded and outlives everything that refers into it.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/survey/expression/expression.h"
#include "shared/text/localized.h"

namespace otklik {

class QuestionType;  // shared/survey/types/type.h

/// One option or row: what is stored and what is shown.
struct Choice {
    /// How results write the value, which is text everywhere else.
    enum class Kind { text, number, flag };
    std::string value;
    LocalizedText text;
    std::optional<int> tone{};  ///< own member, of a column: 1 (worst) to 5 (best); none: nothing is said
    Kind kind = Kind::text;
    Expression visibleIf{};    ///< empty: see Question::optionsVisibleIf and rowsVisibleIf
    bool isExclusive = false;  ///< of several options: where it is chosen no other one is
    bool isSpecial = false;    ///< made by showOtherItem or the like: no condition for all is for it
    bool isRequired = false;   ///< of a row: it may not be left out
    std::string textName{};    ///< of a row that takes a text: what the text is called in what is kept
    /// Of a row that has options of its own: which of its question's; none: see Question::optionsOf().
    std::size_t firstOption = 0, optionCount = 0;
};

inline constexpr std::string_view kOther = "other";  ///< the value of «Другое (укажите)»
inline constexpr std::string_view kNone = "none";    ///< the value of showNoneItem
inline constexpr std::string_view kRefused = "refused", kDontKnow = "dontknow";  ///< of items like it
inline constexpr std::string_view kWritten = "written";  ///< of a row that takes a text: it has one
inline constexpr std::string_view kHardToSay =
    "hard-to-say";  ///< «Затрудняюсь ответить», wherever it is offered
inline constexpr int kMaxOtherLength = 200;  ///< code points of the text beside «Другое»

struct Question {
    std::string name;
    const QuestionType* type = nullptr;
    int panel = -1;  ///< of the survey's, the innermost that it stands in; -1: none
    LocalizedText title;
    LocalizedText shortTitle;        ///< own member: what lists call it; empty: see shortTitleOf()
    LocalizedText description;       ///< the instruction, such as «(Один ответ)»
    LocalizedText shortDescription;  ///< own member: what a screen says in its place; empty: see hintOf()

    // What can be answered, the same for all types, so that whoever counts, protects or keeps answers needs
    // to know none of them.
    std::vector<Choice> rows;  ///< each answered for itself, as a matrix has them; none: see lines()
    std::vector<Choice>
        options;                ///< of each row (kOther and kNone are in it, in place); none: an open answer
    bool takesSeveral = false;  ///< options of a row do not exclude each other
    bool isScale = false;       ///< options are numbers one after the other, from the low end to the high
    bool takesTexts = false;    ///< rows are texts, and their one option says that something was written
    bool hasOther = false;      ///< one of the options is kOther and takes text

    LocalizedText rowsTitle;  ///< own member: what the rows of a table are; may be empty
    LocalizedText otherLabel;  ///< what is to be typed there («Какой источник?»); empty: the option says it
    /// What that text is called in results: q-Comment of question q, and with one more -Comment for each
    /// question that has this name itself.
    std::string commentName;
    bool isRequired = false;
    bool isWholeRequired = false;  ///< no row may be left out
    Expression visibleIf;          ///< empty: always
    Expression requiredIf;         ///< empty: never
    Expression enableIf;           ///< empty: always
    /// Of every option and row that has no condition of its own, and is {item} in it; empty: always.
    Expression optionsVisibleIf, rowsVisibleIf;
    bool hidesWhenEmpty = false;  ///< once all its rows, or without rows all its options, are hidden
    int least = 0, most = 0;      ///< how many options are to be chosen, or ranked; 0: any number
    int maxLength = 2000;         ///< code points of an open answer
    std::optional<double> lowest, highest, step;  ///< of a number; of a date see types/date.cpp
    /// What of an answer that is measured is counted: `options` are these bins.
    enum class Bins { none, edges, year, month, weekday, hour };
    Bins bins = Bins::none;
    LocalizedText minRateDescription,
        maxRateDescription;  ///< what the ends of a scale mean; a matrix may have them too
    /// Of a table of fields its two sides; `rows` then are its cells, side by side in each of `cards`.
    std::vector<Choice> cards, columns;
    std::string index;       ///< own member "index": "satisfaction", "ease", "findability", "reach" or none
    bool breakdown = false;  ///< own member "breakdown": results are broken down by this question

    bool isOpen() const { return options.empty(); }
    /// Something written is kept of it, besides what is counted.
    bool keepsText() const { return isOpen() || takesTexts; }
    /// The rows, or where there are none a single one without a name: the question itself.
    const std::vector<Choice>& lines() const;
    /// «Другое (укажите)», beside which a text is typed; an author's own option of that value is none.
    bool takesText(const Choice& option) const { return hasOther && option.value == kOther; }
    const Choice* option(std::string_view value) const;  ///< nullptr where there is none
    const Choice* row(std::string_view value) const;
    /// What can be chosen in one of the lines: its own options, or where it has none all of the question's.
    std::span<const Choice> optionsOf(const Choice& line) const;
    /// One of them, nullptr where there is none of that value.
    const Choice* optionIn(const Choice& line, std::string_view value) const;
};

/// A title as people read it: the question itself, up to its question mark, and how to answer, which may be
/// empty.
struct SplitTitle {
    std::string question, explanation;
};
SplitTitle splitTitle(std::string_view title);

/// What lists call a question: its short title, else the question itself without how to answer it.
std::string shortTitleOf(const Question& question, std::string_view language);
/// How to answer, as a screen says it: without the parentheses of paper; empty where nothing is said.
std::string hintOf(const Question& question, std::string_view language);

/// What the ends of a scale mean, with their values: «1 — очень плохо»; empty where nothing is said of one.
struct ScaleEnds {
    std::string low, high;
};
ScaleEnds scaleEnds(const Question& question, std::string_view language);

/// A page or panel: questions that stand together.
struct Panel {
    std::string name;
    LocalizedText title, description;  ///< both may be empty
    int parent = -1;                   ///< the panel that it stands in; -1: none
    bool isRequired = false;           ///< one of its questions has to be answered
    Expression visibleIf, requiredIf, enableIf;
};

/// Words between questions.
struct Passage {
    LocalizedText text;  ///< in the markup of shared/text/passage.h
    int panel = -1;
    std::size_t before = 0;  ///< the question that it stands before, or how many there are
    std::string value;       ///< of a calculated one that stands behind the text; empty: none
    Expression visibleIf;
};

/// A named value that conditions may use.
struct Calculated {
    std::string name;
    Expression value;
};

struct Survey {
    std::string locale;  ///< the language of the definition's own texts
    LocalizedText title;
    LocalizedText shortTitle;  ///< own member: the survey's name where there is little room; empty: its title
    LocalizedText description;
    std::vector<Panel> panels;           ///< in form order, each behind the one that it stands in
    std::vector<Passage> passages;       ///< in form order
    std::vector<Question> questions;     ///< in form order
    std::vector<Calculated> calculated;  ///< each behind those that it is made of
    Problems warnings;                   ///< what was left out or cannot be meant, each with its pointer
    std::string source;                  ///< the definition's JSON, compact, as it is served to clients

    /// Its name where there is little room.
    const std::string& name(std::string_view language) const;
    const Question* question(std::string_view name) const;
    /// The question whose «other» text is called `name`, or nullptr.
    const Question* commented(std::string_view name) const;
    /// What the text that is called `name` answers: a question, or a row of it; without a question where
    /// there is no such text.
    struct Written {
        const Question* question = nullptr;
        const Choice* row = nullptr;
        bool isComment = false;  ///< it stands beside «other»
    };
    Written written(std::string_view name) const;
    /// Number of `question` as people count, from 1.
    int number(const Question& question) const;
    /// What conditions and quotes may name: questions in form order, and behind them what is calculated.
    std::vector<std::string> names() const;
    /// The panels round something, the outermost first; `innermost` may be -1.
    std::vector<int> panelsRound(int innermost) const;
};

}  // namespace otklik
