#pragma once
// How an answer counts in an index: from 0 (worst) to 1 (best), or not at all.
//
//   scale, rating   from 0 at the lowest step to 1 at the highest
//   other answers   1 for any but the last, which counts 0; «Затрудняюсь ответить» does not count
//   several answers each is a row of its own: 1 where it was named, else 0; «Другое» and the like are no rows

#include <optional>
#include <vector>

#include "shared/survey/survey.h"

namespace otklik {

/// One an answer, in their order; nothing for one that does not count.
using Scores = std::vector<std::optional<double>>;

/// Of the options of `question`, which takes one of them.
Scores scoresOf(const Question& question);

/// True for a choice of a question that takes several which is a row of an index.
bool isScored(const Choice& choice);

/// How many rows of an index a question makes.
std::size_t scoredRows(const Question& question);

}  // namespace otklik
