#pragma once
// What the targets that read submissions share.

#include "server/store/store.h"
#include "server/store/sqlite/waiting.h"
#include "tests/fuzz/fuzz.h"

namespace otklik::fuzz {

inline Wave wave() {
    Wave wave;
    wave.id = "2026";
    wave.channels = {"site", "vk", "kiosk"};
    wave.survey = std::make_shared<const Survey>(survey());
    return wave;
}

/// What is stored of an accepted submission reads back as the same; `wave` is always the same one.
inline void requireReadsBack(const Submission& submission, const Wave& wave) {
    static const TallyLayout layout(*wave.survey, wave.channels);
    const Waiting waiting = takeApart(layout, submission.answers, submission.via);
    const auto read = readWaiting(layout, waiting.body);
    require(read && read->body == waiting.body && read->closed == waiting.closed);
    require(read->texts == waiting.texts && read->cells == waiting.cells);
}

}  // namespace otklik::fuzz
