#pragma once
// A survey as everything else sees it, however it was written down: definition.h reads one from a definition.
// A Survey is immutable once loaded and outlives everything that refers into it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/survey/condition.h"
#include "shared/text/localized.h"

namespace otklik {

class QuestionType;  // shared/survey/types/type.h

/// One option or row: what is stored and what is shown.
struct Choice {
    std::string value;
    LocalizedText text;
    std::optional<int> tone{};  ///< own member, of a column: 1 (worst) to 5 (best); none: nothing is said
};

inline constexpr std::string_view kOther = "other";  ///< the value of «Другое (укажите)»
inline constexpr std::string_view kNone = "none";    ///< the value of showNoneItem
inline constexpr std::string_view kHardToSay =
    "hard-to-say";  ///< «Затрудняюсь ответить», wherever it is offered
inline constexpr int kMaxOtherLength = 200;  ///< code points of the text beside «Другое»

struct Question {
    std::string name;
    const QuestionType* type = nullptr;
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
    bool hasOther = false;      ///< one of the options is kOther and takes text

    LocalizedText otherLabel;  ///< what is to be typed there («Какой источник?»); empty: the option says it
    /// What that text is called in results: q-Comment of question q, and with one more -Comment for each
    /// question that has this name itself.
    std::string commentName;
    bool isRequired = false;
    Condition visibleIf;   ///< empty: always
    Condition requiredIf;  ///< empty: never
    int maxLength = 2000;  ///< code points of an open answer
    LocalizedText minRateDescription,
        maxRateDescription;  ///< what the ends of a scale mean; a matrix may have them too
    std::string index;       ///< own member "index": "satisfaction", "ease", "findability", "reach" or none
    bool breakdown = false;  ///< own member "breakdown": results are broken down by this question

    bool isOpen() const { return options.empty(); }
    /// The rows, or where there are none a single one without a name: the question itself.
    const std::vector<Choice>& lines() const;
    /// «Другое (укажите)», beside which a text is typed; an author's own option of that value is none.
    bool takesText(const Choice& option) const { return hasOther && option.value == kOther; }
    const Choice* option(std::string_view value) const;  ///< nullptr where there is none
    const Choice* row(std::string_view value) const;
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

struct Survey {
    std::string locale;  ///< the language of the definition's own texts
    LocalizedText title;
    LocalizedText shortTitle;  ///< own member: the survey's name where there is little room; empty: its title
    LocalizedText description;
    std::vector<Question> questions;  ///< in form order; SurveyJS pages are flattened
    std::vector<std::string>
        warnings;        ///< members that only concern looks and were left out, each with its pointer
    std::string source;  ///< the definition's JSON, compact, as it is served to clients

    /// Its name where there is little room.
    const std::string& name(std::string_view language) const;
    const Question* question(std::string_view name) const;
    /// The question whose «other» text is called `name`, or nullptr.
    const Question* commented(std::string_view name) const;
    /// Number of `question` as people count, from 1.
    int number(const Question& question) const;
};

}  // namespace otklik
