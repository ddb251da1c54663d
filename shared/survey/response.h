#pragma once
// What a whole response must satisfy, and what of it leaves.

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/survey/answers.h"
#include "shared/survey/showing.h"
#include "shared/survey/survey.h"

namespace otklik {

/// Bytes of a response's answers as JSON. A submission is at most 64 KiB with what is round them.
inline constexpr std::size_t kMostAnswerBytes = 63 * 1024;

/// What a whole response must satisfy: it answers something ("nothing-answered", at "/answers"), what has to
/// be answered is ("required", "panel-required", "too-few-chosen"), and all of it is small enough for a
/// submission ("too-large", at the longest answer).
Problems validate(const Survey& survey, const Showing& shown);

/// True where a problem is of this question: of its answer, a row of it, or the text beside an option.
bool concerns(const Problem& problem, const Question& question);
/// The row that it is of, or nullptr.
const Choice* rowOf(const Problem& problem, const Question& question);
/// True where it is of the text beside an option.
bool concernsComment(const Problem& problem, const Question& question);

/// SurveyJS result JSON: {"sources": ["site", "other"], "sources-Comment": "…"}.
std::string resultJson(const Survey& survey, const Answers& answers);

}  // namespace otklik
