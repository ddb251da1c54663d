#pragma once
// A person who is made up: who they are, what they think, how they answer.

#include <string>
#include <vector>

#include "shared/privacy/random.h"
#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

struct Respondent {
    std::string channel;
    Answers answers;
};

/// Answers to any survey. `progress` (0 to 1) is how far things have got better over the years.
Respondent imagine(const Survey& survey, const std::vector<std::string>& channels, double progress,
                   Random& random);

}  // namespace otklik
