#pragma once
// A response as it waits. Its closed answers are numbers: places in the list of all that the wave's survey
// offers, in the definition's order. They do not tell in which order options were ticked.
//
//   {"closed":[3,17],"texts":{"seek":"…","sources-Comment":"…"},"via":"site"}
//
// Texts and via are left out where there are none.

#include <string>
#include <string_view>

#include "shared/base/json.h"
#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

/// Of answers that were read and checked.
Json toRecord(const Survey& survey, const Answers& answers, const std::string& via);

struct Recorded {
    Answers answers;
    std::string via;
};
/// From a row's body, whose texts may be longer than what may be typed: redaction can lengthen them. Problem
/// codes: "damaged", and those of parseJson().
Result<Recorded> fromRecord(const Survey& survey, std::string_view body);

}  // namespace otklik
