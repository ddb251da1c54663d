// Any text of a visitor: findings lie in it in order, and nothing more is found in what was redacted.

#include "shared/privacy/redact.h"
#include "shared/text/utf8.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = cleanedText(fuzz::text(data, size));
    std::size_t end = 0;
    for (const Finding& finding : findPersonalData(text)) {
        fuzz::require(finding.begin >= end && finding.begin < finding.end && finding.end <= text.size());
        end = finding.end;
    }
    const std::string redacted = redact(text);
    fuzz::require(isUtf8(redacted) || !isUtf8(text));
    fuzz::require(findPersonalData(redacted).empty());
    fuzz::require(redact(redacted) == redacted);
    return 0;
}
