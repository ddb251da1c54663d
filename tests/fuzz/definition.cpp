// A survey definition: whatever is loaded can be laid out as a form, and loads again from what is served.

#include "shared/form/form.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto survey = parseSurvey(fuzz::text(data, size));
    if (!survey) {
        fuzz::require(!survey.problems().empty());
        return 0;
    }
    fuzz::require(bool(parseSurvey(survey->source)));
    formHtml(*survey, fuzz::locale(), {std::string(32, 'a'), "2026", "", {}, {}});
    return 0;
}
