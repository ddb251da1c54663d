#include "server/intake/import.h"

#include "server/intake/intake.h"

namespace otklik {
namespace {

constexpr std::size_t kMostValues = 5'000'000;  // of JSON in a file: some 50,000 full responses

Result<Submission> checkItem(const Store& store, const Redactor& redactor, const Snapshot& snapshot,
                             const Json& item) {
    auto envelope = openEnvelope(item);
    if (!envelope) return envelope.problems();
    const Wave* wave = snapshot.wave(envelope->wave);
    if (!wave) return Problem::at("/wave", "wave", "There is no such wave.");
    return intake(store, redactor, *wave, std::move(*envelope));
}

}  // namespace

Result<Json> readImport(std::string_view text) {
    auto json = parseJson(text, {.values = kMostValues});
    if (json && json->is_array()) return json;
    if (!json && json.problems().front().code == "too-many")
        return Problem::of("file", json.problems().front().detail + " Import the file in parts.");
    return Problem::of("file", "not a list of submissions as a kiosk saves it. Nothing was imported.");
}

Import checkImport(const Store& store, const Redactor& redactor, const Json& items) {
    const auto snapshot = store.snapshot();
    Import import;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto submission = checkItem(store, redactor, *snapshot, items[i]);
        if (submission) {
            import.submissions.push_back(std::move(*submission));
            import.places.push_back(i);
            continue;
        }
        const Problem& first = submission.problems().front();
        import.refused.push_back("/" + std::to_string(i) + first.pointer + ": " + first.detail);
    }
    return import;
}

}  // namespace otklik
