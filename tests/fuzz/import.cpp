// A kiosk's file: whatever is accepted of it reads back as the same answers, the rest is named.

#include "server/intake/import.h"
#include "tests/fuzz/submission.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::Unsealed store;
    static const Wave wave = fuzz::wave();
    auto items = readImport(fuzz::text(data, size));
    if (!items) return 0;
    const Import import = checkImport(store, test::redactor(), *items);
    fuzz::require(import.submissions.size() + import.refused.size() == items->size());
    for (const Submission& submission : import.submissions) fuzz::requireReadsBack(submission, wave);
    return 0;
}
