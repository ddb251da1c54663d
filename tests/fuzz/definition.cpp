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
    FormState state;
    state.id = std::string(32, 'a'), state.wave = "2026";
    formHtml(*survey, fuzz::locale(), state);
    return 0;
}
