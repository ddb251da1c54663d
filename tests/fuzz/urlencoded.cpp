// The plain form's body: whatever is read is checked, and shown again with every error.

#include "shared/form/form.h"
#include "shared/survey/fields.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Survey survey = fuzz::survey();
    auto fields = parseUrlEncoded(fuzz::text(data, size), kFormFromNetwork);
    if (!fields) return 0;
    FormReading reading = answersFromForm(survey, *fields);
    FormState state;
    state.id = std::string(32, 'a'), state.wave = "2026";
    state.answers = reading.answers, state.problems = reading.problems;
    if (state.problems.empty()) state.problems = validate(survey, showingOf(survey, state.answers));
    formHtml(survey, fuzz::locale(), state);
    return 0;
}
