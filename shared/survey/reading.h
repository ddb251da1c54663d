#pragma once
// What reading an answer has in common, whether it comes as JSON or as fields of a form. Internal to
// shared/survey. What is wrong becomes a problem at `pointer`, and the rest of the answer is read all the
// same.

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/survey/fields.h"
#include "shared/survey/survey.h"

namespace otklik {

std::string pointerTo(const Question& question);
std::string pointerToComment(const Question& question);
bool takesMany(const Question& question);

/// Cleans and bounds an open text; one over its limit is still returned, so that it can be shown again.
std::string openText(std::string_view raw, int limit, const std::string& pointer, Problems& problems);
void addChoice(const Question& question, const std::string& value, const std::string& pointer, Answer& answer,
               Problems& problems);
void addCell(const Question& question, const std::string& row, const std::string& column,
             const std::string& pointer, Answer& answer, Problems& problems);
/// Once all is read: what a text means whose option is not chosen (without `loneText` it is a problem), and
/// no answer that is empty.
void finishReading(Answers& answers, std::optional<LoneText> loneText, Problems& problems,
                   const Survey& survey);

}  // namespace otklik
