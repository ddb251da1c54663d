// A release as the client reads it: whatever is read is written again as it was understood, and shown.

#include "shared/report/report_html.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Survey survey = fuzz::survey();
    auto json = parseJson(fuzz::text(data, size));
    if (!json) return 0;
    auto release = releaseFromJson(*json);
    if (!release) return 0;
    auto again = releaseFromJson(toJson(*release));
    fuzz::require(bool(again));
    fuzz::require(toJson(*again) == toJson(*release));
    ReportInput input;
    input.waves = {{release->wave, &survey, &*release}};
    reportHtml(makeReport(input, fuzz::locale()), fuzz::locale());
    return 0;
}
