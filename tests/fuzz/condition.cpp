// A visibleIf expression: whatever parses can be evaluated, and names only what it says.

#include "shared/survey/condition.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto condition = Condition::parse(fuzz::text(data, size));
    if (!condition) return 0;
    Answers answers;
    condition->holds(answers);
    for (const std::string& name : condition->names()) answers[name].choices = {"yes"};
    condition->holds(answers);
    return 0;
}
