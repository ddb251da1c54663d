// A submission as the network brings it: whatever is accepted is stored as JSON that reads back as the same
// answers, and sealed it is accepted, or refused, as it is open.

#include "server/intake/intake.h"
#include "server/seal/secret_key.h"
#include "tests/fuzz/submission.h"

using namespace otklik;

namespace {

/// What becomes of a submission.
Result<Submission> taken(const Wave& wave, const Json& json) {
    static const fuzz::Unsealed store;
    auto envelope = openEnvelope(json);
    if (!envelope) return envelope.problems();
    return intake(store, test::redactor(), wave, std::move(*envelope));
}

/// The same submission, sealed; `json` is an open one.
Json sealed(const Json& json) {
    Json outside = json, inside = Json::object();
    for (const char* member : {"via", "answers"}) {
        if (json.contains(member)) inside[member] = json[member];
        outside.erase(member);
    }
    outside["sealed"] = fuzz::sealedAsIs(padded(inside.dump()));
    return outside;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Wave wave = fuzz::wave();
    const auto json = parseJson(fuzz::text(data, size));
    if (!json) return 0;
    const auto submission = taken(wave, *json);
    if (submission) fuzz::requireReadsBack(*submission, wave);
    if (!json->is_object() || json->contains("sealed") || !openEnvelope(*json)) return 0;
    const auto other = taken(wave, sealed(*json));
    fuzz::require(other.problems() == submission.problems());
    if (submission) fuzz::require(other->via == submission->via && other->answers == submission->answers);
    return 0;
}
