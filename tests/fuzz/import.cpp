// A kiosk's file: whatever is accepted of it reads back as the same answers, the rest is named.

#include "server/admin/import.h"
#include "shared/survey/response.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Snapshot snapshot = [] {
        Wave wave;
        wave.id = "2026";
        wave.channels = {"site", "kiosk"};
        wave.survey = std::make_shared<const Survey>(fuzz::survey());
        return Snapshot{{wave}, {}};
    }();
    auto items = readImport(fuzz::text(data, size));
    if (!items) return 0;
    const Import import = checkImport(snapshot, *items);
    fuzz::require(import.submissions.size() + import.refused.size() == items->size());
    for (const Submission& submission : import.submissions) {
        auto body = parseJson(submission.body);
        fuzz::require(bool(body));
        auto answers = answersFromJson(*snapshot.waves[0].survey, (*body)["answers"]);
        fuzz::require(bool(answers));
        fuzz::require(toJson(*snapshot.waves[0].survey, *answers) == (*body)["answers"]);
    }
    return 0;
}
