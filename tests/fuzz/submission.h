#pragma once
// What the targets that read submissions share.

#include "server/store/sqlite/waiting.h"
#include "server/store/store.h"
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
    const auto read = readWaiting(layout, waiting.record);
    require(read && read->record == waiting.record);
    require(read->ballot.amounts == waiting.ballot.amounts && read->ballot.texts == waiting.ballot.texts);
}

}  // namespace otklik::fuzz
