// A report as the client reads it: what is read is written again, and read alike.

#include "shared/report/report_json.h"

#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto json = parseJson(fuzz::text(data, size));
    if (!json) return 0;
    const auto report = reportFromJson(*json);
    if (!report) return 0;
    const Json written = reportJson(*report);
    const auto again = reportFromJson(written);
    fuzz::require(bool(again));
    fuzz::require(reportJson(*again) == written);
    return 0;
}
