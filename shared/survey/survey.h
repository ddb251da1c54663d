#pragma once
// The survey definition: a documented subset of SurveyJS JSON (see shared/survey/README.md).
// A Survey is immutable once loaded and outlives everything that refers into it.

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/survey/condition.h"
#include "shared/text/localized.h"

namespace otklik {

enum class QuestionType { checkbox, radiogroup, matrix, rating, comment, text };

/// One option, row or column: what is stored and what is shown.
struct Choice {
    std::string value;
    LocalizedText text;
};

inline constexpr std::string_view kOther = "other";  ///< the value of «Другое (укажите)»
inline constexpr std::string_view kNone = "none";    ///< the value of showNoneItem
inline constexpr std::string_view kHardToSay =
    "hard-to-say";  ///< «Затрудняюсь ответить», wherever it is offered
inline constexpr std::string_view kCommentSuffix = "-Comment";

struct Question {
    std::string name;
    QuestionType type = QuestionType::text;
    LocalizedText title;
    LocalizedText description;    ///< the instruction, such as «(Один ответ)»
    std::vector<Choice> choices;  ///< checkbox, radiogroup, rating (kOther and kNone are in it, in place)
    std::vector<Choice> rows, columns;  ///< matrix
    bool hasOther = false;              ///< one of the choices is kOther and takes text
    /// What that text is called in results: q-Comment of question q, and with one more -Comment for each
    /// question that has this name itself.
    std::string commentName;
    bool isRequired = false;
    Condition visibleIf;   ///< empty: always
    Condition requiredIf;  ///< empty: never
    int maxLength = 2000;  ///< code points of an open answer; 200 for an «other» text (kMaxOtherLength)
    LocalizedText minRateDescription,
        maxRateDescription;  ///< what the ends of a scale mean; a matrix may have them too
    std::string index;       ///< own member "index": "satisfaction", "ease", "findability", "reach" or none
    bool breakdown = false;  ///< own member "breakdown": results are broken down by this question

    bool isOpen() const { return type == QuestionType::comment || type == QuestionType::text; }
    /// True for a rating, and for a matrix whose columns are consecutive integers: answers are numbers.
    bool isScale() const;
    /// What is chosen from on a scale, from its low end to its high one.
    const std::vector<Choice>& steps() const { return type == QuestionType::matrix ? columns : choices; }
    /// «Другое (укажите)», beside which a text is typed; an author's own option of that value is none.
    bool takesText(const Choice& choice) const { return hasOther && choice.value == kOther; }
    const Choice* choice(std::string_view value) const;  ///< nullptr where there is none
    const Choice* row(std::string_view value) const;
    const Choice* column(std::string_view value) const;
};

inline constexpr int kMaxOtherLength = 200;

/// A title as people read it: the question itself, up to its question mark, and how to answer, which may be
/// empty.
struct SplitTitle {
    std::string question, explanation;
};
SplitTitle splitTitle(std::string_view title);

/// What the ends of a scale mean, with their values: «1 — очень плохо»; empty where nothing is said of one.
struct ScaleEnds {
    std::string low, high;
};
ScaleEnds scaleEnds(const Question& question, std::string_view language);

struct Survey {
    std::string locale;  ///< the language of the definition's own texts
    LocalizedText title;
    LocalizedText description;
    std::vector<Question> questions;  ///< in form order; SurveyJS pages are flattened
    std::vector<std::string>
        warnings;        ///< members that only concern looks and were left out, each with its pointer
    std::string source;  ///< the definition's JSON, compact, as it is served to clients

    const Question* question(std::string_view name) const;
    /// The question whose «other» text is called `name`, or nullptr.
    const Question* commented(std::string_view name) const;
    /// Number of `question` as people count, from 1.
    int number(const Question& question) const;
};

/// Loads a definition. Anything that would change the meaning and is not supported is a problem with its
/// pointer. Bounds: 1 MiB, 200 questions, 200 options a question, 2,000 characters a text; names
/// [A-Za-z0-9_-]{1,64}.
Result<Survey> parseSurvey(std::string_view json);

}  // namespace otklik
