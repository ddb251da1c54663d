#pragma once
// Answers on their way in and out: SurveyJS result JSON, the urlencoded form, and the checks both go through.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/json.h"
#include "shared/survey/survey.h"

namespace otklik {

/// Fields of a form in the order in which they came.
using FormFields = std::vector<std::pair<std::string, std::string>>;

/// What a form is at most: less where it comes from a stranger than where the visitor's own device reads it.
struct FormBounds {
    std::size_t bytes, fields;
};
inline constexpr FormBounds kFormFromNetwork{64 * 1024, 500};
inline constexpr FormBounds kFormOnDevice{8 * 1024 * 1024, 100'000};  ///< more than any survey's form

/// Decodes application/x-www-form-urlencoded. Problem codes "too-large", "bad-encoding", "not-utf8".
Result<FormFields> parseUrlEncoded(std::string_view body, const FormBounds& bounds);

/// Answers from SurveyJS result JSON, shape and values checked against the survey; pointers start with
/// "/answers". Codes: "unknown-question", "unknown-choice", "unknown-row", "wrong-type", "too-long" (limit),
/// "not-utf8", "only-one", "comment-without-other". White space round texts is dropped, empty texts become no
/// answer.
Result<Answers> answersFromJson(const Survey& survey, const Json& answers);

/// Answers from form fields `q`, `q[row]`, `q-Comment` (hidden fields id, wave, via are skipped). What can be
/// read is read into `answers` even when there are problems, so that the form can be shown again with
/// everything typed.
struct FormReading {
    Answers answers;
    Problems problems;
};
/// What a text beside an option means that is not chosen: without script, that the option was forgotten; with
/// one, which chooses it as somebody types, that it was given up.
enum class LoneText { choosesOption, isGivenUp };
FormReading answersFromForm(const Survey& survey, const FormFields& fields,
                            LoneText loneText = LoneText::choosesOption);

/// Bytes of a response's answers as JSON. A submission is at most 64 KiB with what is round them.
inline constexpr std::size_t kMostAnswerBytes = 63 * 1024;

/// What a whole response must satisfy: it answers something ("nothing-answered", at "/answers"), required
/// questions that are visible are answered ("required"), and all of it is small enough for a submission
/// ("too-large", at the longest answer).
Problems validate(const Survey& survey, const Answers& answers);

/// True where a problem is of this question: of its answer, a row of it, or the text beside an option.
bool concerns(const Problem& problem, const Question& question);

/// Drops answers to questions that visibleIf hides, until what is left hides none of the others: so a device
/// and the server, which sees only what is left, judge alike.
Answers visibleAnswers(const Survey& survey, Answers answers);
bool isVisible(const Question& question, const Answers& answers);

/// SurveyJS result JSON.
Json toJson(const Survey& survey, const Answers& answers);

}  // namespace otklik
