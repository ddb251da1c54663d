#pragma once
// What the targets that read submissions share.

#include "server/store/store.h"
#include "shared/survey/response.h"
#include "tests/fuzz/fuzz.h"

namespace otklik::fuzz {

inline Wave wave() {
    Wave wave;
    wave.id = "2026";
    wave.channels = {"site", "vk", "kiosk"};
    wave.survey = std::make_shared<const Survey>(survey());
    return wave;
}

/// What is stored of an accepted submission reads back as the same answers.
inline void requireReadsBack(const Submission& submission, const Survey& survey) {
    auto body = parseJson(submission.body);
    require(bool(body));
    auto answers = answersFromJson(survey, (*body)["answers"]);
    require(bool(answers));
    require(toJson(survey, *answers) == (*body)["answers"]);
}

}  // namespace otklik::fuzz
