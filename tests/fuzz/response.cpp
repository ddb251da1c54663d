// A submission as the network brings it: whatever is accepted is stored as JSON that reads back as the same
// answers.

#include "server/intake/intake.h"
#include "tests/fuzz/submission.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Wave wave = fuzz::wave();
    auto json = parseJson(fuzz::text(data, size));
    if (!json) return 0;
    auto envelope = openEnvelope(*json);
    if (!envelope) return 0;
    if (auto submission = intake(wave, std::move(*envelope))) fuzz::requireReadsBack(*submission, wave);
    return 0;
}
