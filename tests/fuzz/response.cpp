// A submission as the network brings it: whatever is accepted is stored as JSON that reads back as the same
// answers.

#include "server/http/intake.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Wave wave = [] {
        Wave wave;
        wave.id = "2026";
        wave.channels = {"site", "vk"};
        wave.survey = std::make_shared<const Survey>(fuzz::survey());
        return wave;
    }();
    auto json = parseJson(fuzz::text(data, size));
    if (!json) return 0;
    auto envelope = openEnvelope(*json);
    if (!envelope) return 0;
    auto submission = intake(wave, std::move(*envelope));
    if (!submission) return 0;
    auto body = parseJson(submission->body);
    fuzz::require(bool(body));
    auto answers = answersFromJson(*wave.survey, (*body)["answers"]);
    fuzz::require(bool(answers));
    fuzz::require(toJson(*wave.survey, *answers) == (*body)["answers"]);
    return 0;
}
