#pragma once
// Submissions of the order's survey, as the intake would hand them to the store.

#include "server/store/store.h"
#include "shared/survey/answers_json.h"
#include "shared/survey/response.h"
#include "tests/support.h"

namespace otklik::test {

/// To the wave 2026, from the site; `answers` is SurveyJS result JSON.
inline Submission submission(std::string id, const Json& answers) {
    static const Survey survey = orderSurvey();
    auto read = answersFromJson(survey, answers);
    REQUIRE(read);
    return {std::move(id), "2026", "site", std::move(*read)};
}

}  // namespace otklik::test
