#pragma once
// Closed answers by their places, line by line and in each option by option: what is counted, and what is
// kept, is the same numbers.

#include <cstddef>
#include <vector>

#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

/// How many places a question has; none where it is open.
std::size_t placesIn(const Question& question);
/// Those that an answer takes, in rising order. What the question does not have takes none.
std::vector<std::size_t> placesOf(const Question& question, const Answer& answer);
/// Adds the answer of one place; false where its line takes no further one.
bool addPlace(const Question& question, std::size_t place, Answer& answer);

}  // namespace otklik
