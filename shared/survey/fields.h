#pragma once
// The form's fields: what they are called, how they come over the wire, and the answers in them. A page
// without the rules hands them over as they are, so that only this reads a form.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

// A field's name begins with what it is, so that no question's name is another field's, nor one of the names
// that a form has in a browser anyway, such as «elements».
std::string fieldName(const Question& question);                        ///< "q-seek"
std::string fieldName(const Question& question, std::string_view row);  ///< "q-frequency[site]"
std::string otherFieldName(const Question& question);                   ///< "other-sources"

/// Fields of a form in the order in which they came.
using FormFields = std::vector<std::pair<std::string, std::string>>;

/// What a form is at most: less where it comes from a stranger than where the visitor's own device reads it.
struct FormBounds {
    std::size_t bytes, fields;
};
/// A letter that is not Latin takes six bytes: see kMostAnswerBytes.
inline constexpr FormBounds kFormFromNetwork{256 * 1024, 5'000};
inline constexpr FormBounds kFormOnDevice{8 * 1024 * 1024, 100'000};  ///< more than any survey's form

/// Decodes application/x-www-form-urlencoded. Problem codes "too-large", "bad-encoding", "not-utf8".
Result<FormFields> parseUrlEncoded(std::string_view body, const FormBounds& bounds);

/// What can be read is read into `answers` even when there are problems, so that the form can be shown again
/// with everything typed.
struct FormReading {
    Answers answers;
    Problems problems;
};
/// What a text beside an option means that is not chosen: without script, that the option was forgotten; with
/// one, which chooses it as somebody types, that it was given up.
enum class LoneText { choosesOption, isGivenUp };
/// Answers from form fields; the hidden ones id, wave, via are skipped. Problems as of answersFromJson().
FormReading answersFromForm(const Survey& survey, const FormFields& fields,
                            LoneText loneText = LoneText::choosesOption);

}  // namespace otklik
